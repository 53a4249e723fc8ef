/**
 * Lists: for kubectl any object with a field `items` is one. Models unstructured's decodeToList, cli-runtime's
 * FlattenListVisitor and mapper.infoForObject.
 */
import { kindOf, kinds } from '@/lib/kube';
import { isObject, type JsonObject } from './json-object';
import { checkModel } from './schema-check';

export interface ListItem {
  readonly manifest: JsonObject;
  /** Why it can't be sent. */
  readonly problem: string | undefined;
}

export function isListObject(manifest: unknown): manifest is JsonObject {
  return isObject(manifest) && Object.hasOwn(manifest, 'items');
}

/** kubectl's own validation, done where the server offers none because no request carries the list itself. */
export function checkList(list: unknown): string | undefined {
  if (!isObject(list)) return undefined;
  const { apiVersion, kind } = identity(list);
  if (apiVersion === 'v1' && kind === 'List') return checkMixedList(list['items']);
  if (kindOf(apiVersion, kind)) return undefined;
  const itemKind = kindOf(apiVersion, withoutList(kind));
  return itemKind && kind.endsWith('List') ? aggregate(checkModel(list, { list: itemKind })) : undefined;
}

function checkMixedList(items: unknown): string | undefined {
  if (!Array.isArray(items)) return 'invalid object to validate';
  return aggregate(items.flatMap(checkItem));
}

function checkItem(item: unknown): string[] {
  if (!isObject(item)) return ['invalid object to validate'];
  const problems: string[] = [];
  for (const name of ['apiVersion', 'kind']) {
    const value = item[name];
    if (value === undefined || value === null) problems.push(`${name} not set`);
    else if (typeof value !== 'string') problems.push(`${name} isn't string type`);
    else if (name === 'apiVersion' && !isGroupVersion(value)) problems.push(`unexpected GroupVersion string: ${value}`);
  }
  if (problems.length > 0) return problems;
  const { apiVersion, kind } = identity(item);
  const known = kindOf(apiVersion, kind);
  return known ? checkModel(item, known) : [];
}

/** The items, each with the kind it gets from the list if it has none; or what can't be decoded. */
export function itemsOf(list: JsonObject): readonly ListItem[] | string {
  const { items } = list;
  if (items === null) return [];
  if (!Array.isArray(items))
    return `json: cannot unmarshal ${jsonType(items)} into Go struct field decodeList.items of type []json.RawMessage`;
  const wrong: unknown = items.find((item) => item !== null && !isObject(item));
  if (wrong !== undefined)
    return `json: cannot unmarshal ${jsonType(wrong)} into Go value of type map[string]interface {}`;
  const { apiVersion, kind } = identity(list);
  return items.map((item: unknown) => {
    const manifest = isObject(item) ? item : {};
    const own = identity(manifest);
    const inherits = own.apiVersion === '' && own.kind === '';
    const named = inherits ? { ...manifest, apiVersion, kind: withoutList(kind) } : manifest;
    return { manifest: named, problem: itemProblem(named) };
  });
}

function itemProblem(item: JsonObject): string | undefined {
  const { apiVersion, kind } = identity(item);
  const missing = 'unable to get type info from the object "*unstructured.Unstructured": Object';
  if (kind === '' || !isGroupVersion(apiVersion)) return `${missing} 'Kind' is missing in 'object has no kind field '`;
  if (apiVersion === '' || apiVersion.endsWith('/')) {
    return `${missing} 'apiVersion' is missing in 'object has no apiVersion field'`;
  }
  return isMapped(apiVersion, kind) ? undefined : `unable to recognize ${noMatches(apiVersion, kind)}`;
}

/** Why kubectl does not find the list's own kind: it knows `List` in any version of the server's, and each kind's own list. */
export function listMappingProblem(list: JsonObject): string | undefined {
  const { apiVersion, kind } = identity(list);
  const isKnown =
    kind === 'List'
      ? kinds.some((known) => known.apiVersion === apiVersion)
      : isMapped(apiVersion, kind) || (kind.endsWith('List') && kindOf(apiVersion, withoutList(kind)) !== undefined);
  return isKnown ? undefined : noMatches(apiVersion, kind);
}

function noMatches(apiVersion: string, kind: string): string {
  return `no matches for kind ${JSON.stringify(kind)} in version ${JSON.stringify(apiVersion)}`;
}

/** kubectl's mapping takes `configmap` for `ConfigMap`. */
function isMapped(apiVersion: string, kind: string): boolean {
  return kinds.some(
    (known) => known.apiVersion === apiVersion && (known.kind === kind || known.kind.toLowerCase() === kind),
  );
}

function identity(object: JsonObject): { apiVersion: string; kind: string } {
  const { apiVersion, kind } = object;
  return { apiVersion: typeof apiVersion === 'string' ? apiVersion : '', kind: typeof kind === 'string' ? kind : '' };
}

function isGroupVersion(apiVersion: string): boolean {
  return apiVersion.split('/').length <= 2;
}

function withoutList(kind: string): string {
  return kind.replace(/List$/, '');
}

function aggregate(problems: readonly string[]): string | undefined {
  const different = [...new Set(problems)];
  return different.length > 1 ? `[${different.join(', ')}]` : different[0];
}

function jsonType(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'bigint' ? 'number' : typeof value;
}
