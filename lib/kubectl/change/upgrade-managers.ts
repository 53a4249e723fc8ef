/**
 * What client-side apply owned belongs to server-side apply from the first time on. Models client-go's util/csaupgrade and
 * apply's migrateToSSAIfNecessary.
 */
import { at, isObject, isSame, listAt, objectAt, textAt, type Json } from '../json-object';
import { LAST_APPLIED } from './applied';

/** The JSON patch that hands the fields over; undefined where there is nothing to hand over. */
export function upgradePatch(object: Json, manager: string): readonly Json[] | undefined {
  const before = listAt(object, 'metadata', 'managedFields').filter(isObject);
  const owners = new Set(
    before
      .filter((entry) => entry['operation'] === 'Update' && ownsLastApplied(entry))
      .map((entry) => textAt(entry, 'manager')),
  );
  let after: readonly Json[] = before;
  for (const owner of owners) after = withoutOwner(after, owner, manager);
  if (isSame(before, after)) return undefined;
  return [
    { op: 'replace', path: '/metadata/managedFields', value: after },
    { op: 'replace', path: '/metadata/resourceVersion', value: textAt(object, 'metadata', 'resourceVersion') },
  ];
}

/** An object with nothing but the annotation, so that it stays when client-side apply's fields go; undefined where it will. */
export function lastAppliedOf(object: Json): Json | undefined {
  const text = textAt(object, 'metadata', 'annotations', LAST_APPLIED);
  const entries = listAt(object, 'metadata', 'managedFields').filter(isObject);
  if (text === '' || entries.some((entry) => entry['operation'] === 'Apply' && ownsLastApplied(entry)))
    return undefined;
  const { apiVersion, kind } = object;
  const { name, namespace } = objectAt(object, 'metadata');
  return { apiVersion, kind, metadata: { name, namespace, annotations: { [LAST_APPLIED]: text } } };
}

function ownsLastApplied(entry: Json): boolean {
  return at(entry, 'fieldsV1', 'f:metadata', 'f:annotations', `f:${LAST_APPLIED}`) !== undefined;
}

function withoutOwner(entries: readonly Json[], owner: string, manager: string): readonly Json[] {
  const isOwner = (entry: Json): boolean => is(entry, owner, 'Update');
  const heir =
    entries.findIndex((entry) => is(entry, manager, 'Apply')) >= 0
      ? entries.findIndex((entry) => is(entry, manager, 'Apply'))
      : entries.findIndex(isOwner);
  const left = entries.find(isOwner);
  if (!left || heir < 0) return entries;
  return entries.flatMap((entry, i) => {
    if (i !== heir) return isOwner(entry) ? [] : [entry];
    const fieldsV1 = united(objectAt(entry, 'fieldsV1'), objectAt(left, 'fieldsV1'));
    return [{ ...entry, manager, operation: 'Apply', fieldsV1 }];
  });
}

function is(entry: Json, manager: string, operation: string): boolean {
  return entry['manager'] === manager && entry['operation'] === operation && textAt(entry, 'subresource') === '';
}

function united(a: Json, b: Json): Json {
  const both: Json = { ...a };
  for (const [key, value] of Object.entries(b)) {
    const own = both[key];
    both[key] = isObject(own) && isObject(value) ? united(own, value) : (own ?? value);
  }
  return both;
}
