import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { dayText, parseDay, readKeywords, sectionOf, writeTemplate } from '@/lib/notebook';
import { todayHere, writeDay, writeLesson } from './today';

it('today is the calendar’s day where the learner is', () => {
  expect(todayHere(new Date(2022, 4, 13, 23, 59))).toBe('2022-05-13');
});

it('a day begins with its first change, in the learner’s own form', () => {
  const doc = new Y.Doc();
  writeTemplate(doc, '# {{short}}\n');
  writeDay(doc, '2022-05-13', 'en', (text) => `${text}hello`);
  expect(dayText(doc, '2022-05-13').toJSON()).toBe('# 220513\nhello');
});

it('a finished lesson is a ticked line and its keywords, and comes once', () => {
  const doc = new Y.Doc();
  const lesson = { name: 'Secret', keywords: ['Secret', 'base64'] };
  writeLesson(doc, '2022-05-13', lesson, 'ko');
  writeLesson(doc, '2022-05-13', lesson, 'ko');
  const day = parseDay(dayText(doc, '2022-05-13').toJSON());
  expect(sectionOf(day, 'tasks')?.tasks.map(({ state, text }) => [state, text])).toEqual([
    ['done', 'Secret 레슨 마치기'],
  ]);
  expect(readKeywords(day).map(({ text }) => text)).toEqual(['Secret', 'base64']);
});
