import { expect, test } from 'vitest';
import * as Y from 'yjs';
import {
  answerOffer,
  currentLesson,
  hintsShown,
  isRecalled,
  noteHints,
  noteOpened,
  notePassed,
  notePrediction,
  noteRecalled,
  openOffers,
  predictionOf,
  readLesson,
  recalledOf,
} from './index';

test('a lesson that was never opened has no progress', () => {
  expect(readLesson(new Y.Doc(), 'pod')).toEqual({ passed: 0, solutionSeen: false });
});

test('the lesson opened last is the current one, and is opened only once', () => {
  const doc = new Y.Doc();
  noteOpened(doc, 'pod', 1);
  noteOpened(doc, 'secret', 2);
  noteOpened(doc, 'pod', 3);
  expect(currentLesson(doc)).toBe('pod');
  expect(readLesson(doc, 'pod').openedAt).toBe(1);
});

test('a lesson is solved when all checks pass, and stays so when they no longer do', () => {
  const doc = new Y.Doc();
  notePassed(doc, 'pod', 3, 4, 10);
  expect(readLesson(doc, 'pod').solvedAt).toBeUndefined();
  notePassed(doc, 'pod', 4, 4, 20);
  notePassed(doc, 'pod', 0, 4, 30);
  expect(readLesson(doc, 'pod')).toEqual({ passed: 0, solutionSeen: false, solvedAt: 20 });
});

test('a solved lesson offers itself on its own day until it is answered', () => {
  const doc = new Y.Doc();
  notePassed(doc, 'pod', 4, 4, 20);
  expect(openOffers(doc, ['pod', 'secret'], 0, 100)).toEqual(['pod']);
  expect(openOffers(doc, ['pod'], 21, 100)).toEqual([]);
  answerOffer(doc, 'pod', 'refused');
  expect(openOffers(doc, ['pod'], 0, 100)).toEqual([]);
});

test('hints are counted for each task', () => {
  const doc = new Y.Doc();
  noteHints(doc, 'pod', 'name', 2);
  expect([hintsShown(doc, 'pod', 'name'), hintsShown(doc, 'pod', 'image')]).toEqual([2, 0]);
});

test('a prediction is kept, the last one counts', () => {
  const doc = new Y.Doc();
  notePrediction(doc, 'pod', 'runs', 0);
  notePrediction(doc, 'pod', 'runs', 2);
  expect([predictionOf(doc, 'pod', 'runs'), predictionOf(doc, 'pod', 'name')]).toEqual([2, undefined]);
});

test('questions answered right are remembered one by one, those of two devices together', () => {
  const [doc, other] = [new Y.Doc(), new Y.Doc()];
  noteRecalled(doc, 'architecture', 1);
  noteRecalled(doc, 'architecture', 1);
  noteRecalled(other, 'architecture', 3);
  expect([isRecalled(doc, 'architecture', 1), isRecalled(doc, 'architecture', 3)]).toEqual([true, false]);
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
  expect([recalledOf(doc, 'architecture', 4), recalledOf(doc, 'architecture', 2)]).toEqual([2, 1]);
});

test('saying the same again writes nothing', () => {
  const doc = new Y.Doc();
  notePassed(doc, 'pod', 2, 4, 1);
  let updates = 0;
  doc.on('update', () => (updates += 1));
  notePassed(doc, 'pod', 2, 4, 2);
  expect(updates).toBe(0);
});
