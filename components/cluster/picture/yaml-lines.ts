/** An object as YAML, line by line, each known to be the learner's or the server's. */
import { isRecord } from '../json';
import { isPlainText } from './yaml-text';

export interface YamlLine {
  readonly text: string;
  /** The server added it: a default, an id, a status. */
  readonly isAdded: boolean;
}

const APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
/** Who wrote which field: long, and said by the lines themselves. */
const LEFT_OUT = new Set(['managedFields', APPLIED]);
/** Where nothing tells what the learner wrote, these are surely the server's. */
const SERVERS = new Set(['uid', 'resourceVersion', 'generation', 'creationTimestamp', 'deletionTimestamp', 'selfLink']);

type Value = unknown;

/** @param object as the API server answers it */
export function yamlLines(object: Readonly<Record<string, Value>>): readonly YamlLine[] {
  const lines: YamlLine[] = [];
  writeMap(object, appliedOf(object), 0, false, lines);
  return lines;
}

/** What was applied last; without that, all but what only a server writes. */
function appliedOf(object: Readonly<Record<string, Value>>): Value {
  const metadata = mapOf(object['metadata']) ?? {};
  const text = mapOf(metadata['annotations'])?.[APPLIED];
  if (typeof text === 'string') {
    try {
      const applied: unknown = JSON.parse(text);
      return applied;
    } catch {
      // Somebody wrote into it: then nothing is known.
    }
  }
  const { status: _status, ...rest } = object;
  const named = Object.entries(metadata).filter(([key]) => !SERVERS.has(key));
  return { ...rest, metadata: Object.fromEntries(named) };
}

function writeMap(map: Readonly<Record<string, Value>>, own: Value, depth: number, isItem: boolean, lines: YamlLine[]) {
  let isFirst = isItem;
  for (const [key, value] of Object.entries(map)) {
    if (LEFT_OUT.has(key)) continue;
    const known = mapOf(own);
    const isAdded = known === undefined || !Object.hasOwn(known, key) || isFilled(value, known[key]);
    const indent = isFirst ? `${'  '.repeat(depth - 1)}- ` : '  '.repeat(depth);
    isFirst = false;
    writeValue(`${indent}${scalar(key)}:`, value, isAdded ? undefined : known[key], isAdded, depth, lines);
  }
}

function writeValue(head: string, value: Value, own: Value, isAdded: boolean, depth: number, lines: YamlLine[]) {
  const map = mapOf(value);
  const keys = Object.keys(map ?? {});
  const isLeftOut = keys.length > 0 && keys.every((key) => LEFT_OUT.has(key));
  if (isLeftOut) return;
  if (Array.isArray(value) && value.length > 0) {
    lines.push({ text: head, isAdded });
    value.forEach((item: Value, at) => writeItem(item, ownItem(item, at, own), isAdded, depth, lines));
  } else if (map && keys.length > 0) {
    lines.push({ text: head, isAdded });
    writeMap(map, own, depth + 1, false, lines);
  } else if (typeof value === 'string' && value.includes('\n')) {
    lines.push({ text: `${head} |${value.endsWith('\n') ? '' : '-'}`, isAdded });
    for (const line of value.replace(/\n$/, '').split('\n'))
      lines.push({ text: `${'  '.repeat(depth + 1)}${line}`, isAdded });
  } else lines.push({ text: `${head} ${scalar(value)}`, isAdded });
}

/** It was empty, and the server put something in: kubectl itself writes `annotations: {}`. */
function isFilled(value: Value, own: Value): boolean {
  const [now, then] = [mapOf(value), mapOf(own)];
  return now !== undefined && then !== undefined && Object.keys(then).length === 0 && Object.keys(now).length > 0;
}

/** A list stands at its key's margin, as kubectl writes it. */
function writeItem(item: Value, own: Value, isAdded: boolean, depth: number, lines: YamlLine[]) {
  const map = mapOf(item);
  if (map && Object.keys(map).length > 0) writeMap(map, own, depth + 1, true, lines);
  else lines.push({ text: `${'  '.repeat(depth)}- ${scalar(item)}`, isAdded: isAdded || own === undefined });
}

/** Of the same name, or at the same place. */
function ownItem(item: Value, at: number, own: Value): Value {
  if (!Array.isArray(own)) return undefined;
  const members: readonly Value[] = own;
  const name = mapOf(item)?.['name'];
  return name === undefined ? members[at] : members.find((one) => mapOf(one)?.['name'] === name);
}

function mapOf(value: Value): Readonly<Record<string, Value>> | undefined {
  return isRecord(value) ? value : undefined;
}

function scalar(value: Value): string {
  if (typeof value !== 'string') return JSON.stringify(value) ?? 'null';
  return isPlainText(value) ? value : JSON.stringify(value);
}
