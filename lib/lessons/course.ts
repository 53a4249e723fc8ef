/** course.yaml: which lessons there are, in which order. glossary.yaml: the words that they introduce. */
import type { LocalText } from '@/lib/checks';
import { z } from 'zod';
import { localText, refuseTwice, slug } from './text';

export interface CourseLesson {
  readonly slug: string;
  /** A word or two, for the map of the course and the notebook; the lesson's own title is in its front matter. */
  readonly name: LocalText;
  /** Where the video talks about it, in seconds; left out where it doesn't. */
  readonly video?: number | undefined;
  /** Minutes to read. */
  readonly minutes: number;
  /** What the day's notebook entry is offered as keywords. */
  readonly keywords: readonly string[];
}

export interface Chapter {
  readonly id: string;
  readonly title: LocalText;
  readonly lessons: readonly CourseLesson[];
}

export interface Course {
  readonly title: LocalText;
  /** Address of the video that the time stamps belong to, without a time. */
  readonly video: string;
  readonly chapters: readonly Chapter[];
}

export interface Term {
  readonly term: string;
  /** One or two sentences. */
  readonly text: string;
}

export interface GlossaryEntry {
  readonly id: string;
  readonly en: Term;
  readonly ko: Term;
}

const lesson = z.strictObject({
  slug,
  name: localText,
  video: z.int().min(0).optional(),
  minutes: z.int().min(1),
  keywords: z.array(z.string().trim().min(1)).min(1),
});

export const courseSchema = z
  .strictObject({
    title: localText,
    video: z.url({ protocol: /^https$/ }),
    chapters: z.array(z.strictObject({ id: slug, title: localText, lessons: z.array(lesson).min(1) })).min(1),
  })
  .superRefine(({ chapters }, context) => {
    refuseTwice(
      context,
      'chapter',
      chapters.map(({ id }) => id),
    );
    refuseTwice(
      context,
      'lesson',
      chapters.flatMap(({ lessons }) => lessons.map(({ slug }) => slug)),
    );
  }) satisfies z.ZodType<Course>;

const term = z.strictObject({ term: z.string().trim().min(1), text: z.string().trim().min(1) });

export const glossarySchema = z
  .strictObject({ terms: z.array(z.strictObject({ id: slug, en: term, ko: term })).min(1) })
  .superRefine(({ terms }, context) =>
    refuseTwice(
      context,
      'term',
      terms.map(({ id }) => id),
    ),
  ) satisfies z.ZodType<{ terms: readonly GlossaryEntry[] }>;

/** All lessons in the order in which they are taken. */
export function lessonsOf(course: Course): CourseLesson[] {
  return course.chapters.flatMap(({ lessons }) => lessons);
}
