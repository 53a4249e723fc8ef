/** Where in the text an end stands. */
import type { TextRange, YamlDocument, YamlFile, YamlNode, YamlScalar } from '@/lib/yaml';
import type { End } from './graph';

/** The scalar as written, without anchor and tag: what a rename replaces. An alias is followed to its anchor. */
export function writtenRange(end: End): TextRange | undefined {
  const range = rangeOf(end);
  const { read, document } = end.object;
  if (!range || !read || !document) return undefined;
  const written = read.text.slice(range.start, range.end);
  if (written.startsWith('*')) return anchored(read, document, written.slice(1), range.start);
  return withoutProperties(read, range);
}

/** The word alone, without quotes: what is marked. */
export function wordRange(end: End): TextRange | undefined {
  const range = rangeOf(end);
  const { read } = end.object;
  if (!range || !read) return undefined;
  const bare = withoutProperties(read, range);
  const quote = read.text.charAt(bare.start);
  const isQuoted = (quote === '"' || quote === "'") && bare.end - bare.start > 2 && read.text[bare.end - 1] === quote;
  return isQuoted ? { start: bare.start + 1, end: bare.end - 1 } : bare;
}

function rangeOf({ object, path, at }: End): TextRange | undefined {
  const range = at === 'key' ? object.document?.keyRange(path) : object.document?.valueRange(path);
  return range && range.end > range.start ? range : undefined;
}

function withoutProperties({ text }: YamlFile, { start, end }: TextRange): TextRange {
  const properties = /^(?:[&!]\S*\s+)+/.exec(text.slice(start, end))?.[0].length ?? 0;
  return { start: start + properties, end };
}

function anchored(file: YamlFile, document: YamlDocument, name: string, before: number): TextRange | undefined {
  let found: YamlScalar | undefined;
  const stack: YamlNode[] = document.root ? [document.root] : [];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.kind === 'list') for (const item of node.items) stack.push(item);
    else if (node.kind === 'map') for (const { key, value } of node.entries) stack.push(key, value);
    else if (node.kind === 'scalar' && node.anchor === name && node.start + document.range.start < before) {
      if (!found || node.start > found.start) found = node;
    }
  }
  if (!found) return undefined;
  const { start } = document.range;
  return withoutProperties(file, { start: found.start + start, end: found.end + start });
}
