/** A field of what was sent, where it must be a text. */
import { isObject } from '../json-object';

/** Empty where there is none. */
export function wordAt(value: unknown, ...path: readonly string[]): string {
  let here = value;
  for (const key of path) here = isObject(here) && Object.hasOwn(here, key) ? here[key] : undefined;
  return typeof here === 'string' ? here : '';
}
