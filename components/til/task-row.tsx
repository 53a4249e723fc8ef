'use client';

import { CornerDownRight, GripVertical, Trash2 } from 'lucide-react';
import Link from 'next/link';
import type { ComponentProps, KeyboardEvent } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { Tick } from '@/components/ui/tick';
import { fill } from '@/components/words';
import type { Task } from '@/lib/notebook';
import { InlineMarkdown } from './markdown';
import { lineWords } from './markdown-tree';
import { useTilWords } from './words';

export interface TaskActions {
  tick: (done: boolean) => void;
  beginEdit: () => void;
  /** Without a text: as it was. */
  endEdit: (text: string | undefined, byKey: boolean) => void;
  remove: () => void;
  move: (by: number) => void;
  drag: ComponentProps<'span'>;
}

interface Props {
  task: Task;
  rowKey: string;
  editing: boolean;
  /** The lesson that this line is about. */
  lessonHref: string | undefined;
  /** Where a dragged row would come to stand: above or below this one. */
  mark: 'above' | 'below' | 'dragged' | undefined;
  actions: TaskActions;
}

export function TaskRow({ task, rowKey, editing, lessonHref, mark, actions }: Props) {
  const words = useTilWords();
  const done = task.state === 'done';
  const carried = task.state === 'carried';
  const name = lineWords(task.text) || words.untitled;

  const onKeyDown = (event: KeyboardEvent<HTMLLIElement>) => {
    if (event.target instanceof HTMLInputElement && event.target.type === 'text') return;
    if (event.key === 'Delete') actions.remove();
    else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      const by = event.key === 'ArrowUp' ? -1 : 1;
      if (event.altKey) actions.move(by);
      else focusRow(event.currentTarget, by);
    } else return;
    event.preventDefault();
  };

  const line = mark === 'above' ? 'before:-top-px' : 'before:-bottom-px';
  return (
    // The keys belong to the row's own controls; they are heard here once for all of them.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li
      data-task={rowKey}
      data-start={task.start}
      onKeyDown={onKeyDown}
      style={{ paddingLeft: task.depth * 24 }}
      className={`group/task relative flex items-start gap-1.5 py-0.5 ${mark === 'dragged' ? 'opacity-50' : ''} ${
        mark === 'above' || mark === 'below'
          ? `before:absolute before:inset-x-0 before:h-0.5 before:bg-accent ${line}`
          : ''
      }`}
    >
      <span
        {...actions.drag}
        title={words.tasks.move}
        aria-hidden="true"
        className="grid h-8 w-4 shrink-0 cursor-grab touch-none place-items-center text-ink-3 opacity-40 group-hover/task:opacity-100 touch:h-11 touch:w-6"
      >
        <GripVertical size={14} />
      </span>
      <label className="flex h-8 w-6 shrink-0 cursor-pointer items-center touch:h-11 touch:w-8">
        <input
          type="checkbox"
          className="peer sr-only"
          aria-label={name}
          checked={done}
          onChange={(event) => actions.tick(event.target.checked)}
        />
        {carried ? (
          <span className="grid size-[18px] place-items-center rounded-[5px] text-ink-3 peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent">
            <CornerDownRight size={14} aria-hidden="true" />
          </span>
        ) : (
          <Tick
            done={done}
            className="peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent"
          />
        )}
      </label>
      <div className="min-w-0 flex-1">
        {editing ? (
          <TaskInput text={task.text} label={words.tasks.editing} onDone={actions.endEdit} />
        ) : (
          <button
            type="button"
            data-edit=""
            aria-label={fill(words.tasks.edit, { task: name })}
            aria-describedby="task-keys"
            onClick={actions.beginEdit}
            className={`min-h-8 w-full cursor-text rounded-1 py-1 text-left touch:min-h-11 ${done || carried ? 'text-ink-3' : ''} ${done ? 'line-through decoration-1' : ''}`}
          >
            {task.text === '' ? <i>{name}</i> : <InlineMarkdown text={task.text} />}
          </button>
        )}
        {task.more.length > 0 ? (
          <p className="pb-1 text-1 whitespace-pre-line text-ink-2">
            {task.more.map((text) => text.trim()).join('\n')}
          </p>
        ) : null}
      </div>
      {carried ? <span className="shrink-0 pt-2 text-0 text-ink-3">{words.tasks.carried}</span> : null}
      {lessonHref === undefined ? null : (
        <Link href={lessonHref} className="shrink-0 pt-2 text-0 text-ink-3 hover:text-link hover:underline">
          {words.tasks.fromLesson}
        </Link>
      )}
      <span className="pt-0.5 opacity-0 transition-opacity duration-150 group-focus-within/task:opacity-100 group-hover/task:opacity-100 touch:pt-0 touch:opacity-100">
        <IconButton label={fill(words.tasks.remove, { task: name })} onClick={actions.remove} className="text-ink-3">
          <Trash2 size={14} aria-hidden="true" />
        </IconButton>
      </span>
    </li>
  );
}

function TaskInput({ text, label, onDone }: { text: string; label: string; onDone: TaskActions['endEdit'] }) {
  return (
    <input
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- it takes the place of the button that was pressed
      autoFocus
      type="text"
      aria-label={label}
      defaultValue={text}
      onBlur={(event) => onDone(event.target.value, false)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key !== 'Enter' && event.key !== 'Escape') return;
        event.preventDefault(); // the same key must not press the button that takes its place
        onDone(event.key === 'Enter' ? event.currentTarget.value : undefined, true);
      }}
      className="min-h-8 w-full rounded-1 border border-accent bg-paper px-2 -ml-2 outline-none focus-visible:ring-1 focus-visible:ring-accent touch:min-h-11"
    />
  );
}

/** The arrows go from row to row, on the same control. */
function focusRow(row: HTMLElement, by: number) {
  const selector = document.activeElement?.matches('input') ? 'input' : '[data-edit]';
  const next = by < 0 ? row.previousElementSibling : row.nextElementSibling;
  const control = next?.querySelector(selector);
  if (control instanceof HTMLElement) control.focus();
}
