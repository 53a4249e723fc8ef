import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { DaySlot } from '@/components/til/day-slot';
import { tilWordsOf } from '@/components/til/words';
import { isLocale, wordsOf } from '@/components/words';
import { lessonsOf, loadCourse } from '@/lib/lessons';

interface Props {
  params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const { title, description } = tilWordsOf(locale);
  return { title, description };
}

/** The notebook; which day is in the query, which a static page reads in the browser. */
export default async function TilPage({ params }: Props) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const words = tilWordsOf(locale);
  const lessons = lessonsOf(loadCourse()).map(({ slug, name, keywords }) => ({ slug, name, keywords }));
  return (
    <main id="content" tabIndex={-1} className="flex min-h-0 min-w-0 flex-col">
      <DaySlot
        lessons={lessons}
        words={{ loading: wordsOf(locale).common.loading, failed: words.failed.text, retry: words.failed.retry }}
      />
    </main>
  );
}
