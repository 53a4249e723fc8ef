import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PartTabs } from '@/components/lesson/part-tabs';
import { QuestionsSlot } from '@/components/lesson/questions-slot';
import { Prose } from '@/components/lesson/prose';
import { WorkspaceSlot } from '@/components/lesson/workspace-slot';
import { isLocale, locales, wordsOf } from '@/components/words';
import { conditionsOf, lessonsOf, loadCourse, loadGoal, loadLesson } from '@/lib/lessons';

interface Props {
  params: Promise<{ locale: string; lesson: string }>;
}

export const dynamicParams = false;

export function generateStaticParams() {
  const lessons = lessonsOf(loadCourse());
  return locales.flatMap((locale) => lessons.map(({ slug }) => ({ locale, lesson: slug })));
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, lesson: slug } = await params;
  if (!isLocale(locale)) notFound();
  const { frontmatter } = loadLesson(slug, locale);
  return { title: frontmatter.title, description: frontmatter.description };
}

export default async function LessonPage({ params }: Props) {
  const { locale, lesson: slug } = await params;
  if (!isLocale(locale)) notFound();
  const words = wordsOf(locale);
  const lesson = loadLesson(slug, locale);
  const all = lessonsOf(loadCourse());
  const at = all.findIndex((other) => other.slug === slug);
  const entry = all[at];
  if (!entry) notFound();
  const next = all[at + 1];
  const offer = {
    slug,
    name: entry.name,
    keywords: entry.keywords,
    ...(next ? { next: { slug: next.slug, title: next.name[locale] } } : {}),
  };
  if (!lesson.exercise) {
    return (
      <main id="content" className="grid min-h-0 grid-cols-1 grid-rows-[minmax(0,1fr)]">
        <Prose locale={locale} lesson={lesson} entry={entry}>
          <QuestionsSlot lesson={offer} questions={lesson.recalls} />
        </Prose>
      </main>
    );
  }
  return (
    <main id="content" className="lesson-grid" data-part="read">
      <Prose locale={locale} lesson={lesson} entry={entry} />
      <WorkspaceSlot
        lesson={{
          ...offer,
          exercise: lesson.exercise,
          starter: lesson.starter,
          solution: lesson.solution,
          conditions: conditionsOf(lesson.exercise),
          goal: loadGoal(slug),
          ...(lesson.start && { cluster: lesson.start }),
        }}
        words={{
          loading: words.lesson.loadingWorkspace,
          failed: words.lesson.workspaceFailed,
          retry: words.common.retry,
          files: words.lesson.files,
          checks: words.lesson.checks,
        }}
      />
      <PartTabs
        label={words.lesson.tabs}
        parts={[
          { part: 'read', text: words.lesson.read },
          { part: 'files', text: words.lesson.files },
          { part: 'checks', text: words.lesson.checks },
          { part: 'cluster', text: words.lesson.cluster },
        ]}
      />
    </main>
  );
}
