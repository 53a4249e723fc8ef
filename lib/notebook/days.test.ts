import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  beginDraft,
  draftOf,
  endDraft,
  refuseToCarry,
  refusedToCarry,
  readTemplate,
  writeTemplate,
  countKeywords,
  createDay,
  dayName,
  dayText,
  deleteDay,
  hasDay,
  listDays,
  newDay,
  parseDay,
  streak,
  summarize,
} from './index';

function meet(a: Y.Doc, b: Y.Doc) {
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b));
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a));
}

describe('the days of a notebook', () => {
  it('are listed from the last one on, and keep the names of their files', () => {
    const doc = new Y.Doc();
    createDay(doc, '2022-05-12', 'a');
    createDay(doc, '2022-05-13', 'b', { name: '2022-05-13-k8s.md' });
    doc.getMap('days').set('not a date', {});
    expect(listDays(doc)).toEqual(['2022-05-13', '2022-05-12']);
    expect(dayName(doc, '2022-05-13')).toBe('2022-05-13-k8s.md');
    expect(dayName(doc, '2022-05-12')).toBeUndefined();
  });

  it('are not begun twice', () => {
    const doc = new Y.Doc();
    createDay(doc, '2022-05-13', 'a');
    createDay(doc, '2022-05-13', 'b');
    expect(dayText(doc, '2022-05-13').toJSON()).toBe('a');
  });

  it('begun alike on two devices are one when they meet, with the edits of both', () => {
    const [a, b] = [new Y.Doc(), new Y.Doc()];
    const text = newDay('2022-05-13', 'ko');
    createDay(a, '2022-05-13', text);
    createDay(b, '2022-05-13', text);
    dayText(a, '2022-05-13').insert(0, '<a>');
    dayText(b, '2022-05-13').insert(text.length, '<b>');
    meet(a, b);
    expect(dayText(a, '2022-05-13').toJSON()).toBe(`<a>${text}<b>`);
    expect(dayText(b, '2022-05-13').toJSON()).toBe(`<a>${text}<b>`);
  });

  it('begun differently on two devices keep both texts', () => {
    const [a, b] = [new Y.Doc(), new Y.Doc()];
    createDay(a, '2022-05-13', 'from a');
    createDay(b, '2022-05-13', 'from b');
    meet(a, b);
    expect(dayText(a, '2022-05-13').toJSON()).toContain('from a');
    expect(dayText(a, '2022-05-13').toJSON()).toContain('from b');
  });

  it('can be deleted, begun again with the same text, and brought back by undo', () => {
    const doc = new Y.Doc();
    const undo = new Y.UndoManager(doc, { trackedOrigins: new Set(['edit']), captureTimeout: 0 });
    createDay(doc, '2022-05-13', 'same', { origin: 'edit' });
    deleteDay(doc, '2022-05-13', 'edit');
    expect(hasDay(doc, '2022-05-13')).toBe(false);
    createDay(doc, '2022-05-13', 'same', { origin: 'edit' });
    expect(dayText(doc, '2022-05-13').toJSON()).toBe('same');
    undo.undo();
    undo.undo();
    expect(hasDay(doc, '2022-05-13')).toBe(true);
    expect(dayText(doc, '2022-05-13').toJSON()).toBe('same');
  });
});

describe('a draft', () => {
  it('goes on where it was, and ends once', () => {
    const doc = new Y.Doc();
    expect(draftOf(doc, '2022-05-13', 'journal')).toBeUndefined();
    beginDraft(doc, '2022-05-13', 'journal', 'was');
    draftOf(doc, '2022-05-13', 'journal')?.insert(3, ' good');
    beginDraft(doc, '2022-05-13', 'journal', 'something else');
    expect(endDraft(doc, '2022-05-13', 'journal')).toEqual({ base: 'was', shown: 'was good' });
    expect(endDraft(doc, '2022-05-13', 'journal')).toBeUndefined();
    beginDraft(doc, '2022-05-13', 'journal', '');
    expect(draftOf(doc, '2022-05-13', 'journal')?.toJSON()).toBe('');
  });
});

it('the learner’s choices are kept', () => {
  const doc = new Y.Doc();
  expect(readTemplate(doc)).toBeUndefined();
  writeTemplate(doc, '# {{date}}');
  expect(readTemplate(doc)).toBe('# {{date}}');
  writeTemplate(doc, undefined);
  expect(readTemplate(doc)).toBeUndefined();
  refuseToCarry(doc, '2022-05-12', '2022-05-13');
  expect(refusedToCarry(doc, '2022-05-12', '2022-05-13')).toBe(true);
  expect(refusedToCarry(doc, '2022-05-12', '2022-05-14')).toBe(false);
});

describe('an overview', () => {
  it('counts tasks, those carried on not', () => {
    const text = '### 키워드\nPod, pod\n### 할일\n- [x] a\n- [ ] b\n- [>] c\n';
    expect(summarize('2022-05-13', parseDay(text))).toEqual({
      date: '2022-05-13',
      done: 1,
      total: 2,
      keywords: ['Pod', 'pod'],
    });
  });

  it('counts the days in a row, today not yet asked for', () => {
    const dates = new Set(['2022-05-10', '2022-05-12', '2022-05-13']);
    expect(streak(dates, '2022-05-13')).toBe(2);
    expect(streak(dates, '2022-05-14')).toBe(2);
    expect(streak(dates, '2022-05-15')).toBe(0);
  });

  it('counts on how many days a keyword stands', () => {
    const day = { date: '2022-05-13', done: 0, total: 0 };
    expect(
      countKeywords([
        { ...day, keywords: ['Pod', 'Pod', 'Job'] },
        { ...day, keywords: ['pod'] },
      ]),
    ).toEqual([
      { text: 'Pod', days: 2 },
      { text: 'Job', days: 1 },
    ]);
  });
});
