/**
 * The hashes in the names of ReplicaSets and ControllerRevisions, letter by letter as Kubernetes makes them: a template has
 * the same hash here and there, and what is sorted by it comes in the same order. Models ComputeHash (pkg/controller/
 * controller_utils.go) and HashControllerRevision (pkg/controller/history).
 */
import type { types } from '@/lib/kube';
import { Fnv32 } from './fnv';
import { goDump } from './go-dump';

const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

/** `795767664d`. @param collisions how many times another template had that hash */
export function templateHash(template: types.PodTemplateSpec, collisions?: number): string {
  const hash = new Fnv32('xor first');
  hash.text(goDump('PodTemplateSpec', template));
  if (collisions !== undefined) hash.bytes([0, 8, 16, 24].map((shift) => (collisions >>> shift) & 0xff));
  if (collisions !== undefined) hash.bytes([0, 0, 0, 0]);
  return safeEncode(String(hash.sum));
}

/** @param data what the revision keeps, as JSON. */
export function revisionHash(data: object, collisions: number): string {
  const hash = new Fnv32('multiply first');
  hash.text(goJson(data));
  hash.text(String(collisions));
  return safeEncode(String(hash.sum));
}

/** No vowels, so that no words come about. Models rand.SafeEncodeString. */
export function safeEncode(text: string): string {
  let encoded = '';
  for (let at = 0; at < text.length; at += 1) encoded += ALPHABET[text.charCodeAt(at) % ALPHABET.length];
  return encoded;
}

const ESCAPED = /[<>&\u2028\u2029]/g;

/** As Go writes a map: sorted keys, and safe in HTML. */
function goJson(value: object): string {
  const sorted = JSON.stringify(value, (_, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
  return sorted.replace(ESCAPED, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
