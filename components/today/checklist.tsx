'use client';

import Link from 'next/link';
import { useState } from 'react';
import { sharedStore, useRevision, useStore, useStoreState } from '@/components/storage/use-store';
import { todayHere, writeDay } from '@/components/til/today';
import { Button } from '@/components/ui/button';
import { Tick } from '@/components/ui/tick';
import { fill } from '@/components/words';
import { useLocale } from '@/components/words/locale-context';
import { useWords } from '@/components/words/use-words';
import { addTask, dayText, hasDay, parseDay, sectionOf, tickTask } from '@/lib/notebook';

/** Today's tasks, as they stand in today's note: ticking one writes there. */
export function Checklist() {
  const words = useWords();
  const locale = useLocale();
  const store = useStore('notebook');
  const loading = useStoreState(store).phase === 'loading';
  useRevision(store?.doc);
  const [text, setText] = useState('');
  const date = todayHere();
  const day = store && hasDay(store.doc, date) ? parseDay(dayText(store.doc, date).toString()) : undefined;
  const section = day ? sectionOf(day, 'tasks') : undefined;
  const tasks = section?.tasks.filter(({ state }) => state !== 'carried') ?? [];
  const done = tasks.filter(({ state }) => state === 'done').length;
  const change = (edit: (before: string) => string) => writeDay(sharedStore('notebook').doc, date, locale, edit);
  return (
    <section
      aria-labelledby="checklist"
      aria-busy={loading}
      className="flex min-h-[220px] flex-col rounded-3 border border-paper-line bg-paper-2 p-5"
    >
      <div className="flex items-baseline gap-3 text-1 text-ink-2">
        <h2 id="checklist" className="font-semibold">
          {words.today.checklist}
        </h2>
        {tasks.length > 0 ? (
          <span className="text-ink-3">{fill(words.today.done, { done, all: tasks.length })}</span>
        ) : null}
        <span className="flex-1" />
        <Link href={`/${locale}/til`} className="text-link hover:underline">
          {words.today.openDay}
        </Link>
      </div>
      {tasks.length === 0 && !loading ? <p className="mt-3 text-ink-3">{words.today.checklistEmpty}</p> : null}
      <ul className="mt-2 max-h-60 overflow-auto">
        {tasks.map((task) => (
          <li key={task.start}>
            <label
              className="flex min-h-8 cursor-pointer items-start gap-2.5 rounded-1 py-1 touch:min-h-11"
              style={{ paddingLeft: task.depth * 20 }}
            >
              <input
                type="checkbox"
                className="peer sr-only"
                checked={task.state === 'done'}
                onChange={(event) => {
                  const state = event.target.checked ? 'done' : 'open';
                  change((before) => tickTask(before, task.start, state));
                }}
              />
              <Tick
                done={task.state === 'done'}
                className="mt-[3px] peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent"
              />
              <span className={task.state === 'done' ? 'text-ink-3 line-through' : ''}>{task.text}</span>
            </label>
          </li>
        ))}
      </ul>
      <form
        className="mt-auto flex gap-2 pt-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() === '') return;
          change((before) => addTask(before, { text }, locale));
          setText('');
        }}
      >
        <input
          value={text}
          onChange={(event) => setText(event.target.value)}
          placeholder={words.today.add}
          aria-label={words.today.add}
          disabled={loading}
          className="min-h-8 min-w-0 flex-1 rounded-1 border border-paper-line bg-paper px-3 touch:min-h-11"
        />
        <Button look="paper" type="submit" disabled={loading}>
          {words.today.addButton}
        </Button>
      </form>
    </section>
  );
}
