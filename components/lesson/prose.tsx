import type { ReactNode } from 'react';
import Link from 'next/link';
import { compileMdx } from '@/components/mdx/compile';
import { lessonVocabulary } from '@/components/mdx';
import { fill, wordsOf, type Locale } from '@/components/words';
import { lessonsOf, loadCourse, loadGlossary, type CourseLesson, type Lesson } from '@/lib/lessons';

interface Props {
  locale: Locale;
  lesson: Lesson;
  entry: CourseLesson;
  /** What stands between the text and the way to the next lesson. */
  children?: ReactNode;
}

/** The lesson's text on paper, all of it HTML: on the left, or in the middle of a lesson that is only read. */
export async function Prose({ locale, lesson, entry, children }: Props) {
  const words = wordsOf(locale);
  const course = loadCourse();
  const all = lessonsOf(course);
  const at = all.findIndex(({ slug }) => slug === lesson.slug);
  const chapter = course.chapters.find(({ lessons }) => lessons.some(({ slug }) => slug === lesson.slug));
  const Text = await compileMdx(lesson.source, `content/lessons/${lesson.slug}/lesson.${locale}.mdx`);
  const steps = lesson.exercise
    ? fill(words.lesson.tasks, { n: lesson.exercise.tasks.length })
    : fill(words.lesson.questions, { n: lesson.recalls });
  return (
    <article
      id="prose-pane"
      aria-label={words.lesson.prose}
      tabIndex={0}
      className="lesson-prose paper min-h-0 overflow-auto focus-visible:-outline-offset-2"
    >
      <div
        className={`${lesson.exercise ? '' : 'mx-auto max-w-[720px]'} relative min-h-full border-l-0 pt-5 pr-6 pb-12 pl-[52px] before:absolute before:inset-y-0 before:left-8 before:border-l-[1.5px] before:border-margin-line max-wide:pr-5 max-wide:pl-9 max-wide:before:left-5`}
      >
        <div className="flex flex-wrap items-center gap-x-3.5 gap-y-1 text-1 text-ink-3">
          <span>
            {chapter?.title[locale]} {at + 1}/{all.length}
          </span>
          {entry.video === undefined ? null : (
            <a
              href={`${course.video}${course.video.includes('?') ? '&' : '?'}t=${entry.video}s`}
              target="_blank"
              rel="noreferrer"
              className="text-link tabular-nums hover:underline"
            >
              <span aria-hidden="true">▶ </span>
              {clock(entry.video)}
              <span className="sr-only">
                {' '}
                {words.lesson.video} ({words.common.newTab})
              </span>
            </a>
          )}
          <span>{fill(words.lesson.minutes, { n: entry.minutes })}</span>
          <span>{steps}</span>
        </div>
        <h1 className="mt-1.5 mb-1 text-5 font-bold tracking-tight text-balance">{lesson.title}</h1>
        <div className="prose">
          <Text
            components={lessonVocabulary({
              locale,
              words,
              glossary: loadGlossary(),
              remembering: lesson.exercise ? undefined : lesson.slug,
            })}
          />
        </div>
        {children}
        <nav
          aria-label={words.nav.course}
          className="mt-12 flex justify-between gap-4 border-t border-dashed border-paper-line pt-4 text-1"
        >
          <Neighbour locale={locale} lesson={all[at - 1]} label={words.lesson.previous} sign="←" />
          <Neighbour locale={locale} lesson={all[at + 1]} label={words.lesson.next} sign="→" />
        </nav>
      </div>
    </article>
  );
}

function Neighbour({
  locale,
  lesson,
  label,
  sign,
}: {
  locale: Locale;
  lesson: CourseLesson | undefined;
  label: string;
  sign: string;
}) {
  if (!lesson) return <span />;
  return (
    <Link href={`/${locale}/learn/${lesson.slug}`} className="min-h-6 text-link hover:underline">
      <span className="block text-0 text-ink-3">{label}</span>
      {sign === '←' ? `← ${lesson.name[locale]}` : `${lesson.name[locale]} →`}
    </Link>
  );
}

/** Seconds as a video shows them: 14:31, 1:05:40. */
function clock(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}
