/**
 * metadata.managedFields, worked out when somebody asks: controllers write thousands of times, and of an object's many
 * writers hardly anybody ever reads.
 */
import { managedFieldsAfterUpdate } from '../patch';
import type { GoType } from '../schema';
import type { StoredObject } from './object';

/** How an object came to be what it is, and what it was before. */
export interface Written {
  readonly by: WrittenBy;
  readonly before: StoredObject | undefined;
}

export type WrittenBy =
  | { readonly how: 'kept' }
  /** What they are is known: after an apply, or from a file. */
  | { readonly how: 'known'; readonly managedFields: unknown[] | undefined }
  | ({ readonly how: 'update' } & Update);

export interface Update {
  readonly type: GoType;
  /** As the request's address names it. */
  readonly apiVersion: string;
  readonly manager: string;
  /** RFC 3339. */
  readonly now: string;
  /** `status`; empty for the object itself. */
  readonly subresource?: string;
  /** The object before admission had its turn, with the managedFields that were sent. Default: as it is held. */
  readonly sent?: Readonly<Record<string, unknown>>;
}

/** What was found out. */
const known = new WeakMap<StoredObject, { readonly managedFields: unknown[] | undefined }>();

export function managersOf(object: StoredObject, writers: WeakMap<StoredObject, Written>): unknown[] | undefined {
  const steps: { object: StoredObject; written: Written }[] = [];
  let at: StoredObject | undefined = object;
  let managedFields: unknown[] | undefined;
  while (at) {
    const found = known.get(at);
    if (found) {
      managedFields = found.managedFields;
      break;
    }
    const written = writers.get(at);
    if (!written) break;
    steps.push({ object: at, written });
    at = written.before;
  }
  for (const step of steps.reverse()) {
    managedFields = after(step.object, step.written, managedFields);
    known.set(step.object, { managedFields });
  }
  return managedFields;
}

function after(
  object: StoredObject,
  { by, before: was }: Written,
  before: unknown[] | undefined,
): unknown[] | undefined {
  if (by.how === 'kept') return before;
  if (by.how === 'known') return by.managedFields;
  const { type, apiVersion, manager, now, subresource, sent } = by;
  const live = was && withManagers(was, before);
  const next = { ...withManagers(object, before), ...sent };
  const update = { type, apiVersion, live, next, manager, now, ...(subresource && { subresource }) };
  return managedFieldsAfterUpdate(update) ?? before;
}

export function withManagers(
  object: Readonly<Record<string, unknown>> & { readonly metadata: object },
  managedFields: unknown[] | undefined,
): Record<string, unknown> {
  if (!managedFields?.length) return { ...object };
  return { ...object, metadata: { ...object.metadata, managedFields } };
}
