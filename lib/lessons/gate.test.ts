/** The content gate: every lesson keeps what docs/writing-a-lesson.md promises. */
import { compile } from '@mdx-js/mdx';
import remarkGfm from 'remark-gfm';
import { describe, expect, test } from 'vitest';
import { lessonsOf } from './course';
import type { Exercise } from './exercise';
import { appliedFaults, hasClusterChecks, starterFaults, whenFaults } from './gate/cluster';
import { exerciseFaults } from './gate/exercise';
import { languageFaults } from './gate/languages';
import { outlineOf } from './gate/outline';
import { quoteFaults } from './gate/quotes';
import { checkPathFaults, linkFaults } from './gate/references';
import { snippetFaults } from './gate/snippets';
import { termFaults } from './gate/terms';
import { mistakeFaults, otherAnswerFaults, variantOf } from './gate/variants';
import { vocabularyFaults } from './gate/vocabulary';
import { locales, splitFrontMatter, type Locale } from './lesson';
import { lessonFolders, loadCourse, loadGlossary, loadLesson, loadVariants } from './load';

const slugs = lessonsOf(loadCourse()).map(({ slug }) => slug);

const sayings = slugs.flatMap((slug) =>
  Object.values(loadVariants(slug, 'mistakes')).map((text) => variantOf(text).says?.replaceAll('\\n', '\n') ?? ''),
);

function bodyOf(slug: string, locale: Locale): string {
  return splitFrontMatter(loadLesson(slug, locale).source).body;
}

test('the course has a place for every lesson folder, and a folder for every lesson', () => {
  expect([...slugs].sort()).toEqual(lessonFolders());
});

test.each(locales)('every term is introduced before it is used (%s)', (locale) => {
  const glossary = loadGlossary();
  const known = new Set<string>();
  const faults = slugs.flatMap((slug) =>
    termFaults(outlineOf(bodyOf(slug, locale)), locale, glossary, known).map((fault) => `${slug}: ${fault}`),
  );
  expect(faults).toEqual([]);
  expect(glossary.map(({ id }) => id).filter((id) => !known.has(id))).toEqual([]);
});

describe.each(slugs)('%s', (slug) => {
  const { solution } = loadLesson(slug, 'en');

  describe.each(locales)('lesson.%s.mdx', (locale) => {
    const body = bodyOf(slug, locale);
    const outline = outlineOf(body);

    test('compiles', async () => {
      await expect(compile(body, { remarkPlugins: [remarkGfm] })).resolves.toBeDefined();
    });

    test('keeps to the vocabulary', () => {
      expect(vocabularyFaults(outline)).toEqual([]);
    });

    test('has the headings and questions that the loader finds', () => {
      const { headings, recalls } = loadLesson(slug, locale);
      expect(headings).toEqual(outline.headings);
      expect(recalls).toBe(outline.components.filter(({ name }) => name === 'Recall').length);
    });

    test('links to fields that the solution has', () => {
      expect(linkFaults(outline, solution)).toEqual([]);
    });

    test('quotes what the API server really says', () => {
      expect(quoteFaults(outline, sayings)).toEqual([]);
    });

    test('shows YAML that the API server takes, or that is marked wrong', () => {
      expect(snippetFaults(outline)).toEqual([]);
    });
  });

  test('is the same lesson in both languages', () => {
    expect(languageFaults(outlineOf(bodyOf(slug, 'en')), outlineOf(bodyOf(slug, 'ko')))).toEqual([]);
  });
});

const lessons = slugs.map((slug) => loadLesson(slug, 'en'));

test.each(lessons.filter(({ exercise }) => !exercise))('$slug asks at least four questions', ({ recalls }) => {
  expect(recalls).toBeGreaterThanOrEqual(4);
});

function asksForWriting({ tasks }: Exercise): boolean {
  return tasks.some(({ checks }) => checks.some(({ over = 'manifests' }) => over === 'manifests'));
}

const exercises = lessons.flatMap(({ slug, exercise, start, starter, solution }) =>
  exercise ? [{ slug, exercise, start, starter, solution }] : [],
);

describe.each(exercises)('the exercise of $slug', ({ slug, exercise, start, starter, solution }) => {
  const mistakes = loadVariants(slug, 'mistakes');
  const answers = loadVariants(slug, 'answers');

  test('is not solved at first, and its solution is right', () => {
    expect(exerciseFaults(exercise, { starter, solution })).toEqual([]);
  });

  test.runIf(hasClusterChecks(exercise))('is not done in the cluster with the starter', async () => {
    expect(await starterFaults(exercise, start, starter)).toEqual([]);
  });

  test('is done in the cluster with the solution', async () => {
    expect(await appliedFaults(exercise, start, solution)).toEqual([]);
  });

  test('has no hint that never comes up', async () => {
    const states = Object.values(mistakes).map((text) => ({ ...solution, [variantOf(text).file]: text }));
    expect(await whenFaults(exercise, start, solution, [starter, ...states])).toEqual([]);
  });

  test('has checks that point at fields', () => {
    const variants = [...Object.values(mistakes), ...Object.values(answers)];
    const all = [starter, solution, ...variants.map((text) => ({ [variantOf(text).file]: text }))];
    expect(checkPathFaults(exercise, all)).toEqual([]);
  });

  test.runIf(asksForWriting(exercise))('declares at least three mistakes', () => {
    expect(Object.keys(mistakes).length).toBeGreaterThanOrEqual(3);
  });

  test.each(Object.entries(mistakes))('mistakes/%s gets what it declares', (_name, text) => {
    expect(mistakeFaults(exercise, solution, text)).toEqual([]);
  });

  test.each(Object.entries(answers))('answers/%s is right', async (_name, text) => {
    expect(otherAnswerFaults(exercise, solution, text)).toEqual([]);
    expect(await appliedFaults(exercise, start, { ...solution, [variantOf(text).file]: text })).toEqual([]);
  });
});
