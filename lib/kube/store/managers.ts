/**
 * metadata.managedFields, worked out when somebody asks: controllers write thousands of times, and of an object's many
 * writers hardly anybody ever reads.
 */
import { managedFieldsAfterUpdate } from '../patch';
import type { GoType } from '../schema';
import type { Change, History } from './history';
import type { StoredObject } from './object';

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

/** Says what an object's are: of one from a file. */
export function knowManagers(object: StoredObject, managedFields: unknown[] | undefined): void {
  known.set(object, { managedFields });
}

export function managersOf(object: StoredObject, history: History): unknown[] | undefined {
  const steps: Change[] = [];
  let at: StoredObject | undefined = object;
  let managedFields: unknown[] | undefined;
  while (at) {
    const found = known.get(at);
    if (found) {
      managedFields = found.managedFields;
      break;
    }
    const change = history.at(Number(at.metadata.resourceVersion));
    // Of another history, or as another version shows it.
    if (change?.object !== at) break;
    steps.push(change);
    at = change.before;
  }
  for (const step of steps.reverse()) {
    managedFields = after(step, managedFields);
    knowManagers(step.object, managedFields);
  }
  return managedFields;
}

/** Before a part of the history is forgotten: of what later changes build on, the managers are worked out. */
export function keepManagers(part: readonly Change[], history: History): void {
  const later = new Set<StoredObject>();
  for (const change of part.toReversed()) {
    if (!later.has(change.object) && change.type !== 'DELETED') managersOf(change.object, history);
    if (change.before) later.add(change.before);
  }
}

type Step = Pick<Change, 'object' | 'before' | 'by'>;

/** What they would be after a change that is not made. */
export function managersAfter(step: Step, history: History): unknown[] | undefined {
  return after(step, step.before && managersOf(step.before, history));
}

function after({ object, by, before: was }: Step, before: unknown[] | undefined): unknown[] | undefined {
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
