import type { TextRange, YamlDocument, YamlPath } from '@/lib/yaml';

/**
 * Where in the text a field path lies. A value that spans lines is marked by its key, and a field that is not there
 * by its nearest ancestor that is: a squiggle under half a page points at nothing.
 */
export function locate(text: string, document: YamlDocument, path: YamlPath, at: 'key' | 'value'): TextRange {
  const value = at === 'value' ? document.valueRange(path) : undefined;
  if (value && value.end > value.start && !text.slice(value.start, value.end).includes('\n')) return value;
  const key = document.keyRange(path);
  if (key) return key;
  if (value && value.end > value.start) return firstLineOf(text, value);
  return path.length > 0
    ? locate(text, document, path.slice(0, -1), 'key')
    : firstLineOf(text, contentOf(text, document));
}

/** The range cut at its first line's end, without trailing blanks; at least one character wide where there is one. */
export function firstLineOf(text: string, range: TextRange): TextRange {
  const line = text.slice(range.start, range.end).split('\n', 1)[0] ?? '';
  const end = range.start + line.trimEnd().length;
  return { start: range.start, end: Math.max(end, Math.min(range.start + 1, text.length)) };
}

/** The document from its first line that says something: not blank, not a comment. */
function contentOf(text: string, document: YamlDocument): TextRange {
  const body = text.slice(document.range.start, document.range.end);
  const first = /^(?!\s*#)[^\S\n]*(?=\S)/m.exec(body);
  return first
    ? { start: document.range.start + first.index + first[0].length, end: document.range.end }
    : document.range;
}

/** Reads Kubernetes' spelling of a path back into its steps: `spec.ports[0].port`. Keys in brackets may be anything. */
export function stepsOf(field: string): (string | number)[] {
  const steps: (string | number)[] = [];
  for (const [, name, bracket] of field.matchAll(/([^.[\]]+)|\[([^\]]*)\]/g)) {
    if (name !== undefined) steps.push(name);
    else if (bracket !== undefined) steps.push(/^\d+$/.test(bracket) ? Number(bracket) : bracket);
  }
  return steps;
}
