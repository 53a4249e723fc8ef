/** Labels, annotations and selectors as text. */
import type { Page } from './page';
import type { Value } from './value';

/** In bytes; longer annotations get lines of their own. */
const LONGEST = 140;
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

export function pairsOf(labels: Value): string[] {
  return labels.entries.map(([key, value]) => `${key}=${value.text}`);
}

/** `a=x,b=y`, or `<none>`. */
export function labelsText(labels: Value): string {
  return pairsOf(labels).join(',') || '<none>';
}

export function labelsField(page: Page, title: string, labels: Value, indent = ''): void {
  page.multiline(title, pairsOf(labels), indent);
}

export function annotationsField(page: Page, annotations: Value, title = 'Annotations'): void {
  const shown = annotations.entries.filter(([key]) => key !== LAST_APPLIED);
  page.put(`${title}:\t`);
  if (shown.length === 0) page.line('<none>');
  shown.forEach(([key, { text }], at) => {
    if (at > 0) page.put('\t');
    const value = text.endsWith('\n') ? text.slice(0, -1) : text;
    if (byteLength(value) + byteLength(key) + 2 <= LONGEST && !value.includes('\n'))
      return page.line(`${key}: ${value}`);
    page.line(`${key}:`);
    for (const part of value.split('\n')) page.line(`\t  ${shortened(part, LONGEST - 2)}`);
  });
}

/** A LabelSelector: `app=web,tier in (api,web)`; empty for one that takes all, and for none. */
export function selectorText(selector: Value): string {
  const equal = selector.at('matchLabels').entries.map(([key, value]) => ({ key, text: `${key}=${value.text}` }));
  const further = selector
    .at('matchExpressions')
    .list.map((one) => ({ key: one.at('key').text, text: requirement(one) }));
  return [...equal, ...further]
    .sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)))
    .map(({ text }) => text)
    .join(',');
}

export function selectorOrNone(selector: Value): string {
  return selectorText(selector) || '<none>';
}

function requirement(one: Value): string {
  const key = one.at('key').text;
  const values = `(${one.at('values').texts.sort().join(',')})`;
  const operator = one.at('operator').text;
  if (operator === 'In') return `${key} in ${values}`;
  if (operator === 'NotIn') return `${key} notin ${values}`;
  return operator === 'DoesNotExist' ? `!${key}` : key;
}

export function byteLength(text: string): number {
  let bytes = 0;
  for (const letter of text) bytes += sizeOf(letter);
  return bytes;
}

/** At most so many bytes, and `...`. Half a letter is U+FFFD for each of its bytes, which is what a terminal makes of it. */
export function shortened(text: string, most: number): string {
  if (byteLength(text) <= most) return text;
  let kept = '';
  let left = most;
  for (const letter of text) {
    const size = sizeOf(letter);
    if (size > left) break;
    kept += letter;
    left -= size;
  }
  return `${kept}${'\ufffd'.repeat(left)}...`;
}

function sizeOf(letter: string): number {
  const code = letter.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}
