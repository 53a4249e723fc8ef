/**
 * The patches that kubectl makes of what was applied last, what is to be applied, and what there is. Models
 * CreateThreeWayMergePatch (apimachinery's util/strategicpatch) and its JSON cousin (util/jsonmergepatch). Both of kubectl's
 * halves, what is added or changed and what goes, are made in one walk.
 */
import { schemaOf, schemaType } from '@/lib/kube';
import { isObject, isSame, type Json } from '../json-object';

type GoType = NonNullable<ReturnType<typeof schemaOf>>;
type GoField = NonNullable<ReturnType<GoType['fields']['get']>>;

/** @param original as applied last; undefined where nothing is known of it */
export function threeWayPatch(
  apiVersion: string,
  kind: string,
  original: Json | undefined,
  modified: Json,
  current: Json,
): Json {
  const type = schemaOf(apiVersion, kind);
  return type ? diffStruct(original, modified, current, type, false) : threeWayMergePatch(original, modified, current);
}

/** From what is to what shall be: whatever isn't in `modified` goes. */
export function twoWayPatch(apiVersion: string, kind: string, current: Json, modified: Json): Json {
  return threeWayPatch(apiVersion, kind, current, modified, current);
}

/** RFC 7386: lists are replaced as a whole. */
export function threeWayMergePatch(original: Json | undefined, modified: Json, current: Json): Json {
  const patch: Json = {};
  for (const [key, value] of Object.entries(modified)) {
    const before = current[key];
    if (isObject(value) && isObject(before)) {
      const inner = original?.[key];
      const change = threeWayMergePatch(isObject(inner) ? inner : undefined, value, before);
      if (Object.keys(change).length > 0) patch[key] = change;
    } else if (!Object.hasOwn(current, key) || !isSame(value, before)) {
      if (value !== null) patch[key] = value;
    }
  }
  for (const key of Object.keys(original ?? {})) if (!Object.hasOwn(modified, key)) patch[key] = null;
  return patch;
}

function diffStruct(
  original: Json | undefined,
  modified: Json,
  current: Json,
  type: GoType | undefined,
  retains: boolean,
): Json {
  const patch: Json = {};
  for (const [key, value] of Object.entries(modified)) {
    const field = type?.fields.get(key);
    if (!Object.hasOwn(current, key)) {
      patch[key] = value;
      continue;
    }
    diffField(patch, key, { original: original?.[key], modified: value, current: current[key] }, field);
  }
  for (const key of Object.keys(original ?? {})) if (!Object.hasOwn(modified, key)) patch[key] = null;
  const kept = Object.keys(modified).sort();
  const leavesSome = Object.keys(current).some((key) => current[key] !== null && !Object.hasOwn(modified, key));
  if (retains && kept.length > 0 && (Object.keys(patch).length > 0 || leavesSome)) patch['$retainKeys'] = kept;
  return patch;
}

interface Three<T> {
  readonly original: unknown;
  readonly modified: T;
  readonly current: T;
}

function diffField(patch: Json, key: string, three: Three<unknown>, field: GoField | undefined): void {
  const { original, modified, current } = three;
  if (isObject(modified) && isObject(current)) {
    if (field?.merge?.patch === 'replace') {
      patch[key] = modified;
      return;
    }
    const retains = field?.merge?.retainKeys ?? false;
    const type = structOf(field);
    const inner = diffStruct(isObject(original) ? original : undefined, modified, current, type, retains);
    if (Object.keys(inner).length > 0) patch[key] = inner;
  } else if (Array.isArray(modified) && Array.isArray(current) && field?.merge?.patch === 'merge') {
    const before: unknown[] = Array.isArray(original) ? original : [];
    diffList(patch, key, { original: before, modified, current }, field);
  } else if (!isSame(modified, current)) patch[key] = modified;
}

function diffList(
  patch: Json,
  key: string,
  lists: {
    readonly original: readonly unknown[];
    readonly modified: readonly unknown[];
    readonly current: readonly unknown[];
  },
  field: GoField,
): void {
  const { original, modified, current } = lists;
  const mergeKey = field.merge?.patchKey;
  if (mergeKey === undefined) {
    const added = modified.filter((item) => !current.includes(item));
    const gone = original.filter((item) => !modified.includes(item));
    if (added.length > 0) patch[key] = added;
    if (gone.length > 0) patch[`$deleteFromPrimitiveList/${key}`] = gone;
    if (current.length > 0 && (added.length > 0 || gone.length > 0)) patch[`$setElementOrder/${key}`] = modified;
    return;
  }
  const retains = field.merge?.retainKeys ?? false;
  const type = structOf(field.of);
  const changes: unknown[] = [];
  for (const item of modified.filter(isObject)) {
    const before = findItem(current, mergeKey, item);
    const last = findItem(original, mergeKey, item);
    if (!before) {
      changes.push(item);
      continue;
    }
    const inner = diffStruct(last, item, before, type, retains);
    if (Object.keys(inner).length > 0) changes.push({ ...inner, [mergeKey]: item[mergeKey] });
  }
  for (const item of original.filter(isObject)) {
    if (!findItem(modified, mergeKey, item)) changes.push({ $patch: 'delete', [mergeKey]: item[mergeKey] });
  }
  if (changes.length > 0) patch[key] = changes;
  const isReordered = !isSameOrder(modified, current, mergeKey);
  if ((current.length > 0 || original.length > 0) && (changes.length > 0 || isReordered)) {
    patch[`$setElementOrder/${key}`] = modified.filter(isObject).map((item) => ({ [mergeKey]: item[mergeKey] }));
  }
}

function findItem(list: readonly unknown[], key: string, item: Json): Json | undefined {
  return list.filter(isObject).find((other) => other[key] === item[key]);
}

/** Whether those that are in both stand in the same order. */
function isSameOrder(a: readonly unknown[], b: readonly unknown[], key: string): boolean {
  const ours = a.filter(isObject).filter((item) => findItem(b, key, item));
  const theirs = b.filter(isObject).filter((item) => findItem(a, key, item));
  return ours.every((item, i) => item[key] === theirs[i]?.[key]);
}

function structOf(field: GoField | undefined): GoType | undefined {
  return field?.is === 'object' ? schemaType(field.type ?? '') : undefined;
}
