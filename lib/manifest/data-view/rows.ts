import type { TextRange, YamlMap, YamlNode, YamlPath } from '@/lib/yaml';
import { placeAt } from '../field-at';
import type { JudgedObject } from '../judge-document';
import type { LocalText } from '../local-text';
import { decoded } from './decoded';
import { readEntries } from './entries';
import { isObject } from '../json';
import { printed, typeOf } from './printed';
import type { DataRow, Standing } from './row';
import { keyNotes, scalarNotes } from './scalar-notes';

/** What one document's rows are made with. */
export interface Making {
  readonly rows: DataRow[];
  readonly most: number;
  /** What lies deeper is left out. */
  readonly deepest: number;
  /** Where the document begins: its nodes count from there. */
  readonly base: number;
  readonly objects: readonly JudgedObject[];
}

interface Place {
  readonly depth: number;
  readonly key: string | number;
  readonly keyNode?: YamlNode;
  readonly standing: Standing;
  readonly notes: readonly LocalText[];
  /** From the document's root. */
  readonly path: YamlPath;
  /** The object it is in, and the same place in what the API server would hold of it; undefined where it refuses. */
  readonly object: JudgedObject | undefined;
  readonly held: { readonly value: unknown } | undefined;
}

const MERGED: LocalText = { en: 'brought in by `<<`', ko: '`<<`로 가져온 값이에요' };
const DROPPED: LocalText = {
  en: 'dropped: the same key is written again below',
  ko: '버려져요: 같은 키가 아래에 또 있어요',
};
const WRITE_ONLY: LocalText = {
  en: 'written only: the API server moves it into data',
  ko: '쓰기 전용이에요: API 서버가 data로 옮겨요',
};
const NOT_KEPT: LocalText = { en: 'the API server does not keep this', ko: 'API 서버는 이 값을 남기지 않아요' };

/** The rows of a document's root: its fields, or, where it is no map, its one value. */
export function addRoot(root: YamlNode, making: Making): void {
  const place: Place = {
    depth: 0,
    key: '',
    standing: 'written',
    notes: [],
    path: [],
    ...objectAt([], making),
  };
  if (root.kind === 'map') addEntries(root, place, making);
  else addRows(root, { ...place, depth: 1 }, making);
}

/** The rows of a node and of all below it; behind what is written stands what the API server adds there. */
function addRows(node: YamlNode, place: Place, making: Making): void {
  if (making.rows.length > making.most) return;
  making.rows.push({
    depth: place.depth,
    key: place.key,
    type: typeOf(node.value),
    shown: printed(node.value),
    standing: place.standing,
    range: rangeOf(node, place, making),
    notes: [...place.notes, ...valueNotes(node, place)],
  });
  if (place.standing === 'dropped' || place.depth >= making.deepest) return;
  // What an alias stands for is written, and shown, elsewhere.
  if (node.kind === 'map') addEntries(node, place, making);
  else if (node.kind === 'list') addItems(node.items, place, making);
}

function addItems(items: readonly YamlNode[], place: Place, making: Making): void {
  const held = place.held && Array.isArray(place.held.value) ? place.held.value : undefined;
  for (const [index, item] of items.entries()) {
    addRows(
      item,
      below(place, index, held && index < held.length ? { value: held[index] } : undefined, making),
      making,
    );
  }
  for (const [index, item] of (held ?? []).entries()) {
    if (index >= items.length) addAdded(index, item, place.depth + 1, making);
  }
}

function addEntries(map: YamlMap, place: Place, making: Making): void {
  const held = place.held && isObject(place.held.value) ? place.held.value : undefined;
  const type = typeAt(place);
  const names = new Set<string>();
  for (const { entry, name, isMerged, isDropped } of readEntries(map)) {
    names.add(name);
    const inner = held && Object.hasOwn(held, name) ? { value: held[name] } : undefined;
    const isGone = held !== undefined && !inner && !isDropped;
    const notes = [
      ...keyNotes(entry.key, name),
      ...(isMerged ? [MERGED] : []),
      ...(isDropped ? [DROPPED] : []),
      ...(isGone ? [place.object?.kind === 'Secret' && name === 'stringData' ? WRITE_ONLY : NOT_KEPT] : []),
      ...(type && !type.fields.has(name) ? [noField(type.name)] : []),
    ];
    const standing = isDropped ? 'dropped' : 'written';
    addRows(entry.value, { ...below(place, name, inner, making), keyNode: entry.key, notes, standing }, making);
  }
  for (const [name, value] of Object.entries(held ?? {})) {
    // A status is the controllers', not a default.
    const isStatus = name === 'status' && place.path.length === place.object?.at.length;
    if (!names.has(name) && value !== undefined && !isStatus) addAdded(name, value, place.depth + 1, making);
  }
}

/** What was not written: that it was added is said by how it looks. */
function addAdded(key: string | number, value: unknown, depth: number, making: Making): void {
  if (making.rows.length > making.most) return;
  making.rows.push({ depth, key, type: typeOf(value), shown: printed(value), standing: 'added', notes: [] });
  if (depth >= making.deepest) return;
  const children = Array.isArray(value) ? value.entries() : isObject(value) ? Object.entries(value) : [];
  for (const [name, child] of children) if (child !== undefined) addAdded(name, child, depth + 1, making);
}

function below(place: Place, key: string | number, held: Place['held'], making: Making): Place {
  const path = [...place.path, key];
  const { object } = place;
  const inside = object ? { object, held } : path.length === 2 ? objectAt(path, making) : { object, held };
  return { depth: place.depth + 1, key, standing: 'written', notes: [], path, ...inside };
}

/** The object whose place this is: a document's root, or an item of a List. */
function objectAt(path: YamlPath, { objects }: Making): Pick<Place, 'object' | 'held'> {
  const object = objects.find(({ at }) => at.length === path.length && at.every((step, index) => step === path[index]));
  const held = object?.judgement.verdict === 'accepted' ? { value: object.judgement.object } : undefined;
  return { object, held };
}

function typeAt({ object, path }: Place) {
  return object && placeAt(object.apiVersion, object.kind, path.slice(object.at.length))?.type;
}

/** Where an indent put a field that does not belong there. */
function noField(type: string): LocalText {
  return { en: `no field of ${type}`, ko: `${type}에는 없는 필드예요` };
}

function valueNotes(node: YamlNode, place: Place): LocalText[] {
  if (node.kind === 'alias') {
    return [{ en: `what \`&${node.name}\` marks`, ko: `\`&${node.name}\` 표시가 붙은 값이에요` }];
  }
  if (node.kind !== 'scalar') return [];
  const notes = [...scalarNotes(node), ...secretNotes(node.value, place)];
  const { held, standing } = place;
  const isScalar = held !== undefined && !isObject(held.value) && !Array.isArray(held.value);
  if (standing === 'written' && isScalar && printed(held.value) !== printed(node.value)) {
    const shown = printed(held.value);
    notes.push({ en: `the API server keeps ${shown}`, ko: `API 서버에는 이렇게 남아요: ${shown}` });
  }
  return notes;
}

function secretNotes(value: unknown, { object, path }: Place): LocalText[] {
  if (object?.kind !== 'Secret' || path.length !== object.at.length + 2 || path.at(-2) !== 'data') return [];
  const found = typeof value === 'string' ? decoded(value) : undefined;
  if (!found) return [];
  if ('bytes' in found)
    return [{ en: `decoded: ${found.bytes} bytes, no text`, ko: `디코딩하면 글자가 아닌 ${found.bytes}바이트예요` }];
  return [{ en: `decoded: ${found.text}`, ko: `디코딩하면: ${found.text}` }];
}

/** A scalar with its key; of a map or a list the key alone, for it may fill pages. */
function rangeOf(node: YamlNode, { keyNode }: Place, { base }: Making): TextRange {
  if (!keyNode) return { start: node.start + base, end: node.end + base };
  // The value of a merged key may stand elsewhere, but never before it.
  const isWide = node.kind === 'map' || node.kind === 'list';
  return { start: keyNode.start + base, end: (isWide ? keyNode.end : Math.max(node.end, keyNode.end)) + base };
}
