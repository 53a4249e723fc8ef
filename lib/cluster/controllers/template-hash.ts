/**
 * The hash in the names of ReplicaSets and ControllerRevisions. It has the form of ComputeHash (pkg/controller/
 * controller_utils.go): FNV-1a of 32 bits, written without vowels. Not modelled: what is hashed, there Go's dump of the
 * struct; here the JSON with sorted keys, so the same template has another hash than elsewhere.
 */
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

/** @param collisions how many times another template had that hash */
export function templateHash(text: string, collisions?: number): string {
  const sum = fnv32a(collisions === undefined ? text : `${text}\n${collisions}`);
  return safeEncode(String(sum));
}

/** Models rand.SafeEncodeString. */
export function safeEncode(text: string): string {
  let encoded = '';
  for (let at = 0; at < text.length; at += 1) encoded += ALPHABET[text.charCodeAt(at) % ALPHABET.length];
  return encoded;
}

/** Of the text's UTF-16 units, low byte first. */
export function fnv32a(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    if (unit > 0xff) hash = Math.imul(hash ^ (unit >> 8), 0x01000193);
  }
  return hash >>> 0;
}
