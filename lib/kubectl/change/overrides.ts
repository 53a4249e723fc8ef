/** `--overrides`: what was generated, changed by a patch. Models kubectl's cmd/util/override_options.go. */
import { isObject, type Json } from '../json-object';
import { problem, type Problem } from './problem';
import type { Session } from './session';

/** Strategic and JSON patches are not modelled: a strategic one is taken as a merge. */
export function overridden({ flags }: Session, object: Json): Json | Problem {
  const text = flags.string('overrides');
  if (text === '') return object;
  const type = flags.string('override-type') || 'merge';
  if (!['json', 'merge', 'strategic'].includes(type)) return problem(`invalid override type: ${type}`);
  if (type === 'json') return problem('--override-type=json is not available here: use merge');
  try {
    const patch: unknown = JSON.parse(text);
    if (isObject(patch)) return merged(object, patch);
  } catch {
    // Said below.
  }
  return problem(`Invalid JSON Patch`);
}

/** RFC 7386. */
export function merged(object: Json, patch: Json): Json {
  const result: Json = { ...object };
  for (const [key, value] of Object.entries(patch)) {
    const before = result[key];
    if (value === null) delete result[key];
    else result[key] = isObject(value) ? merged(isObject(before) ? before : {}, value) : value;
  }
  return result;
}
