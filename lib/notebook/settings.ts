import type * as Y from 'yjs';
import type { DayDate } from './dates';

/* The learner's own choices about the notebook, in the map `settings`. */

/** The learner's own form of a new day; undefined: ours. */
export function readTemplate(doc: Y.Doc): string | undefined {
  const template = settings(doc).get('template');
  return typeof template === 'string' ? template : undefined;
}

export function writeTemplate(doc: Y.Doc, template: string | undefined, origin?: unknown) {
  doc.transact(() => {
    if (template === undefined) settings(doc).delete('template');
    else settings(doc).set('template', template);
  }, origin);
}

/** Whether exported posts get a date with a time zone. */
export function datesPosts(doc: Y.Doc): boolean {
  return settings(doc).get('datesPosts') === true;
}

export function setDatesPosts(doc: Y.Doc, on: boolean) {
  settings(doc).set('datesPosts', on);
}

/** Whether the open tasks of `from` were offered to `to` and refused. */
export function refusedToCarry(doc: Y.Doc, from: DayDate, to: DayDate): boolean {
  return settings(doc).get(`refused/${from}/${to}`) === true;
}

export function refuseToCarry(doc: Y.Doc, from: DayDate, to: DayDate) {
  settings(doc).set(`refused/${from}/${to}`, true);
}

function settings(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap('settings');
}
