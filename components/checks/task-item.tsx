'use client';

import { WithCode } from '@/components/ui/with-code';
import type { Locale } from '@/components/words';
import { useOwnWords } from '@/components/words/use-own-words';
import { useWords } from '@/components/words/use-words';
import type { CheckVerdict } from '@/lib/checks';
import { Hints } from './hints';
import { Predict } from './predict';
import type { TaskState } from './task-states';
import { checksWords } from './words';

interface Props {
  slug: string;
  state: TaskState;
  locale: Locale;
  /** Shows its messages and hints. */
  open: boolean;
  /** The first that is not done. */
  isNext: boolean;
  conditions: Readonly<Record<string, boolean>>;
  onOpen: () => void;
  onGoTo: (at: NonNullable<CheckVerdict['at']>) => void;
}

export function TaskItem({ slug, state, locale, open, isNext, conditions, onOpen, onGoTo }: Props) {
  const words = useWords();
  const ownWords = useOwnWords(checksWords);
  const { task, done, failing, waiting } = state;
  const status = done ? words.checks.done : isNext ? words.checks.now : words.checks.open;
  return (
    <li
      data-task={task.id}
      data-done={done}
      className="grid grid-cols-[26px_minmax(0,1fr)] border-b border-dashed border-panel-line py-3"
    >
      <Lamp done={done} next={isNext} />
      <div className="min-w-0">
        <div className="flex items-baseline gap-2">
          <h3 className={`min-w-0 flex-1 text-2 ${done ? 'text-panel-ink-2' : 'font-semibold text-panel-ink'}`}>
            {open || done ? (
              <WithCode text={task.title[locale]} look="panel" />
            ) : (
              <button
                type="button"
                aria-expanded={false}
                onClick={onOpen}
                className="min-h-6 text-left hover:underline"
              >
                <WithCode text={task.title[locale]} look="panel" />
              </button>
            )}
          </h3>
          <span
            className={`shrink-0 text-0 ${done ? 'text-panel-ok' : isNext ? 'text-panel-warn' : 'text-panel-ink-2'}`}
          >
            {status}
          </span>
        </div>
        {done ? null : (
          <ul className="mt-1 grid gap-1">
            {failing.map((verdict) => (
              <Failing key={verdict.id} verdict={verdict} locale={locale} strong={open} onGoTo={onGoTo} />
            ))}
            {waiting ? <li className="text-1 leading-[21px] text-panel-ink-2">{ownWords.starting}</li> : null}
          </ul>
        )}
        {task.predict && (open || done) ? (
          <Predict slug={slug} task={task.id} predict={task.predict} locale={locale} done={done} />
        ) : null}
        {done && task.debrief ? (
          <p className="mt-1 border-l-2 border-panel-ok pl-2.5 text-1 leading-[21px] text-panel-ink-2">
            <WithCode text={task.debrief[locale]} look="panel" />
          </p>
        ) : null}
        {open && !done ? <Hints slug={slug} task={task} locale={locale} conditions={conditions} /> : null}
      </div>
    </li>
  );
}

function Failing({
  verdict,
  locale,
  strong,
  onGoTo,
}: {
  verdict: CheckVerdict;
  locale: Locale;
  strong: boolean;
  onGoTo: Props['onGoTo'];
}) {
  const words = useWords();
  const at = verdict.at;
  return (
    <li className={`text-1 leading-[21px] ${strong ? 'text-panel-bad' : 'text-panel-ink-2'}`}>
      <WithCode text={verdict.message?.[locale] ?? ''} look="panel" />
      {at && strong ? (
        <button
          type="button"
          onClick={() => onGoTo(at)}
          className="ml-1.5 inline-flex min-h-6 items-center rounded-1 text-panel-accent underline decoration-dotted underline-offset-3 touch:min-h-11"
        >
          {words.checks.goTo}
        </button>
      ) : null}
    </li>
  );
}

/** Shape as well as colour: a tick, a dot, an empty ring. */
function Lamp({ done, next }: { done: boolean; next: boolean }) {
  return (
    <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true" className="mt-[3px]">
      {done ? (
        <>
          <circle cx="9" cy="9" r="8" fill="var(--panel-ok)" />
          <path d="m5.2 9.3 2.6 2.6 5-5.6" fill="none" stroke="var(--panel)" strokeWidth="2" />
        </>
      ) : (
        <>
          <circle
            cx="9"
            cy="9"
            r="7.2"
            fill="none"
            stroke={next ? 'var(--panel-warn)' : 'var(--panel-ink-2)'}
            strokeWidth="1.6"
          />
          {next ? <circle cx="9" cy="9" r="3" fill="var(--panel-warn)" /> : null}
        </>
      )}
    </svg>
  );
}
