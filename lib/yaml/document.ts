import { findEntry } from './entries';
import { indentationAt, lineEndAt, lineStartAt } from './lines';
import type { DuplicateKey, TextRange, YamlDocument, YamlFault, YamlMap, YamlNode, YamlPath } from './model';
import type { Reading } from './read';

/** How a document's text was read: YAML behind JSON gets the words of JSON if it is refused. */
export type DocumentForm = 'yaml' | 'json' | 'yaml behind json';

/** A document at its place in a file; the reading is shared with wherever else the same text stands. */
export class PlacedDocument implements YamlDocument {
  readonly range: TextRange;
  readonly fault: YamlFault | undefined;
  readonly duplicates: readonly DuplicateKey[];

  constructor(
    readonly index: number,
    start: number,
    readonly text: string,
    readonly reading: Reading,
    readonly form: DocumentForm,
  ) {
    this.range = { start, end: start + text.length };
    this.fault = reading.fault && {
      message: reading.fault.message,
      error: reading.fault.error,
      range: this.place(reading.fault),
    };
    this.duplicates = reading.duplicates.map(({ path, first, second }) => ({
      path,
      first: this.place(first),
      second: this.place(second),
    }));
  }

  get root(): YamlNode | undefined {
    return this.reading.root;
  }

  get isJson(): boolean {
    return this.form === 'json';
  }

  get value(): unknown {
    return this.reading.value;
  }

  get partial(): unknown {
    return this.reading.partial;
  }

  get empty(): boolean {
    return this.reading.value === null;
  }

  keyRange(path: YamlPath): TextRange | undefined {
    const last = path.at(-1);
    const parent = this.nodeAt(path.slice(0, -1));
    if (parent?.kind !== 'map' || typeof last !== 'string') return undefined;
    const entry = findEntry(parent, last);
    return entry && this.place(entry.key);
  }

  valueRange(path: YamlPath): TextRange | undefined {
    const node = this.nodeAt(path);
    return node && this.place(node);
  }

  pathAt(offset: number): { path: (string | number)[]; at: 'key' | 'value' } | undefined {
    const { root } = this;
    if (root === undefined) return undefined;
    const at = offset - this.range.start;
    const column = columnOf(this.text, at);
    const path: (string | number)[] = [];
    let node = root;
    for (;;) {
      const step = stepTowards(node, at, column, this.text);
      if (step === undefined) return { path, at: 'value' };
      path.push(step.name);
      if (step.onKey) return { path, at: 'key' };
      node = step.node;
    }
  }

  private place(range: TextRange): TextRange {
    return { start: range.start + this.range.start, end: range.end + this.range.start };
  }

  private nodeAt(path: YamlPath): YamlNode | undefined {
    let node = this.root;
    for (const step of path) {
      const target: YamlNode | undefined = node?.kind === 'alias' ? node.target : node;
      if (target?.kind === 'map') node = findEntry(target, String(step))?.value;
      else if (target?.kind === 'list' && typeof step === 'number') node = target.items[step];
      else return undefined;
    }
    return node;
  }
}

interface Step {
  readonly name: string | number;
  readonly node: YamlNode;
  readonly onKey: boolean;
}

/** The child that the cursor is in, or that a line of its column would belong to; undefined if that is the node itself. */
function stepTowards(node: YamlNode, at: number, column: number, text: string): Step | undefined {
  if (node.kind === 'map') {
    const index = lastStartingBefore(node.entries, at, (entry) => entry.key.start);
    const entry = node.entries[index];
    if (entry?.name === undefined) return undefined;
    if (at <= entry.key.end) return { name: entry.name, node: entry.value, onKey: true };
    const owns = holds(entry.value, at) || belongsBelow(node, entry.key, entry.value, at, column, text);
    return owns ? { name: entry.name, node: entry.value, onKey: false } : undefined;
  }
  if (node.kind === 'list') {
    const index = lastStartingBefore(node.items, at, (item) => item.start);
    const item = node.items[index];
    if (item === undefined) return undefined;
    const isInside = holds(item, at) || (node.style === 'block' && isBehindDash(item, at, column, text));
    return isInside ? { name: index, node: item, onKey: false } : undefined;
  }
  return undefined;
}

function holds(node: YamlNode, at: number): boolean {
  return at >= node.start && at <= node.end;
}

/** On the line of the item's dash, or on a line below and deeper than the dash. */
function isBehindDash(item: YamlNode, at: number, column: number, text: string): boolean {
  return at <= lineEndAt(text, item.start) || column > indentationAt(text, item.start);
}

/** Behind the colon on the key's line while the value is still empty, or on a line below and deeper than the key. */
function belongsBelow(map: YamlMap, key: YamlNode, value: YamlNode, at: number, column: number, text: string): boolean {
  if (map.style === 'flow') return value.start === value.end && at <= value.start;
  if (at <= lineEndAt(text, key.end)) return value.start === value.end || at < value.start;
  return column > key.start - lineStartAt(text, key.start);
}

/** The index of the last child that starts at or before the cursor, -1 if none does. */
function lastStartingBefore<Child>(children: readonly Child[], at: number, startOf: (child: Child) => number): number {
  let low = -1;
  let high = children.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const child = children[middle];
    if (child !== undefined && startOf(child) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The cursor's column, or on a line with text that of its first character. */
function columnOf(text: string, at: number): number {
  const start = lineStartAt(text, at);
  return Math.min(at - start, indentationAt(text, at));
}
