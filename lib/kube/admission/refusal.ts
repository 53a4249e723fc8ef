/** What admission is asked beside the object, and how it says no. */
import type { FieldError } from '../field/error';
import type { Status } from '../field/status';
import { forbiddenStatus, invalidStatus } from '../field/status';
import type { ObjectMeta } from '../schema/generated/types';

export interface AdmissionRequest<T> {
  /** What is changed; absent when the object is new. */
  readonly live?: T;
  /** Takes the texts of Warning headers. */
  readonly warnings: string[];
}

export interface AdmissionRefusal extends Status {
  /** The faults behind a 422. */
  readonly errors?: readonly FieldError[];
}

/**
 * 403. An object whose name is yet to be generated goes by what it will begin with. Models extractResourceName
 * (apiserver's pkg/admission).
 */
export function forbid(resource: string, meta: ObjectMeta | undefined, why: string): AdmissionRefusal {
  return forbiddenStatus(resource, meta?.name || meta?.generateName || 'Unknown', why);
}

/** 422. */
export function refuseInvalid(
  kind: string,
  meta: ObjectMeta | undefined,
  errors: readonly FieldError[],
): AdmissionRefusal {
  return { ...invalidStatus(kind, meta?.name ?? '', errors), errors };
}
