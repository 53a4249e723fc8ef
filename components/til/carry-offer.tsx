'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Tick } from '@/components/ui/tick';
import { showToast } from '@/components/ui/toast';
import { fill } from '@/components/words';
import { useWords } from '@/components/words/use-words';
import type { DayDate, DaySummary, Task } from '@/lib/notebook';
import { addDays, carryTasks, dayText, parseDay, refusedToCarry, refuseToCarry, sectionOf } from '@/lib/notebook';
import { writeText } from '@/lib/storage';
import { BY_HAND, type Note } from './note';
import { useTilWords } from './words';

/** The open tasks of the last day before this one, offered once, and only to the newest day. */
export function CarryOffer({ note, days }: { note: Note; days: readonly DaySummary[] }) {
  const words = useTilWords();
  const { cancel } = useWords().common;
  const [choosing, setChoosing] = useState(false);
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const from = days.find(({ date }) => date < note.date)?.date;
  const isNewest = !days.some(({ date }) => date > note.date);
  const open = from === undefined || !isNewest ? [] : openTasks(note, from);
  if (from === undefined || open.length === 0 || refusedToCarry(note.doc, from, note.date)) return null;

  const chosen = open.filter((task) => !left.has(task.start));
  const carry = () => {
    setChoosing(false);
    const starts = chosen.map((task) => task.start);
    note.doc.transact(() => {
      const old = dayText(note.doc, from);
      note.edit((text) => {
        const carried = carryTasks(old.toJSON(), starts, text, note.locale);
        writeText(old, carried.from, BY_HAND);
        return carried.to;
      });
    }, BY_HAND);
    showToast({ text: fill(words.carry.taken, { n: starts.length }) });
  };
  const sentence = from === addDays(note.date, -1) ? words.carry.yesterday : words.carry.other;
  return (
    <div className="mb-5 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-2 bg-accent-soft px-3.5 py-2">
      <p className="min-w-0 flex-1 basis-56">{fill(sentence, { n: open.length, date: from })}</p>
      <Button look="paper" className="border-accent/45! text-accent!" onClick={() => setChoosing(true)}>
        {words.carry.choose}
      </Button>
      <Button look="ghost" className="text-accent!" onClick={() => refuseToCarry(note.doc, from, note.date)}>
        {words.carry.refuse}
      </Button>
      <Dialog
        open={choosing}
        onOpenChange={setChoosing}
        title={words.carry.title}
        description={words.carry.text}
        actions={
          <>
            <Button onClick={() => setChoosing(false)}>{cancel}</Button>
            <Button look="primary" disabled={chosen.length === 0} onClick={carry}>
              {fill(words.carry.take, { n: chosen.length })}
            </Button>
          </>
        }
      >
        <ul>
          {open.map((task) => (
            <li key={task.start}>
              <label
                className="flex min-h-8 cursor-pointer items-center gap-2 touch:min-h-11"
                style={{ paddingLeft: task.depth * 20 }}
              >
                <input
                  type="checkbox"
                  className="peer sr-only"
                  checked={!left.has(task.start)}
                  onChange={(event) => setLeft(toggled(left, task.start, !event.target.checked))}
                />
                <Tick
                  done={!left.has(task.start)}
                  className="peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent"
                />
                {task.text}
              </label>
            </li>
          ))}
        </ul>
      </Dialog>
    </div>
  );
}

function openTasks(note: Note, from: DayDate): Task[] {
  const day = parseDay(dayText(note.doc, from).toJSON());
  return (sectionOf(day, 'tasks')?.tasks ?? []).filter((task) => task.state === 'open');
}

function toggled(set: ReadonlySet<number>, value: number, on: boolean): ReadonlySet<number> {
  const next = new Set(set);
  if (on) next.add(value);
  else next.delete(value);
  return next;
}
