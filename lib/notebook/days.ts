import * as Y from 'yjs';
import type { DayDate } from './dates';
import { decodeDate } from './dates';

/*
 * The notebook as a Yjs document: each day is a text of its own at the root, `day/2022-05-13`, and the map `days` says
 * which there are. Texts at the root are the same in every tab and on every device, so nobody's text can replace
 * another's.
 */

export function listDays(doc: Y.Doc): DayDate[] {
  return [...daysMap(doc).keys()]
    .filter((date) => decodeDate(date) !== undefined)
    .sort()
    .reverse();
}

export function hasDay(doc: Y.Doc, date: DayDate): boolean {
  return daysMap(doc).has(date);
}

export function dayText(doc: Y.Doc, date: DayDate): Y.Text {
  return doc.getText(`day/${date}`);
}

/** The name of the file that the day came from, where it is not the usual one. */
export function dayName(doc: Y.Doc, date: DayDate): string | undefined {
  const entry = daysMap(doc).get(date);
  const name = typeof entry === 'object' && entry !== null && 'name' in entry ? entry.name : undefined;
  return typeof name === 'string' ? name : undefined;
}

/**
 * Begins a day with a text; one that there is stays as it is. Two devices that begin the same day with the same text
 * make the same Yjs change, so that it does not stand there twice when they meet.
 */
export function createDay(
  doc: Y.Doc,
  date: DayDate,
  text: string,
  options: { name?: string | undefined; origin?: unknown } = {},
) {
  if (hasDay(doc, date)) return;
  const { name, origin } = options;
  const entry = name === undefined ? {} : { name };
  const begun = new Y.Doc();
  begun.clientID = clientIdOf(`${date}\n${text}`);
  const known = Y.decodeStateVector(Y.encodeStateVector(doc)).has(begun.clientID);
  const write = (into: Y.Doc) => {
    dayText(into, date).insert(0, text);
    daysMap(into).set(date, entry);
  };
  if (known || dayText(doc, date).length > 0) {
    doc.transact(() => write(doc), origin);
  } else {
    begun.transact(() => write(begun));
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(begun), origin);
  }
}

export function deleteDay(doc: Y.Doc, date: DayDate, origin?: unknown) {
  doc.transact(() => {
    const text = dayText(doc, date);
    text.delete(0, text.length);
    daysMap(doc).delete(date);
  }, origin);
}

function daysMap(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap('days');
}

/** FNV-1a, 32 bits. */
function clientIdOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
