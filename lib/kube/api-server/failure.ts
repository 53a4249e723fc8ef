/** Refusals as the server writes them: a Status. Models apimachinery's api/errors and metav1.Status. */
import type { RefusalStatus } from '../judgement';

export interface Failure extends RefusalStatus {
  readonly details?: object;
}

/** `deployments.apps "web" not found`: of what a refusal speaks can be read off its own words. */
const SUBJECT = /^(\S+) "((?:[^"\\]|\\.)*)" (?:not found|is forbidden|already exists|is invalid)/;
const CONFLICT = /^Operation cannot be fulfilled on (\S+) "([^"]*)": /;

export function statusObject(failure: Failure): object {
  const { code, reason, message, causes } = failure;
  const [, what = '', name = ''] = SUBJECT.exec(message) ?? CONFLICT.exec(message) ?? [];
  const [kind, ...group] = what.split('.');
  const details = {
    ...(name && { name }),
    ...(group.length > 0 && { group: group.join('.') }),
    ...(kind && { kind }),
    ...(causes?.length && { causes }),
    ...failure.details,
  };
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    ...(reason && { reason }),
    ...(Object.keys(details).length > 0 && { details }),
    code,
  };
}

export function badRequest(message: string): Failure {
  return { code: 400, reason: 'BadRequest', message };
}

/** 404 of an address that leads nowhere. */
export const noSuchPath: Failure = {
  code: 404,
  reason: 'NotFound',
  message: 'the server could not find the requested resource',
  details: {},
};

export function methodNotAllowed(): Failure {
  return {
    code: 405,
    reason: 'MethodNotAllowed',
    message: 'the server does not allow this method on the requested resource',
    details: {},
  };
}

/** 410: what was asked for is no longer remembered. */
export function expired(message: string): Failure {
  return { code: 410, reason: 'Expired', message };
}
