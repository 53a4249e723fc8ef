import Link from 'next/link';
import type { Locale, Words } from '@/components/words';
import { fill } from '@/components/words';
import { LessonMark } from './lesson-mark';
import type { TodayChapter, TodayLesson } from './types';

interface Props {
  locale: Locale;
  chapters: readonly TodayChapter[];
  lessons: readonly TodayLesson[];
  words: Words['today'];
}

/** Every lesson of the course in its order. HTML from the start; how far one is comes when the store is read. */
export function CourseMap({ locale, chapters, lessons, words }: Props) {
  return (
    <section aria-labelledby="course" className="mt-12">
      <h2 id="course" className="text-4 font-bold tracking-tight">
        {words.course}
      </h2>
      {chapters.map((chapter, index) => (
        <div key={chapter.id} className="mt-5">
          <h3 className="text-1 font-semibold text-ink-2">
            {index + 1}. {chapter.title}
          </h3>
          <ol className="mt-2 grid grid-cols-1 gap-2 wide:grid-cols-2">
            {chapter.lessons.map((slug) => {
              const lesson = lessons.find((other) => other.slug === slug);
              return lesson ? (
                <li key={slug}>
                  <Link
                    href={`/${locale}/learn/${slug}`}
                    className="grid h-full grid-cols-[24px_minmax(0,1fr)] gap-x-2 rounded-2 border border-paper-line bg-paper px-4 py-3 transition-colors duration-150 hover:border-accent"
                  >
                    <LessonMark
                      slug={slug}
                      steps={lesson.steps}
                      words={{ solved: words.solved, started: words.started, notStarted: words.notStarted }}
                    />
                    <span className="min-w-0">
                      <span className="flex items-baseline gap-2">
                        <strong className="min-w-0 flex-1 font-semibold">{lesson.title}</strong>
                        <span className="shrink-0 text-0 text-ink-3">{fill(words.minutes, { n: lesson.minutes })}</span>
                      </span>
                      <span className="block text-1 text-ink-2">{lesson.description}</span>
                    </span>
                  </Link>
                </li>
              ) : null;
            })}
          </ol>
        </div>
      ))}
    </section>
  );
}
