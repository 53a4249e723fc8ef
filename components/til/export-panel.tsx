'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { download } from '@/components/ui/download';
import { Tick } from '@/components/ui/tick';
import { showToast } from '@/components/ui/toast';
import { fill } from '@/components/words';
import { useWords } from '@/components/words/use-words';
import type { DayDate, DaySummary } from '@/lib/notebook';
import { dayName, datesPosts, dayText, deleteDay, exportPost, postPath, setDatesPosts, zipDays } from '@/lib/notebook';
import { exportAll } from '@/lib/storage';
import { ImportPanel } from './import-panel';
import { BY_HAND, undoOf, type Note } from './note';
import { TemplateDialog } from './template-dialog';
import { useTilWords } from './words';

interface Props {
  note: Note;
  days: readonly DaySummary[];
  goTo: (date: DayDate) => void;
}

const ROW =
  'flex min-h-9 w-full items-center justify-between gap-2 rounded-1 border border-paper-line bg-paper px-3 py-1.5 text-left hover:bg-paper-2 disabled:cursor-not-allowed disabled:opacity-55 touch:min-h-11';

export function ExportPanel({ note, days, goTo }: Props) {
  const words = useTilWords();
  const { cancel } = useWords().common;
  const [asking, setAsking] = useState<'remove' | 'template'>();
  const { doc, date } = note;
  const dated = datesPosts(doc);

  const exportDay = () => {
    const name = postPath(date, dayName(doc, date)).replace('_posts/', '');
    download(name, exportPost(date, dayText(doc, date).toJSON(), offsetOf(date, dated)), 'text/markdown');
  };
  const exportDays = () => {
    const all = days.map((day) => ({
      date: day.date,
      text: dayText(doc, day.date).toJSON(),
      name: dayName(doc, day.date),
    }));
    download(
      'til.zip',
      zipDays(all, (day) => offsetOf(day, dated)),
      'application/zip',
    );
  };
  const remove = () => {
    setAsking(undefined);
    undoOf(doc).stopCapturing();
    deleteDay(doc, date, BY_HAND);
    showToast({ text: fill(words.remove.done, { date }) });
  };
  return (
    <section aria-labelledby="export" className="mt-6">
      <h2 id="export" className="mb-2 text-1 font-semibold text-ink-2">
        {words.out.title}
      </h2>
      <div className="grid gap-1.5">
        <button
          type="button"
          className={ROW}
          disabled={!note.begun}
          title={note.begun ? undefined : words.notBegun}
          onClick={exportDay}
        >
          {words.out.post} <small className="text-ink-3">.md</small>
        </button>
        <button
          type="button"
          className={ROW}
          disabled={days.length === 0}
          title={days.length > 0 ? undefined : words.days.none}
          onClick={exportDays}
        >
          {words.out.all} <small className="text-ink-3">.zip</small>
        </button>
        <label
          className="flex min-h-8 cursor-pointer items-center gap-2 text-1 touch:min-h-11"
          title={words.out.dateNote}
        >
          <input
            type="checkbox"
            className="peer sr-only"
            checked={dated}
            onChange={(event) => setDatesPosts(doc, event.target.checked)}
          />
          <Tick
            done={dated}
            className="peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent"
          />
          {words.out.date}
        </label>
        <ImportPanel note={note} goTo={goTo} />
        <button
          type="button"
          className={`${ROW} mt-2`}
          onClick={() => void exportAll().then((backup) => download('kubetil-backup.json', backup, 'application/json'))}
        >
          {words.out.backup} <small className="text-ink-3">.json</small>
        </button>
        <div className="flex flex-wrap justify-between gap-2">
          <Button look="ghost" className="px-0!" onClick={() => setAsking('template')}>
            {words.out.template}
          </Button>
          {note.begun ? (
            <Button look="ghost" className="px-0! text-bad!" onClick={() => setAsking('remove')}>
              {words.out.remove}
            </Button>
          ) : null}
        </div>
      </div>
      {asking === 'template' ? <TemplateDialog note={note} onClose={() => setAsking(undefined)} /> : null}
      <Dialog
        open={asking === 'remove'}
        onOpenChange={() => setAsking(undefined)}
        title={fill(words.remove.title, { date })}
        description={words.remove.text}
        actions={
          <>
            <Button onClick={() => setAsking(undefined)}>{cancel}</Button>
            <Button className="border-bad! text-bad!" onClick={remove}>
              {words.remove.yes}
            </Button>
          </>
        }
      />
    </section>
  );
}

/** Minutes east of UTC, where the learner is, on that day. */
function offsetOf(date: DayDate, dated: boolean): { dateOffset?: number } {
  return dated ? { dateOffset: -new Date(`${date}T00:00`).getTimezoneOffset() } : {};
}
