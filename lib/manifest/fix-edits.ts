/** Turns what a quick fix is to do into edits of the file as it is written; comments and other lines stay. */
import { parseYaml, type TextRange, type YamlEntry, type YamlPath } from '@/lib/yaml';
import type { FixOperation, FixOrder } from './fix-order';
import { asText, readsAsItself } from './fix-scalar';
import {
  columnOf,
  entryAt,
  inFile,
  insertAt,
  lineStart,
  linesOf,
  nodeAt,
  shifted,
  type Source,
  type TextEdit,
} from './fix-source';
import { replaced, unwrapped, wrapped } from './fix-text';
import type { LocalText } from './local-text';
import { stepsOf } from './locate';
import type { Spot } from './spot';

/** Offsets count in the file as it was judged; the edits are in the order of the text and don't overlap. */
export interface Fix {
  readonly title: LocalText;
  readonly edits: readonly TextEdit[];
}

/** Undefined where the text is not of a form in which the fix is safe: flow style, an alias, a field behind a dash. */
export function fixOf({ title, operation }: FixOrder, spot: Spot): Fix | undefined {
  const edits = joined(
    editsOf(operation, spot)?.filter((edit) => edit.text !== spot.text.slice(edit.start, edit.end)) ?? [],
  );
  if (edits.length === 0) return undefined;
  return spot.document.fault && !mends(spot, edits) ? undefined : { title, edits };
}

export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((all, { start, end, text: by }) => all.slice(0, start) + by + all.slice(end), text);
}

/** Those that touch made one: an editor could apply them in either order. */
function joined(edits: readonly TextEdit[]): TextEdit[] {
  const all: TextEdit[] = [];
  for (const edit of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = all.at(-1);
    if (last?.end === edit.start) all.splice(-1, 1, { start: last.start, end: edit.end, text: last.text + edit.text });
    else all.push(edit);
  }
  return all;
}

/** Whether a text that YAML could not read can be read after it, or at least further. */
function mends({ text, document }: Spot, edits: readonly TextEdit[]): boolean {
  const before = document.fault?.range.start ?? 0;
  const after = parseYaml(applyEdits(text, edits)).documents[document.index]?.fault;
  return !after || after.range.start > before + 2;
}

function editsOf(operation: FixOperation, spot: Spot): readonly TextEdit[] | undefined {
  const { path } = spot;
  switch (operation.do) {
    case 'rename-key':
      return renameKey(spot, operation.to);
    case 'set-value':
      return writeValue(spot, path, asText(operation.to));
    case 'write-value':
      return writeValue(spot, path, operation.to);
    case 'quote-value':
      return quoteValue(spot);
    case 'set-field':
      return writeValue(spot, [...spot.base, ...stepsOf(operation.path)], operation.to);
    case 'insert-field': {
      const edit = insertAt(spot, operation.where === 'inside' ? path : path.slice(0, -1), operation.lines);
      return edit && [edit];
    }
    case 'delete-field':
      return deleteField(spot);
    case 'move-field':
      return moveField(spot, targetOf(spot, operation.to));
    case 'wrap-in-list':
      return wrapped(spot);
    case 'unwrap-list':
      return unwrapped(spot);
    case 'replace':
      return replaced(spot, operation);
    case 'separate-document': {
      const start = lineStart(spot.text, spot.range.start);
      return [{ start, end: start, text: '---\n' }];
    }
    case 'label-as-selector':
      return labelAsSelector(spot);
  }
}

function renameKey(spot: Spot, to: string): TextEdit[] | undefined {
  const found = entryAt(spot, spot.path);
  const isTaken = entryAt(spot, [...spot.path.slice(0, -1), to]) !== undefined;
  return found && !isTaken ? [{ ...inFile(spot, found.entry.key), text: asText(to) }] : undefined;
}

function writeValue(source: Source, path: YamlPath, written: string): TextEdit[] | undefined {
  const node = nodeAt(source, path);
  if (node?.kind !== 'scalar') return undefined;
  const range = inFile(source, node);
  if (source.text.slice(range.start, range.end).includes('\n')) return undefined;
  if (range.end > range.start) return [{ ...range, text: written }];
  const key = entryAt(source, path)?.entry.key;
  // Nothing is written there yet: it comes behind the key's colon.
  const colon = key ? source.text.indexOf(':', inFile(source, key).end) : -1;
  return colon < 0 ? undefined : [{ start: colon + 1, end: colon + 1, text: ` ${written}` }];
}

function quoteValue(spot: Spot): TextEdit[] | undefined {
  const node = nodeAt(spot, spot.path);
  if (node?.kind !== 'scalar' || node.style !== 'plain') return undefined;
  return writeValue(spot, spot.path, JSON.stringify(node.text));
}

function deleteField(spot: Spot): TextEdit[] | undefined {
  const found = entryAt(spot, spot.path);
  if (!found || found.map.style !== 'block' || found.map.entries.length < 2) return undefined;
  const lines = linesOf(spot, found.entry);
  return lines && [{ ...lines, text: '' }];
}

function targetOf(spot: Spot, to: string): YamlPath {
  const steps = stepsOf(to);
  return to.startsWith('.') ? [...spot.path.slice(0, -1), ...steps] : [...spot.base, ...steps];
}

function moveField(spot: Spot, to: YamlPath): TextEdit[] | undefined {
  const found = entryAt(spot, spot.path);
  const name = to.at(-1);
  if (!found || found.map.style !== 'block' || typeof name !== 'string' || nodeAt(spot, to)) return undefined;
  // A map that holds nothing any more would be read as null.
  const holder = spot.path.slice(0, -1);
  const staysBelow = to.length > holder.length + 1 && holder.every((step, at) => step === to[at]);
  const from = linesOf(spot, found.entry);
  if (!from || (found.map.entries.length < 2 && !staysBelow)) return undefined;
  const lines = renamed(spot, found.entry, from, name);
  const into = insertAt(spot, to.slice(0, -1), lines);
  if (!into)
    return found.map.entries.length < 2
      ? nestAlone(spot, from, found.entry, to.slice(holder.length, -1), lines)
      : undefined;
  if (into.start > from.start && into.start < from.end) return undefined;
  if (into.start !== from.end) return [{ ...from, text: '' }, into];
  const isFirst = from.start === 0 || spot.text[from.start - 1] === '\n';
  return [{ ...from, text: isFirst ? into.text.replace(/^\n/, '') : into.text }];
}

/** The only field of its object, moved further in. */
function nestAlone(
  spot: Spot,
  from: TextRange,
  entry: YamlEntry,
  steps: YamlPath,
  lines: string,
): TextEdit[] | undefined {
  if (steps.some((step) => typeof step === 'number')) return undefined;
  const column = columnOf(spot.text, inFile(spot, entry.key).start);
  const block = steps.toReversed().reduce<string>((all, step) => `${step}:\n${shifted(all, 0, 2)}`, lines);
  return [{ ...from, text: `${shifted(block, 0, column)}\n` }];
}

/** A field's lines as they would stand at the margin, under another name. */
function renamed(source: Source, entry: YamlEntry, from: TextRange, name: string): string {
  const key = inFile(source, entry.key);
  const rest = source.text.slice(key.end, from.end).replace(/\n$/, '');
  const column = columnOf(source.text, key.start);
  return shifted(' '.repeat(column) + name + rest, column, 0);
}

function labelAsSelector(spot: Spot): TextEdit[] | undefined {
  const selector = nodeAt(spot, [...spot.base, 'spec', 'selector', 'matchLabels']);
  if (selector?.kind !== 'map') return undefined;
  const labels = [...spot.base, 'spec', 'template', 'metadata', 'labels'];
  const edits: TextEdit[] = [];
  const missing: string[] = [];
  for (const { name, value } of selector.entries) {
    if (name === undefined || value.kind !== 'scalar') return undefined;
    const there = nodeAt(spot, [...labels, name]);
    const written = readsAsItself(value.text) ? value.text : asText(value.text);
    if (!there) missing.push(`${asText(name)}: ${written}`);
    else if (there.kind === 'scalar' && there.text !== value.text) {
      edits.push(...(writeValue(spot, [...labels, name], written) ?? []));
    }
  }
  if (missing.length === 0) return edits;
  const added = insertAt(spot, labels, missing.join('\n'));
  return added && [...edits, added];
}
