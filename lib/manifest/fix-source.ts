/** A document as lines and nodes, for edits that leave every other line as it was written. */
import type { TextRange, YamlDocument, YamlEntry, YamlMap, YamlNode, YamlPath } from '@/lib/yaml';

/** Offsets in the file. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Source {
  readonly text: string;
  readonly document: YamlDocument;
}

/** The node at a path as it stands in the text; nothing is followed through an alias, which stands elsewhere. */
export function nodeAt({ document }: Source, path: YamlPath): YamlNode | undefined {
  let node = document.root;
  for (const step of path) {
    if (node?.kind === 'map') node = entryOf(node, step)?.value;
    else if (node?.kind === 'list' && typeof step === 'number') node = node.items[step];
    else return undefined;
  }
  return node;
}

export function entryAt(source: Source, path: YamlPath): { map: YamlMap; entry: YamlEntry } | undefined {
  const map = nodeAt(source, path.slice(0, -1));
  const name = path.at(-1);
  const entry = map?.kind === 'map' && name !== undefined ? entryOf(map, name) : undefined;
  return map?.kind === 'map' && entry ? { map, entry } : undefined;
}

/** The last one counts, as for kubectl. */
function entryOf(map: YamlMap, name: string | number): YamlEntry | undefined {
  return map.entries.findLast((entry) => entry.name === String(name) && !entry.merge);
}

/** Where a node stands in the file. */
export function inFile({ document }: Source, node: TextRange): TextRange {
  return { start: node.start + document.range.start, end: node.end + document.range.start };
}

export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** The offset after the line's break; the text's end where it has none. */
export function lineEnd(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  return at < 0 ? text.length : at + 1;
}

export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

/** The whole lines of a field, where it has them for itself: in block style, and not behind a dash. */
export function linesOf(source: Source, entry: YamlEntry): TextRange | undefined {
  const { text } = source;
  const key = inFile(source, entry.key);
  const start = lineStart(text, key.start);
  if (text.slice(start, key.start).trim() !== '') return undefined;
  const last = endOf(source, entry);
  return { start, end: text[last - 1] === '\n' ? last : lineEnd(text, last) };
}

/** A block scalar's end may lie at the start of the line after it. */
function endOf(source: Source, entry: YamlEntry): number {
  return Math.max(inFile(source, entry.key).end, inFile(source, entry.value).end);
}

/** Lines moved sideways, so that what began in one column begins in another. */
export function shifted(lines: string, from: number, to: number): string {
  return lines
    .split('\n')
    .map((line) => {
      if (line.trim() === '') return line;
      const own = line.length - line.trimStart().length;
      return ' '.repeat(Math.max(0, own - from + to)) + line.trimStart();
    })
    .join('\n');
}

/**
 * The edit that adds lines to the map at `path`, which are written as if they stood at the margin. Maps on the way that
 * are not there are made. Undefined where something else is in the way: a scalar, an alias, a list without that item.
 */
export function insertAt(source: Source, path: YamlPath, lines: string): TextEdit | undefined {
  const { text } = source;
  let depth = path.length;
  while (depth > 0 && !nodeAt(source, path.slice(0, depth))) depth -= 1;
  const node = nodeAt(source, path.slice(0, depth));
  const missing = path.slice(depth);
  if (!node || missing.some((step) => typeof step === 'number')) return undefined;
  const block = missing.toReversed().reduce<string>((all, step) => `${step}:\n${shifted(all, 0, 2)}`, lines);
  if (node.kind === 'map' && node.style === 'flow') {
    return missing.length > 0 || lines.includes('\n') ? undefined : intoFlow(source, node, lines);
  }
  if (node.kind === 'map') {
    const first = node.entries[0];
    const last = node.entries.at(-1);
    if (!first || !last) return undefined;
    const column = columnOf(text, inFile(source, first.key).start);
    return afterLine(text, endOf(source, last), shifted(block, 0, column));
  }
  const isNothing = node.kind === 'scalar' && node.value === null && node.end === node.start;
  const holder = isNothing && depth > 0 ? entryAt(source, path.slice(0, depth)) : undefined;
  if (!holder || holder.map.style !== 'block') return undefined;
  const key = inFile(source, holder.entry.key);
  return afterLine(text, key.end, shifted(block, 0, columnOf(text, key.start) + 2));
}

function afterLine(text: string, offset: number, lines: string): TextEdit {
  const at = offset > 0 && text[offset - 1] === '\n' ? offset : lineEnd(text, offset);
  const needsBreak = at > 0 && text[at - 1] !== '\n';
  return { start: at, end: at, text: needsBreak ? `\n${lines}` : `${lines}\n` };
}

function intoFlow(source: Source, map: YamlMap, line: string): TextEdit {
  const last = map.entries.at(-1);
  const at = last ? inFile(source, last.value).end : inFile(source, map).start + 1;
  return { start: at, end: at, text: last ? `, ${line}` : line };
}
