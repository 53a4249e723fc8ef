/** A patch made without the server: `--dry-run=client` and `--local`. Models what kubectl does with evanphx/json-patch. */
import { jsonPatch, mergePatch, schemaOf, strategicMergePatch } from '@/lib/kube';
import { isObject, type Json } from '../json-object';
import { problem, type Problem } from './problem';
import type { PatchForm } from './server';

/** Nothing is judged or counted: it is the object with the changes. */
export function patchHere(object: Json, form: PatchForm, patch: unknown): { readonly object: Json } | Problem {
  const type = schemaOf(String(object['apiVersion']), String(object['kind']));
  if (!type) return { object: isObject(patch) ? merged(object, patch) : object };
  const apply = form === 'json-patch' ? jsonPatch : form === 'merge-patch' ? mergePatch : strategicMergePatch;
  const patched = apply(type, object, patch);
  return 'refusal' in patched ? problem(patched.refusal.message) : { object: patched.document };
}

/** RFC 7386, of a kind whose fields nobody knows. */
function merged(object: Json, patch: Json): Json {
  const changed = { ...object };
  for (const [key, value] of Object.entries(patch)) {
    const own = changed[key];
    if (value === null) delete changed[key];
    else changed[key] = isObject(value) ? merged(isObject(own) ? own : {}, value) : value;
  }
  return changed;
}
