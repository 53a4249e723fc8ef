/**
 * Fields that stand in a JSON text more than once, which JSON.parse keeps silent about. Models what strict decoding says of
 * them (sigs.k8s.io/json).
 */

interface Level {
  /** Undefined of a list. */
  readonly keys?: Set<string>;
  /** Where it is just now: a name, or a position. */
  step: string | number;
}

/** Their paths, `metadata.name`, each once. @param text valid JSON */
export function duplicateFields(text: string): string[] {
  return [...readFields(text).repeated.keys()];
}

export interface FieldPlaces {
  /** Where each field stands first: how many letters are before it. */
  readonly first: ReadonlyMap<string, number>;
  /** Of those that stand twice, where they do so. */
  readonly repeated: ReadonlyMap<string, number>;
}

/** @param text valid JSON */
export function readFields(text: string): FieldPlaces {
  const first = new Map<string, number>();
  const repeated = new Map<string, number>();
  const open: Level[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    const level = open.at(-1);
    if (letter === '"') {
      const end = endOfString(text, at);
      if (level?.keys && isKey(text, end)) {
        level.step = String(JSON.parse(text.slice(at, end)));
        const path = pathOf(open);
        if (!level.keys.has(level.step)) first.set(path, at);
        else if (!repeated.has(path)) repeated.set(path, at);
        level.keys.add(level.step);
      }
      at = end - 1;
    } else if (letter === '{') open.push({ keys: new Set(), step: '' });
    else if (letter === '[') open.push({ step: 0 });
    else if (letter === '}' || letter === ']') open.pop();
    else if (letter === ',' && typeof level?.step === 'number') level.step += 1;
  }
  return { first, repeated };
}

/** Behind the closing quote. */
function endOfString(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text.charAt(at) !== '"') at += text.charAt(at) === '\\' ? 2 : 1;
  return at + 1;
}

function isKey(text: string, after: number): boolean {
  let at = after;
  while (' \t\r\n'.includes(text.charAt(at)) && at < text.length) at += 1;
  return text.charAt(at) === ':';
}

function pathOf(open: readonly Level[]): string {
  return open
    .map(({ step }) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');
}
