'use client';

import { useSearchParams } from 'next/navigation';
import { useEffect, useState } from 'react';
import type * as Y from 'yjs';
import { StoreBanner } from '@/components/storage/store-banner';
import { useStore, useStoreState } from '@/components/storage/use-store';
import { Segmented } from '@/components/ui/segmented';
import { fill } from '@/components/words';
import { useLocale } from '@/components/words/locale-context';
import { dayName, decodeDate, postPath, shortDate, type DayDate } from '@/lib/notebook';
import type { Store } from '@/lib/storage';
import { BadDay } from './bad-day';
import { DayLists } from './day-lists';
import { DaySkeleton } from './day-skeleton';
import { DayView } from './day-view';
import { ExportPanel } from './export-panel';
import { Learned, useLearned } from './learned';
import type { TilLesson } from './lessons';
import { useNote } from './note';
import { SourceView } from './source-view';
import { todayHere } from './today';
import { useKeys } from './use-keys';
import { useOverview } from './use-overview';
import { useTilWords } from './words';

/** The notebook: `?day=2022-05-13` says which day; without it, today. */
export function DayPage({ lessons }: { lessons: readonly TilLesson[] }) {
  const words = useTilWords();
  const store = useStore('notebook');
  const loading = useStoreState(store).phase === 'loading';
  const today = todayHere();
  const asked = useSearchParams().get('day');
  const date = asked === null ? today : decodeDate(asked);
  if (asked !== null && date === undefined) return <BadDay asked={asked} />;
  if (!store || loading || date === undefined) return <DaySkeleton loading={words.saving} />;
  return (
    <>
      <StoreBanner store={store} />
      <Notebook store={store} doc={store.doc} date={date} today={today} lessons={lessons} />
    </>
  );
}

interface Props {
  store: Store;
  doc: Y.Doc;
  date: DayDate;
  today: DayDate;
  lessons: readonly TilLesson[];
}

function Notebook({ store, doc, date, today, lessons }: Props) {
  const words = useTilWords();
  const note = useNote(doc, date);
  const days = useOverview(doc, date);
  const progress = useStore('progress');
  const learned = useLearned(progress?.doc, lessons, date).length;
  const [view, setView] = useState<'read' | 'source'>('read');
  const [open, setOpen] = useState<'lists' | 'side'>();
  useKeys(doc);
  const title = note.day.title ?? shortDate(date);
  useEffect(() => {
    document.title = `${title} · Kubetil`;
  }, [title]);

  const goTo = (next: DayDate) => {
    window.history.pushState(null, '', `?day=${next}`);
    setOpen(undefined);
  };
  const drawer = (name: 'lists' | 'side') =>
    `${open === name ? 'block' : 'hidden'} border-paper-line bg-paper-2 px-4 py-6`;
  return (
    <div className="min-h-0 min-w-0 flex-1 overflow-auto bg-paper-2 wide:grid wide:grid-cols-[264px_minmax(0,1fr)] wide:grid-rows-[auto_1fr] wide:overflow-hidden min-[1200px]:grid-cols-[264px_minmax(0,1fr)_300px] min-[1200px]:grid-rows-1">
      <div className="flex gap-2 border-b border-paper-line bg-paper-2 px-4 py-2 wide:hidden">
        <Drawer
          name="day-lists"
          text={words.lists.show}
          open={open === 'lists'}
          onToggle={() => setOpen(open === 'lists' ? undefined : 'lists')}
        />
        <Drawer
          name="day-side"
          text={words.side.show + (learned > 0 ? ` (${learned})` : '')}
          open={open === 'side'}
          onToggle={() => setOpen(open === 'side' ? undefined : 'side')}
        />
      </div>
      <aside
        id="day-lists"
        aria-label={words.lists.label}
        className={`${drawer('lists')} wide:col-start-1 wide:row-start-1 wide:block wide:overflow-auto`}
      >
        <DayLists days={days} shown={date} today={today} goTo={goTo} />
      </aside>
      <aside
        id="day-side"
        aria-label={words.side.label}
        className={`${drawer('side')} wide:col-start-1 wide:row-start-2 wide:block wide:overflow-auto wide:border-t min-[1200px]:col-start-3 min-[1200px]:row-start-1 min-[1200px]:border-t-0`}
      >
        <Learned note={note} lessons={lessons} today={today} />
        <ExportPanel note={note} days={days} goTo={goTo} />
      </aside>
      <article
        aria-labelledby="day-title"
        tabIndex={0}
        className="border-paper-line bg-paper focus-visible:-outline-offset-2 wide:col-start-2 wide:row-span-2 wide:row-start-1 wide:overflow-auto wide:border-x min-[1200px]:row-span-1"
      >
        <div className="relative min-h-full pt-5 pr-4 pb-20 pl-10 before:absolute before:inset-y-0 before:left-5 before:border-l-[1.5px] before:border-margin-line wide:pt-7 wide:pr-12 wide:pl-[84px] wide:before:left-14">
          <div className="max-w-[680px]">
            <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-1 text-ink-3">
              <span>{postPath(date, dayName(doc, date))}</span>
              <Saved store={store} begun={note.begun} />
              <span className="ml-auto">
                <Segmented
                  label={words.view.label}
                  value={view}
                  onChange={setView}
                  options={[
                    { value: 'read', text: words.view.read },
                    { value: 'source', text: words.view.source },
                  ]}
                />
              </span>
            </div>
            <h1 id="day-title" className="mt-1 text-5 font-bold tracking-tight">
              {title}
            </h1>
            {note.begun ? null : <p className="mt-1 text-ink-3">{words.notBegun}</p>}
            {view === 'read' ? (
              <DayView key={date} note={note} days={days} lessons={lessons} />
            ) : (
              <SourceView key={date} note={note} />
            )}
          </div>
        </div>
      </article>
    </div>
  );
}

function Drawer({ name, text, open, onToggle }: { name: string; text: string; open: boolean; onToggle: () => void }) {
  return (
    <button
      type="button"
      aria-expanded={open}
      aria-controls={name}
      onClick={onToggle}
      className="min-h-11 flex-1 rounded-1 border border-paper-line bg-paper px-3 text-1 aria-expanded:border-accent aria-expanded:bg-accent-soft aria-expanded:text-accent"
    >
      {text}
    </button>
  );
}

function Saved({ store, begun }: { store: Store; begun: boolean }) {
  const words = useTilWords();
  const locale = useLocale();
  const state = useStoreState(store);
  if (state.phase === 'failing' && state.reason !== 'damaged')
    return <span className="text-warn">{words.notSaved}</span>;
  if (state.phase !== 'ready' || !begun) return null;
  if (state.saved === 'saving') return <span>{words.saving}</span>;
  if (state.savedAt === undefined) return <span>{words.saved}</span>;
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    state.savedAt,
  );
  return <span>{fill(words.savedAt, { time })}</span>;
}
