/**
 * The nodes of a document to a tree and its JSON value, in one pass and without recursion. Models go-yaml v2's
 * decode.go for a value of open type and what sigs.k8s.io/yaml makes of it: merges overwrite what stands before them,
 * a duplicate key overwrites the first, keys become strings, and aliases may not blow a document up.
 */
import { AliasBudget } from './alias-budget';
import { keyName } from './convert';
import type { YamlEntry, YamlList, YamlMap, YamlNode, YamlPath, YamlScalar } from './model';
import type { NodeListener } from './parser';
import { type Resolved, resolvePlain, resolveTagged, shortTag } from './resolve';
import type { ScalarStyle } from './token';
import { ValueFaults } from './value-faults';

const EXCESSIVE = 'document contains excessive aliasing';
const WANTS_MAP = 'map merge requires map or sequence of maps as the value';
const LONG_MERGE_TAG = 'tag:yaml.org,2002:merge';

export interface Duplicate {
  readonly path: YamlPath;
  readonly first: YamlNode;
  readonly second: YamlNode;
}

type Draft<T> = { -readonly [K in keyof T]: T[K] };

/** A collection that is still open. */
type Frame = MapFrame | ListFrame;

interface MapFrame {
  readonly node: Draft<YamlMap>;
  readonly entries: YamlEntry[];
  readonly value: Record<string, unknown>;
  readonly anchor: Anchor | undefined;
  key: YamlNode | undefined;
  keyIsMerge: boolean;
  /** How many decoding steps go-yaml takes for it, so far. */
  steps: number;
}

interface ListFrame {
  readonly node: Draft<YamlList>;
  readonly items: YamlNode[];
  readonly value: unknown[];
  readonly anchor: Anchor | undefined;
  steps: number;
}

interface Anchor {
  readonly node: YamlNode;
  /** Undefined until the node is complete. */
  steps: number | undefined;
}

export class Composer implements NodeListener {
  root: YamlNode | undefined;
  readonly duplicates: Duplicate[] = [];
  readonly faults = new ValueFaults();
  private readonly frames: Frame[] = [];
  private readonly anchors = new Map<string, Anchor>();
  private readonly budget = new AliasBudget();

  scalar(start: number, end: number, text: string, style: ScalarStyle, tag: string, anchor: string | undefined): void {
    const resolved = tag === '' ? resolveUntagged(text, style) : resolveTagged(tag, text);
    const { tag: shown, value } = 'problem' in resolved ? { tag: shortTag(tag), value: text } : resolved;
    const node: YamlScalar = { kind: 'scalar', start, end, tag: shown, anchor, value, style, text };
    const isMerge = text === '<<' && this.awaitsKey() && (tag === '' ? style === 'plain' : isMergeTag(tag));
    if (this.mergePlace()) this.faults.noteDecoding(WANTS_MAP, node);
    if (!isMerge) {
      this.count(1, node);
      if ('problem' in resolved) this.faults.noteDecoding(resolved.problem, node);
      if (typeof value === 'number' && !Number.isFinite(value)) this.faults.noteNotFinite(node);
    }
    if (anchor !== undefined) this.anchors.set(anchor, { node, steps: 1 });
    this.begin(node, isMerge);
    this.complete(node, isMerge ? 0 : 1);
  }

  alias(start: number, end: number, name: string): void {
    const anchor = this.anchors.get(name);
    const steps = anchor?.steps;
    const value = steps === undefined ? null : anchor?.node.value;
    const tag = anchor?.node.tag ?? '';
    const node: YamlNode = { kind: 'alias', start, end, tag, anchor: undefined, value, name, target: anchor?.node };
    if (!anchor) this.faults.noteUnknownAnchor(name, node);
    else if (anchor.node.kind !== 'map' && this.mergePlace()) this.faults.noteDecoding(WANTS_MAP, node);
    this.count(1, node);
    if (anchor && steps === undefined) this.faults.noteDecoding(`anchor '${name}' value contains itself`, node);
    if (steps !== undefined && !this.budget.expand(steps)) this.faults.noteDecoding(EXCESSIVE, node);
    this.begin(node, false);
    this.complete(node, 1 + (steps ?? 0));
  }

  open(kind: 'map' | 'list', style: 'block' | 'flow', start: number, tag: string, anchor: string | undefined): void {
    const shown = tag === '' ? (kind === 'map' ? '!!map' : '!!seq') : shortTag(tag);
    let frame: Frame;
    if (kind === 'map') {
      const entries: YamlEntry[] = [];
      const value: Record<string, unknown> = {};
      const node: Draft<YamlMap> = { kind, start, end: start, tag: shown, anchor, value, style, entries };
      frame = { node, entries, value, anchor: this.declare(anchor, node), key: undefined, keyIsMerge: false, steps: 1 };
    } else {
      const items: YamlNode[] = [];
      const value: unknown[] = [];
      const node: Draft<YamlList> = { kind, start, end: start, tag: shown, anchor, value, style, items };
      frame = { node, items, value, anchor: this.declare(anchor, node), steps: 1 };
    }
    if (kind === 'list' && this.mergePlace() === 'item') this.faults.noteDecoding(WANTS_MAP, frame.node);
    this.count(1, frame.node);
    this.begin(frame.node, false);
    this.frames.push(frame);
  }

  close(end: number | undefined): void {
    const frame = this.frames.pop();
    if (frame === undefined) throw new Error('close without open');
    frame.node.end = end ?? lastEnd(frame) ?? frame.node.end;
    if (frame.anchor) frame.anchor.steps = frame.steps;
    this.complete(frame.node, frame.steps);
  }

  /** Whether the merge key of the map that is open waits for its value, or for the next of a list of them. */
  private mergePlace(): 'value' | 'item' | undefined {
    const frame = this.frames.at(-1);
    if (frame === undefined) return undefined;
    if ('entries' in frame) return frame.key !== undefined && frame.keyIsMerge ? 'value' : undefined;
    const outer = this.frames.at(-2);
    return outer && 'entries' in outer && outer.key !== undefined && outer.keyIsMerge ? 'item' : undefined;
  }

  /** Aliases that go-yaml refuses to expand must not be walked through by anyone. */
  get isExplosive(): boolean {
    return this.budget.isSpent;
  }

  private declare(name: string | undefined, node: YamlNode): Anchor | undefined {
    if (name === undefined) return undefined;
    const anchor: Anchor = { node, steps: undefined };
    this.anchors.set(name, anchor);
    return anchor;
  }

  private awaitsKey(): boolean {
    const frame = this.frames.at(-1);
    return frame !== undefined && 'entries' in frame && frame.key === undefined;
  }

  /** Links a node into its parent as soon as it starts, so that a fault leaves what was read. */
  private begin(node: YamlNode, isMergeKey: boolean): void {
    const frame = this.frames.at(-1);
    if (frame === undefined) this.root ??= node;
    else if ('items' in frame) {
      frame.items.push(node);
      frame.value.push(node.value);
    } else if (frame.key === undefined) {
      frame.key = node;
      frame.keyIsMerge = isMergeKey;
    } else this.addEntry(frame, frame.key, node);
  }

  private addEntry(frame: MapFrame, key: YamlNode, node: YamlNode): void {
    const name = frame.keyIsMerge ? undefined : keyName(key);
    if (name !== undefined) {
      if (Object.hasOwn(frame.value, name)) this.noteDuplicate(frame, name, key);
      setField(frame.value, name, node.value);
    } else if (!frame.keyIsMerge) this.faults.noteUnsupportedKey();
    frame.entries.push({ key, value: node, name, merge: frame.keyIsMerge });
  }

  /** A node and all below it was read. */
  private complete(node: YamlNode, steps: number): void {
    const frame = this.frames.at(-1);
    if (frame === undefined) return;
    frame.steps += steps;
    if ('items' in frame) return;
    if (frame.key === node) {
      if (isCollection(node)) this.faults.noteCollectionKey(node);
      return;
    }
    const key = frame.key;
    frame.key = undefined;
    if (key === undefined) return;
    if (frame.keyIsMerge) this.merge(frame, node);
  }

  private merge(frame: MapFrame, node: YamlNode): void {
    // Of a list the first counts most. The list itself is not a step of decoding, the maps in it are.
    const sources = node.kind === 'list' ? node.items.toReversed() : [node];
    if (node.kind === 'list') {
      frame.steps -= 1;
      this.budget.step(-1);
    }
    for (const source of sources) {
      const map = source.kind === 'alias' ? source.target : source;
      if (map?.kind !== 'map' || source.value === null) continue;
      for (const [name, value] of Object.entries(map.value)) setField(frame.value, name, value);
    }
  }

  private count(steps: number, node: YamlNode): void {
    if (!this.budget.step(steps)) this.faults.noteDecoding(EXCESSIVE, node);
  }

  private noteDuplicate(frame: MapFrame, name: string, second: YamlNode): void {
    const first = frame.entries.find((entry) => entry.name === name);
    // What a merge brought in may be overwritten.
    if (first) this.duplicates.push({ path: [...this.currentPath(), name], first: first.key, second });
  }

  private currentPath(): (string | number)[] {
    return this.frames.slice(0, -1).flatMap<string | number>((frame) => {
      if ('items' in frame) return [frame.items.length - 1];
      const name = frame.key && keyName(frame.key);
      return name === undefined ? [] : [name];
    });
  }
}

function resolveUntagged(text: string, style: ScalarStyle): Resolved {
  return style === 'plain' ? resolvePlain(text) : { tag: '!!str', value: text };
}

/** `! <<` counts as plain. */
function isMergeTag(tag: string): boolean {
  return tag === '!' || tag === LONG_MERGE_TAG;
}

function isCollection(node: YamlNode | undefined): boolean {
  return node?.kind === 'map' || node?.kind === 'list' || (node?.kind === 'alias' && isCollection(node.target));
}

function lastEnd(frame: Frame): number | undefined {
  return 'items' in frame ? frame.items.at(-1)?.end : frame.entries.at(-1)?.value.end;
}

/** An own field, whatever its name: `__proto__` is one like any other. */
function setField(target: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__') {
    Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true });
  } else target[name] = value;
}
