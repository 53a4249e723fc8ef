/** lesson.en.mdx and lesson.ko.mdx: front matter, then prose. */
import { z } from 'zod';
import type { Exercise } from './exercise';
import type { ClusterStart } from './start';

export const locales = ['en', 'ko'] as const;
export type Locale = (typeof locales)[number];

export interface FrontMatter {
  readonly title: string;
  /** One sentence: what the learner can do afterwards. */
  readonly description: string;
}

export interface Heading {
  /** 2 for `##`. */
  readonly depth: number;
  readonly text: string;
}

export interface Lesson {
  readonly slug: string;
  readonly locale: Locale;
  readonly title: string;
  readonly frontmatter: FrontMatter;
  /** The whole MDX text, front matter included. */
  readonly source: string;
  readonly headings: readonly Heading[];
  /** How many <Recall> questions it asks. */
  readonly recalls: number;
  /** Undefined for a lesson that is only read: it is done when its questions are answered. */
  readonly exercise: Exercise | undefined;
  /** Text by file name, for each of the exercise's files; empty without an exercise. */
  readonly starter: Readonly<Record<string, string>>;
  readonly solution: Readonly<Record<string, string>>;
  /** What the cluster is before the learner comes; undefined for an empty one. */
  readonly start: ClusterStart | undefined;
}

export const frontMatterSchema = z.strictObject({
  title: z.string().trim().min(1),
  description: z.string().trim().min(1),
}) satisfies z.ZodType<FrontMatter>;

/** The YAML between the two lines of dashes, and what follows. Throws where there is none. */
export function splitFrontMatter(source: string): { yaml: string; body: string } {
  const match = /^---\n([\s\S]*?\n)---\n/.exec(source);
  if (!match) throw new Error('has no front matter');
  return { yaml: match[1] ?? '', body: source.slice(match[0].length) };
}

/** How many <Recall> questions MDX asks: each begins a line. */
export function recallsIn(body: string): number {
  return Array.from(body.matchAll(/^<Recall\b/gm)).length;
}

/** The `##` headings of MDX as plain text, those inside fenced code left out. */
export function headingsOf(body: string): Heading[] {
  const headings: Heading[] = [];
  let fence: string | undefined;
  for (const line of body.split('\n')) {
    const mark = /^\s*(`{3,})/.exec(line)?.[1];
    if (mark !== undefined && (fence === undefined || mark === fence)) fence = fence === undefined ? mark : undefined;
    const [, marks = '', text = ''] = (fence === undefined && /^(#{1,6}) +(.+?) *$/.exec(line)) || [];
    if (marks !== '') headings.push({ depth: marks.length, text: text.replace(/[`*]/g, '') });
  }
  return headings;
}
