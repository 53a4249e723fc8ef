/**
 * What the API server answers instead of an object. Models the constructors of apimachinery's api/errors/errors.go
 * that are needed before anything is stored.
 */
import type { FieldError, FieldErrorReason } from './error';
import { aggregateMessage, errorBody } from './message';
import { quote } from './print';

export interface StatusCause {
  /** Empty where it is not about a field, as `field` is. */
  readonly reason: FieldErrorReason | '';
  readonly message: string;
  readonly field: string;
}

export interface Status {
  readonly code: number;
  readonly reason: string;
  readonly message: string;
  readonly causes?: readonly StatusCause[];
}

/**
 * 422: `Deployment.apps "web" is invalid: …`.
 * @param kind the kind with its group, `Deployment.apps`; a kind of the core group stands alone
 */
export function invalidStatus(kind: string, name: string, errors: readonly FieldError[]): Status {
  return {
    code: 422,
    reason: 'Invalid',
    message: `${kind} ${quote(name)} is invalid: ${aggregateMessage(errors)}`,
    causes: errors.map((error) => ({
      reason: error.reason,
      message: errorBody(error),
      field: error.path.toString(),
    })),
  };
}

/** 403: `pods "web" is forbidden: …`; `resource` is the plural with its group, `deployments.apps`. */
export function forbiddenStatus(resource: string, name: string, why: string): Status {
  const what = name === '' ? resource : `${resource} ${quote(name)}`;
  return { code: 403, reason: 'Forbidden', message: `${what} is forbidden: ${why}` };
}

/** 404: `namespaces "shop" not found`. */
export function notFoundStatus(resource: string, name: string): Status {
  return { code: 404, reason: 'NotFound', message: `${resource} ${quote(name)} not found` };
}

/** 409: `Operation cannot be fulfilled on deployments.apps "web": …`. */
export function conflictStatus(resource: string, name: string, why: string): Status {
  return {
    code: 409,
    reason: 'Conflict',
    message: `Operation cannot be fulfilled on ${resource} ${quote(name)}: ${why}`,
  };
}

/** The kind as a Status names it: `Pod`, `Deployment.apps`. */
export function qualifiedKind(apiVersion: string, kind: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? kind : `${kind}.${apiVersion.slice(0, slash)}`;
}
