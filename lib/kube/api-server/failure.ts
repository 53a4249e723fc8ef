/** Refusals as the server writes them: a Status. Models apimachinery's api/errors and metav1.Status. */
import type { RefusalStatus } from '../judgement';

export interface Failure extends RefusalStatus {
  readonly details?: object;
  /** Of a list that could not be continued: how it could. */
  readonly listMeta?: object;
}

/** `deployments.apps "web" not found`: of what a refusal speaks can be read off its own words. */
const SUBJECT = /^(\S*) "((?:[^"\\]|\\.)*)" (?:not found|is forbidden|already exists|is invalid)/;
/** The same of a whole collection. */
const COLLECTION = /^([^\s":]+) is forbidden: /;
const CONFLICT = /^Operation cannot be fulfilled on (\S+) "([^"]*)": /;

/** Where nobody knows better: these always come with details, were they empty. Models NewGenericServerResponse. */
const GENERIC = 'the server rejected our request due to an error in our request';

/** Go leaves out what is empty. */
function withoutEmpty(cause: object): object {
  return Object.fromEntries(Object.entries(cause).filter(([, value]) => value !== ''));
}

export function statusObject(failure: Failure): object {
  const { code, reason, message, causes } = failure;
  const [, what = '', name = ''] = SUBJECT.exec(message) ?? CONFLICT.exec(message) ?? COLLECTION.exec(message) ?? [];
  const [kind, ...group] = what.split('.');
  const details = {
    ...(name && { name }),
    ...(group.length > 0 && { group: group.join('.') }),
    ...(kind && { kind }),
    ...(causes?.length && { causes: causes.map((cause) => withoutEmpty(cause)) }),
    ...failure.details,
  };
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: failure.listMeta ?? {},
    status: 'Failure',
    message,
    ...(reason && { reason }),
    ...((failure.details || message === GENERIC || Object.keys(details).length > 0) && { details }),
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

/** 500 of an error that is no Status of its own: it has no reason. */
export function plainError(message: string): Failure {
  return { code: 500, reason: '', message };
}

/** 415 of a body that no decoder reads. */
export const unknownFormat: Failure = {
  code: 415,
  reason: 'UnsupportedMediaType',
  message:
    'the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf',
};

/** 504: a revision that the cluster has not come to yet. */
export function tooLargeVersion(asked: number, current: number): Failure {
  return {
    code: 504,
    reason: 'Timeout',
    message: `Timeout: Too large resource version: ${asked}, current: ${current}`,
    details: {
      causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
      retryAfterSeconds: 1,
    },
  };
}

export function isFailure(value: object): value is Failure {
  return 'code' in value && 'reason' in value && 'message' in value && typeof value.code === 'number';
}
