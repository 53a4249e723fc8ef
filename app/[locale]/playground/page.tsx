import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PartTabs } from '@/components/lesson/part-tabs';
import { WorkspaceSlot } from '@/components/lesson/workspace-slot';
import { isLocale, wordsOf } from '@/components/words';

interface Props {
  params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const words = wordsOf(locale);
  return { title: words.playground.title, description: words.playground.description };
}

/** A free cluster with free files. */
export default async function PlaygroundPage({ params }: Props) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const words = wordsOf(locale);
  return (
    <main id="content" className="lesson-grid is-free" data-part="files">
      <h1 className="sr-only">{words.playground.title}</h1>
      <WorkspaceSlot
        lesson={{
          slug: 'playground',
          name: { en: 'Playground', ko: '놀이터' },
          keywords: [],
          exercise: { files: [], tasks: [] },
          starter: { 'app.yaml': '' },
          solution: {},
          isFree: true,
        }}
        words={{
          loading: words.lesson.loadingWorkspace,
          failed: words.lesson.workspaceFailed,
          retry: words.common.retry,
          files: words.lesson.files,
          checks: words.lesson.cluster,
        }}
      />
      <PartTabs
        label={words.lesson.tabs}
        parts={[
          { part: 'files', text: words.lesson.files },
          { part: 'cluster', text: words.lesson.cluster },
        ]}
      />
    </main>
  );
}
