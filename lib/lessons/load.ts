/** Reads the course from its folder. Only on the server: at build, in tests and in scripts. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ViewItem } from '@/lib/cluster';
import { load as loadYaml } from 'js-yaml';
import { z } from 'zod';
import { courseSchema, glossarySchema, type Course, type GlossaryEntry } from './course';
import { exerciseSchema, type Exercise } from './exercise';
import {
  frontMatterSchema,
  headingsOf,
  locales,
  recallsIn,
  splitFrontMatter,
  type Lesson,
  type Locale,
} from './lesson';
import { startSchema, type ClusterStart } from './start';

const content = 'content';

/** Made by `npm run generate`. */
export const GOALS = 'lib/lessons/generated/goals.json';

/** Throws, as all loaders do, with the file and the field when the content breaks its schema. */
export function loadCourse(root = process.cwd()): Course {
  return decodeFile(root, path.join(content, 'course.yaml'), courseSchema);
}

export function loadGlossary(root = process.cwd()): readonly GlossaryEntry[] {
  return decodeFile(root, path.join(content, 'glossary.yaml'), glossarySchema).terms;
}

export function loadLesson(slug: string, locale: Locale, root = process.cwd()): Lesson {
  const file = path.join(lessonFolder(slug), `lesson.${locale}.mdx`);
  const source = readText(root, file);
  const { yaml, body } = inFile(file, () => splitFrontMatter(source));
  const frontmatter = decode(file, yaml, frontMatterSchema);
  const exercise = loadExercise(slug, root);
  return {
    slug,
    locale,
    title: frontmatter.title,
    frontmatter,
    source,
    headings: headingsOf(body),
    recalls: recallsIn(body),
    exercise,
    starter: exercise ? loadFiles(root, path.join(lessonFolder(slug), 'starter'), exercise) : {},
    start: exercise ? loadStart(slug, root) : undefined,
    solution: exercise ? loadFiles(root, path.join(lessonFolder(slug), 'solution'), exercise) : {},
  };
}

/** Undefined for a lesson that is only read: its folder holds nothing but the prose. */
export function loadExercise(slug: string, root = process.cwd()): Exercise | undefined {
  const folder = lessonFolder(slug);
  const file = path.join(folder, 'exercise.yaml');
  if (existsSync(path.join(root, file))) return decodeFile(root, file, exerciseSchema);
  const prose = locales.map((locale) => `lesson.${locale}.mdx`);
  const others = listFiles(root, folder).filter((name) => !prose.includes(name));
  if (others.length > 0) throw new Error(`${folder}: ${others.join(', ')} without an exercise.yaml`);
  return undefined;
}

/** cluster/ and cluster.yaml: undefined where there is neither. */
export function loadStart(slug: string, root = process.cwd()): ClusterStart | undefined {
  const folder = path.join(lessonFolder(slug), 'cluster');
  const file = path.join(lessonFolder(slug), 'cluster.yaml');
  const hasFolder = existsSync(path.join(root, folder));
  const hasFile = existsSync(path.join(root, file));
  if (!hasFolder && !hasFile) return undefined;
  const names = hasFolder ? listFiles(root, folder) : [];
  const { addons, stopped } = hasFile ? decodeFile(root, file, startSchema) : {};
  return {
    ...(addons && { addons }),
    ...(stopped && { stopped }),
    manifests: Object.fromEntries(names.map((name) => [name, readText(root, path.join(folder, name))])),
  };
}

/** What the cluster looks like once the exercise is solved; empty where `npm run generate` has not made it. */
export function loadGoal(slug: string, root = process.cwd()): readonly ViewItem[] {
  const file = path.join(root, GOALS);
  if (!existsSync(file)) return [];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- ours: goal.ts wrote it
  const goals = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, readonly ViewItem[]>>;
  return goals[slug] ?? [];
}

/**
 * Other contents of the exercise's files, text by name (`plain-text-password.yaml`): the classic mistakes, and right
 * answers that differ from the solution. What each must be judged to be stands in its head; see gate/variants.ts.
 * None for a lesson that is only read.
 */
export function loadVariants(
  slug: string,
  folder: 'mistakes' | 'answers',
  root = process.cwd(),
): Record<string, string> {
  const place = path.join(lessonFolder(slug), folder);
  if (!existsSync(path.join(root, place))) return {};
  return Object.fromEntries(listFiles(root, place).map((name) => [name, readText(root, path.join(place, name))]));
}

/** The folders under content/lessons, whether or not the course knows them. */
export function lessonFolders(root = process.cwd()): string[] {
  return listFiles(root, path.join(content, 'lessons'));
}

function lessonFolder(slug: string): string {
  return path.join(content, 'lessons', slug);
}

function loadFiles(root: string, folder: string, exercise: Exercise): Record<string, string> {
  const wanted = exercise.files.map(({ name }) => name);
  const others = listFiles(root, folder).filter((name) => !wanted.includes(name));
  if (others.length > 0) throw new Error(`${folder}: ${others.join(', ')} not among the exercise's files`);
  return Object.fromEntries(wanted.map((name) => [name, readText(root, path.join(folder, name))]));
}

function listFiles(root: string, folder: string): string[] {
  return readdirSync(path.join(root, folder)).sort();
}

function readText(root: string, file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}

function decodeFile<T>(root: string, file: string, schema: z.ZodType<T>): T {
  return decode(file, readText(root, file), schema);
}

function decode<T>(file: string, yaml: string, schema: z.ZodType<T>): T {
  const result = inFile(file, () => schema.safeParse(loadYaml(yaml)));
  if (result.success) return result.data;
  throw new Error(`${file}:\n${z.prettifyError(result.error)}`);
}

function inFile<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new Error(`${file}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
