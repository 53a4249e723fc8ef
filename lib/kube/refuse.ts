/** How a judgement says no, whichever step it is that refuses. */
import type { AdmissionRefusal } from './admission';
import { admissionFault, validationFaults } from './faults';
import type { FieldError } from './field/error';
import { invalidStatus, qualifiedKind } from './field/status';
import type { FieldFault, Refused, RefusalStatus, Stage } from './judgement';
import type { Kind } from './schema';
import { asHeaders } from './warnings/headers';

export function refuse(
  stage: Stage,
  kind: Kind | undefined,
  status: RefusalStatus,
  errors: readonly FieldFault[],
  warnings: readonly string[] = [],
): Refused {
  return { verdict: 'refused', stage, ...(kind && { kind }), status, errors, warnings: asHeaders(warnings) };
}

/** 400, about one place of what was sent. */
export function refuseRequest(
  kind: Kind,
  message: string,
  path: readonly string[],
  warnings: readonly string[],
): Refused {
  const fault: FieldFault = { path, field: path.join('.'), reason: 'BadRequest', message, at: 'value' };
  return refuse('decode', kind, { code: 400, reason: 'BadRequest', message }, [fault], warnings);
}

/** 422, by validation. */
export function refuseInvalidObject(
  kind: Kind,
  name: string,
  errors: readonly FieldError[],
  manifest: unknown,
  warnings: readonly string[],
  statusKind = qualifiedKind(kind.apiVersion, kind.kind),
): Refused {
  const status = invalidStatus(statusKind, name, errors);
  return refuse('validation', kind, status, validationFaults(errors, manifest), warnings);
}

export function refuseByAdmission(
  { errors = [], ...status }: AdmissionRefusal,
  kind: Kind,
  manifest: unknown,
  warnings: readonly string[],
): Refused {
  const stage = status.code === 422 ? 'validation' : 'admission';
  if (errors.length > 0) return refuse(stage, kind, status, validationFaults(errors, manifest), warnings);
  return refuse(stage, kind, status, [admissionFault(status)], warnings);
}
