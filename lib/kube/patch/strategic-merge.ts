/**
 * Strategic merge patches: lists are merged by key, and the patch may say otherwise. Models smpPatcher and
 * applyPatchToObject (apiserver's endpoints/handlers/patch.go) and StrategicMergeMapPatch (apimachinery's
 * util/strategicpatch).
 *
 *     $patch: replace | delete             in an object: instead of merging; in a list's item: delete that one, replace all
 *     $retainKeys: [a, b]                  what is not named goes
 *     $setElementOrder/ports: [{port: 1}]  the order of a list
 *     $deleteFromPrimitiveList/finalizers  what goes from a list of scalars
 *
 * Not modelled: null among the items of a merged list (the server fails), keys that stand twice in the patch.
 */
import { isObject, type JsonObject } from '../json-object';
import { schemaType, type GoField, type GoType } from '../schema';
import { goKind, goTypeOf, goValue } from './go-value';
import { failure, isDirective, mergeLists, mixedFault, noKey, orderElements, type MergeKey } from './strategic-lists';
import { badRequest, refuse, type Patched, type PatchRefusal } from './patched';
import { copyInOrder, copyJson, isTooDeep, setField } from './patched-json';
import { convertUnstructured } from './unstructured';

const DIRECTIVE = '$patch';
const RETAIN = '$retainKeys';
const ORDER = '$setElementOrder/';
const DELETE = '$deleteFromPrimitiveList/';

export function strategicMergePatch(type: GoType, document: JsonObject, patch: unknown): Patched {
  if (isTooDeep(patch)) return badRequest('json: exceeded max depth');
  const changes = copyJson(patch ?? {});
  if (!isObject(changes)) {
    return badRequest(`json: cannot unmarshal ${goKind(patch)} into Go value of type map[string]interface {}`);
  }
  const merger = new StrategicMerger();
  const merged = merger.merge(copyInOrder(type, document), changes, type);
  if (merger.refusal) return { refusal: merger.refusal };
  const read = convertUnstructured(type, merged);
  // The server prints what merging left of the patch.
  const value = goValue(changes);
  return {
    document: read.converted,
    unknownFields: [],
    wordFaults: (faults) => ({ value, why: read.wordsOf(faults) }),
  };
}

/** Changes what it is given. After a refusal it goes on, and what it gives is of no use. */
class StrategicMerger {
  refusal: PatchRefusal | undefined;

  merge(original: JsonObject, patch: JsonObject, type: GoType | undefined): JsonObject {
    const directive = patch[DIRECTIVE];
    if (directive === 'replace') {
      delete patch[DIRECTIVE];
      return patch;
    }
    if (directive === 'delete') return {};
    if (directive !== undefined) {
      this.fail(`unknown patch type: ${goValue(directive)} in map: ${goValue(patch)}`);
      return original;
    }
    this.retainKeys(original, patch);
    this.orderLists(original, patch, type);
    for (const [key, value] of Object.entries(patch)) this.mergeField(original, key, value, type);
    return original;
  }

  private mergeField(original: JsonObject, key: string, value: unknown, type: GoType | undefined): void {
    const isDeletion = key.startsWith(DELETE);
    const name = isDeletion ? key.slice(DELETE.length) : key;
    if (value === null) {
      delete original[name];
      return;
    }
    if (!Object.hasOwn(original, name) || goTypeOf(original[name]) !== goTypeOf(value)) {
      if (!isDeletion) takeNew(original, name, value);
      return;
    }
    const current = original[name];
    if (isObject(current) && isObject(value)) {
      const field = this.field(type, name);
      const replaces = field?.merge?.patch === 'replace';
      setField(original, name, replaces ? value : this.merge(current, value, structOf(field)));
    } else if (Array.isArray(current) && Array.isArray(value)) {
      const field = this.field(type, name);
      setField(original, name, this.mergeList(current, value, field, isDeletion));
    } else setField(original, name, value);
  }

  private mergeList(
    current: unknown[],
    value: unknown[],
    field: GoField | undefined,
    isDeletion: boolean,
  ): readonly unknown[] {
    if (field?.merge?.patch !== 'merge' && !isDeletion) return value;
    const merged = mergeLists(current, value, {
      key: keyOf(field),
      isDeletion,
      mergeItems: (item, change) => this.merge(item, change, structOf(field?.of)),
    });
    return 'items' in merged ? merged.items : (this.reject(merged.fault) ?? current);
  }

  private retainKeys(original: JsonObject, patch: JsonObject): void {
    if (!Object.hasOwn(patch, RETAIN)) return;
    const kept = patch[RETAIN];
    delete patch[RETAIN];
    const isKept = (key: string): boolean => Array.isArray(kept) && kept.includes(key);
    const isChange = (key: string): boolean => patch[key] !== null && !key.startsWith(DELETE) && !key.startsWith(ORDER);
    if (!Array.isArray(kept) || Object.keys(patch).some((key) => isChange(key) && !isKept(key))) {
      this.reject(badRequest('invalid patch format of retainKeys').refusal);
    }
    for (const key of Object.keys(original)) if (!isKept(key)) delete original[key];
  }

  /** Lists whose order the patch gives are done here, and taken out of the patch. */
  private orderLists(original: JsonObject, patch: JsonObject, type: GoType | undefined): void {
    for (const directive of Object.keys(patch).filter((key) => key.startsWith(ORDER))) {
      const order = patch[directive];
      delete patch[directive];
      const name = directive.slice(ORDER.length);
      const lists = [order, ...[original, patch].filter((one) => Object.hasOwn(one, name)).map((one) => one[name])];
      if (!Array.isArray(order) || !lists.every(Array.isArray)) {
        this.fail(`expected a []interface {}, but received a ${goTypeOf(lists.find((list) => !Array.isArray(list)))}`);
        continue;
      }
      const merged = this.orderedList(original[name], patch[name], order, this.field(type, name));
      if (merged) {
        setField(original, name, merged);
        delete patch[name];
      }
    }
  }

  private orderedList(
    current: unknown,
    change: unknown,
    order: readonly unknown[],
    field: GoField | undefined,
  ): readonly unknown[] | undefined {
    const before: unknown[] | undefined = Array.isArray(current) ? current : undefined;
    const changed: unknown[] | undefined = Array.isArray(change) ? change : undefined;
    const key = keyOf(field);
    const fault = order.length > 0 && changed ? misorderedFault(changed, order, key) : undefined;
    if (fault) return this.reject(fault);
    const live = [...(before ?? [])];
    let merged: readonly unknown[];
    if (before && changed) merged = this.mergeList(before, changed, field, false);
    else if (before) merged = before;
    else if (changed) merged = withoutDirectives(changed);
    else return undefined;
    const ordered = mixedFault(live, changed ?? []) ?? orderElements(merged, order, live, key);
    return 'items' in ordered ? ordered.items : this.reject(ordered.fault);
  }

  private field(type: GoType | undefined, name: string): GoField | undefined {
    const field = type?.fields.get(name);
    if (type && !field) this.fail(`unable to find api field in struct ${type.goName} for the json field "${name}"`);
    return field;
  }

  /** What the server does not expect is its own failure. */
  private fail(message: string): void {
    this.reject(refuse(500, '', message).refusal);
  }

  private reject(refusal: PatchRefusal): undefined {
    this.refusal ??= refusal;
  }
}

function takeNew(original: JsonObject, name: string, value: unknown): void {
  discardNulls(value);
  if (isObject(value) && isDirective(value)) delete original[name];
  else setField(original, name, Array.isArray(value) || isObject(value) ? withoutDirectivesIn(value) : value);
}

function discardNulls(value: unknown): void {
  if (Array.isArray(value)) value.forEach(discardNulls);
  else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      if (item === null) delete value[key];
      else discardNulls(item);
    }
  }
}

function withoutDirectivesIn(value: unknown): unknown {
  if (Array.isArray(value)) return withoutDirectives(value);
  if (!isObject(value)) return value;
  for (const [key, item] of Object.entries(value)) {
    if (isObject(item) && isDirective(item)) delete value[key];
    else setField(value, key, withoutDirectivesIn(item));
  }
  return value;
}

function withoutDirectives(list: readonly unknown[]): unknown[] {
  return list.filter((item) => !(isObject(item) && isDirective(item))).map(withoutDirectivesIn);
}

/** The items of the patch must stand in the order that it gives. */
function misorderedFault(
  patch: readonly unknown[],
  order: readonly unknown[],
  key: MergeKey,
): PatchRefusal | undefined {
  const items = patch.filter((item) => key === undefined || !isObject(item) || item[DIRECTIVE] !== 'delete');
  const identity = (item: unknown): unknown => (key !== undefined && isObject(item) ? item[key] : item);
  let at = 0;
  for (let place = 0; at < items.length && place < order.length;) {
    const item = items[at];
    if (isObject(item) && isDirective(item)) {
      at++;
      continue;
    }
    for (const one of key === undefined ? [] : [item, order[place]]) {
      if (!isObject(one)) return failure(`expected a map[string]interface {}, but received a ${goTypeOf(one)}`).fault;
      if (!Object.hasOwn(one, key ?? '')) return noKey(one, key ?? '').fault;
    }
    if (identity(item) === identity(order[place])) at++;
    place++;
  }
  // A directive at the end, once the order is through, counts as out of order.
  if (at === items.length) return undefined;
  const message = `The order in patch list:\n${goValue(patch)}\n doesn't match $setElementOrder list:\n${goValue(order)}\n`;
  return failure(message).fault;
}

function keyOf(field: GoField | undefined): MergeKey {
  return field?.merge?.patchKey;
}

function structOf(field: GoField | undefined): GoType | undefined {
  return field?.is === 'object' ? schemaType(field.type ?? '') : undefined;
}
