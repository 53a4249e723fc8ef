/**
 * JSON merge patches, RFC 7386. Models jsonPatcher (apiserver's endpoints/handlers/patch.go) and MergePatch
 * (evanphx/json-patch v4).
 *
 * Not modelled: keys that stand twice in the patch.
 */
import { isObject, type JsonObject } from '../json-object';
import type { GoType } from '../schema';
import { goKind } from './go-value';
import { badRequest, type Patched } from './patched';
import { copyInOrder, copyJson, isTooDeep, patchedDocument, setField, type Opened } from './patched-json';

export function mergePatch(type: GoType, document: JsonObject, patch: unknown): Patched {
  if (patch === null) return badRequest('Invalid JSON Patch');
  if (isTooDeep(patch)) return badRequest('error decoding patch: json: exceeded max depth');
  const changes = copyJson(patch);
  if (!isObject(changes)) {
    return badRequest(
      `error decoding patch: json: cannot unmarshal ${goKind(patch)} into Go value of type map[string]interface {}`,
    );
  }
  const target = copyInOrder(type, document);
  const opened: Opened = new WeakSet();
  merge(target, changes, opened);
  return patchedDocument(target, opened);
}

function merge(target: JsonObject, changes: JsonObject, opened: Opened): void {
  opened.add(target);
  for (const [key, value] of Object.entries(changes)) {
    const current = Object.hasOwn(target, key) ? target[key] : undefined;
    if (value === null) delete target[key];
    else if (isObject(current) && isObject(value)) merge(current, value, opened);
    else {
      // An object that gives way to a list takes the list as it is.
      if (!isObject(current) || isObject(value)) prune(value, opened);
      setField(target, key, value);
    }
  }
}

/** What is new holds no nulls; those in lists stay. */
function prune(value: unknown, opened: Opened): void {
  if (Array.isArray(value)) {
    for (const item of value) prune(item, opened);
  } else if (isObject(value)) {
    opened.add(value);
    for (const [key, item] of Object.entries(value)) {
      if (item === null) delete value[key];
      else prune(item, opened);
    }
  }
}
