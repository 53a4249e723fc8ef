'use client';

import { Plus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Kbd } from '@/components/ui/kbd';
import { fill } from '@/components/words';
import type { Section, Task } from '@/lib/notebook';
import {
  addTask,
  countTasks,
  deleteTask,
  editTask,
  looseText,
  moveTask,
  SECTION_TITLES,
  siblingsOf,
  tickTask,
} from '@/lib/notebook';
import type { TilLesson } from './lessons';
import { Markdown } from './markdown';
import type { Note } from './note';
import { SectionHeading } from './section-heading';
import { TaskRow, type TaskActions } from './task-row';
import { lessonLine } from './today';
import { useDrag } from './use-drag';
import { useTilWords } from './words';

interface Props {
  note: Note;
  section: Section | undefined;
  lessons: readonly TilLesson[];
}

export function TasksSection({ note, section, lessons }: Props) {
  const words = useTilWords();
  const tasks = section?.tasks ?? [];
  const keys = keysOf(tasks);
  const [editing, setEditing] = useState<string>();
  const [said, setSaid] = useState('');
  const list = useRef<HTMLUListElement>(null);
  const focusNext = useRef<string>(undefined);
  const { done, total } = countTasks(note.day);

  useEffect(() => {
    const selector = focusNext.current;
    focusNext.current = undefined;
    const control = selector === undefined ? undefined : document.querySelector(selector);
    if (control instanceof HTMLElement) control.focus();
  });
  const focusRow = (key: string, control = '[data-edit]') => {
    focusNext.current = `[data-task="${CSS.escape(key)}"] ${control}`;
  };

  const moveTo = (task: Task, to: number, key: string) => {
    const siblings = siblingsOf(note.day, task.start);
    if (to < 0 || to >= siblings.length) return;
    focusRow(key);
    note.edit((text) => moveTask(text, task.start, to));
    setSaid(fill(words.tasks.moved, { task: task.text, n: to + 1, all: siblings.length }));
  };
  const drag = useDrag(note.day, list, (start, to) => {
    const index = tasks.findIndex((task) => task.start === start);
    const task = tasks[index];
    if (task) moveTo(task, to, keys[index] ?? '');
  });

  const actionsOf = (task: Task, index: number): TaskActions => {
    const key = keys[index] ?? '';
    return {
      tick: (checked) => note.edit((text) => tickTask(text, task.start, checked ? 'done' : 'open')),
      beginEdit: () => setEditing(key),
      endEdit(text, byKey) {
        if (editing !== key) return;
        setEditing(undefined);
        if (byKey) focusNext.current = `[data-task]:nth-child(${index + 1}) [data-edit]`;
        if (text !== undefined && text !== task.text) note.edit((before) => editTask(before, task.start, text));
      },
      remove() {
        const left =
          tasks.length - (tasks.filter((other) => other.start >= task.start && other.start <= task.end).length || 1);
        focusNext.current =
          left === 0 ? '#add-task' : `[data-task]:nth-child(${Math.min(index + 1, left)}) [data-edit]`;
        note.edit((text) => deleteTask(text, task.start), fill(words.tasks.removed, { task: task.text }));
      },
      move: (by) =>
        moveTo(task, siblingsOf(note.day, task.start).findIndex(({ start }) => start === task.start) + by, key),
      drag: drag.handlers(task.start),
    };
  };

  const title = section?.heading ?? SECTION_TITLES[note.locale].tasks;
  const loose = section ? looseText(note.day, section) : '';
  return (
    <section aria-labelledby="section-tasks">
      <SectionHeading id="section-tasks" title={title} level={section?.level ?? 3}>
        {total > 0 ? (
          <span
            className="text-1 text-ink-3"
            aria-label={fill(words.days.tasks, { done, total })}
          >{`${done}/${total}`}</span>
        ) : null}
      </SectionHeading>
      <p id="task-keys" className="sr-only">
        {words.tasks.keys}
      </p>
      <p role="status" className="sr-only">
        {said}
      </p>
      <ul ref={list} aria-label={words.tasks.list} className="mt-1 -ml-5 touch:-ml-2">
        {tasks.map((task, index) => (
          <TaskRow
            key={keys[index]}
            rowKey={keys[index] ?? ''}
            task={task}
            editing={editing === keys[index]}
            lessonHref={lessonHrefOf(task, lessons, note)}
            mark={drag.markOf(task.start)}
            actions={actionsOf(task, index)}
          />
        ))}
      </ul>
      <AddTask onAdd={(text) => note.edit((before) => addTask(before, { text }, note.locale))} />
      {loose === '' ? null : (
        <div className="text-ink-2">
          <Markdown text={loose} />
        </div>
      )}
    </section>
  );
}

function AddTask({ onAdd }: { onAdd: (text: string) => void }) {
  const words = useTilWords();
  const [text, setText] = useState('');
  return (
    <form
      className="relative flex items-center gap-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') onAdd(text);
        setText('');
      }}
    >
      <Plus size={16} aria-hidden="true" className="w-6 shrink-0 text-ink-3" />
      <input
        id="add-task"
        value={text}
        onChange={(event) => setText(event.target.value)}
        aria-label={words.tasks.add}
        aria-keyshortcuts={words.tasks.addKey}
        autoComplete="off"
        className="peer min-h-8 min-w-0 flex-1 rounded-1 bg-transparent px-1 touch:min-h-11"
      />
      {text === '' ? (
        <span
          aria-hidden="true"
          className="pointer-events-none absolute left-[34px] flex items-center gap-2 text-ink-3 peer-focus:opacity-60"
        >
          {words.tasks.add}
          <span className="touch:hidden">
            <Kbd>{words.tasks.addKey}</Kbd>
          </span>
        </span>
      ) : null}
    </form>
  );
}

/** A row keeps its key when it moves or is ticked: its words, and which of the same words it is. */
function keysOf(tasks: readonly Task[]): string[] {
  const seen = new Map<string, number>();
  return tasks.map(({ text }) => {
    const count = (seen.get(text) ?? 0) + 1;
    seen.set(text, count);
    return `${count}:${text}`;
  });
}

function lessonHrefOf(task: Task, lessons: readonly TilLesson[], note: Note): string | undefined {
  const lesson = lessons.find(
    ({ name }) => task.text === lessonLine(name.ko, 'ko') || task.text === lessonLine(name.en, 'en'),
  );
  return lesson ? `/${note.locale}/learn/${lesson.slug}` : undefined;
}
