import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadCourse, loadGlossary, loadLesson } from './load';

let root = '';

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'course-'));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

const exercise = `
files: [{ name: web.yaml }]
tasks:${['a', 'b', 'c']
  .map(
    (id) => `
  - id: ${id}
    title: &text { en: Do, ko: 하기 }
    checks: [{ id: ${id}, expression: manifests.size() == 1, message: *text }]
    hints: [*text, *text, *text]`,
  )
  .join('')}
`;

function writeLesson(): void {
  write('content/lessons/web/lesson.ko.mdx', '---\ntitle: 웹\ndescription: 한 문장.\n---\n\n## 왜\n');
  write('content/lessons/web/exercise.yaml', exercise);
  write('content/lessons/web/starter/web.yaml', 'kind:\n');
  write('content/lessons/web/solution/web.yaml', 'kind: Pod\n');
}

test('a lesson is its text, its exercise and its files', () => {
  writeLesson();
  expect(loadLesson('web', 'ko', root)).toMatchObject({
    slug: 'web',
    locale: 'ko',
    title: '웹',
    headings: [{ depth: 2, text: '왜' }],
    starter: { 'web.yaml': 'kind:\n' },
    solution: { 'web.yaml': 'kind: Pod\n' },
  });
});

test('a lesson without an exercise is its text alone, with its questions counted', () => {
  const question = '<Recall question="?" answer="1" why="!">\n\n- 가\n- 나\n\n</Recall>\n';
  write('content/lessons/web/lesson.ko.mdx', `---\ntitle: 웹\ndescription: 한 문장.\n---\n\n${question}\n${question}`);
  expect(loadLesson('web', 'ko', root)).toMatchObject({ recalls: 2, exercise: undefined, starter: {}, solution: {} });
});

test('files of an exercise without an exercise.yaml are refused', () => {
  writeLesson();
  rmSync(path.join(root, 'content/lessons/web/exercise.yaml'));
  const folder = path.join('content', 'lessons', 'web');
  expect(() => loadLesson('web', 'ko', root)).toThrow(`${folder}: solution, starter without an exercise.yaml`);
});

test('a file that the exercise does not know is refused', () => {
  writeLesson();
  write('content/lessons/web/starter/wep.yaml', '');
  expect(() => loadLesson('web', 'ko', root)).toThrow("starter: wep.yaml not among the exercise's files");
});

test('an unknown key in the front matter names its file', () => {
  writeLesson();
  write('content/lessons/web/lesson.ko.mdx', '---\ntitle: 웹\ndescription: 한 문장.\norder: 1\n---\n');
  expect(() => loadLesson('web', 'ko', root)).toThrow(
    `${path.join('content', 'lessons', 'web', 'lesson.ko.mdx')}:\n✖ Unrecognized key: "order"`,
  );
});

test('YAML that can not be read names its file', () => {
  write('content/course.yaml', 'title: [');
  expect(() => loadCourse(root)).toThrow(/^content.course\.yaml: /);
});

test('a lesson has one place in the course, a term one in the glossary', () => {
  const lesson = '{ slug: web, name: { en: Web, ko: 웹 }, video: 1, minutes: 1, keywords: [a] }';
  write(
    'content/course.yaml',
    `title: { en: T, ko: 제목 }\nvideo: https://example.com/\nchapters: [{ id: a, title: { en: A, ko: 가 }, lessons: [${lesson}, ${lesson}] }]\n`,
  );
  expect(() => loadCourse(root)).toThrow('✖ lesson web stands here twice');
  const term = '{ id: pod, en: { term: Pod, text: A }, ko: { term: Pod, text: 가 } }';
  write('content/glossary.yaml', `terms: [${term}, ${term}]\n`);
  expect(() => loadGlossary(root)).toThrow('✖ term pod stands here twice');
});
