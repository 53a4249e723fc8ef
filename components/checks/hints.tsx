'use client';

import { useState } from 'react';
import { noteHint, useHintsShown } from '@/components/lesson/use-progress';
import { WithCode } from '@/components/ui/with-code';
import { fill, type Locale } from '@/components/words';
import { useOwnWords } from '@/components/words/use-own-words';
import { useWords } from '@/components/words/use-words';
import type { Hint, Task } from '@/lib/lessons';
import { checksWords } from './words';

const LINK =
  'inline-flex min-h-6 items-center rounded-1 text-1 text-panel-accent hover:underline disabled:opacity-50 disabled:no-underline touch:min-h-11';
const CARD = 'mt-2 rounded-2 border border-panel-line bg-panel-2 px-3.5 py-2.5';

interface Props {
  slug: string;
  task: Task;
  locale: Locale;
  conditions: Readonly<Record<string, boolean>>;
}

/** First what the cluster's state brings up, folded away; then those that lead to the answer. */
export function Hints({ slug, task, locale, conditions }: Props) {
  const always = task.hints.filter(({ when }) => when === undefined);
  const now = task.hints.filter(({ when }) => when !== undefined && conditions[when]);
  return (
    <>
      {now.map((hint) => (
        <HintOfState key={hint.when} hint={hint} locale={locale} />
      ))}
      <HintsInOrder slug={slug} task={task.id} hints={always} locale={locale} />
    </>
  );
}

function HintOfState({ hint, locale }: { hint: Hint; locale: Locale }) {
  const words = useOwnWords(checksWords);
  return (
    <details className={CARD}>
      <summary className="min-h-6 cursor-pointer text-1 text-panel-accent touch:min-h-11">{words.seen}</summary>
      <HintText hint={hint} locale={locale} />
    </details>
  );
}

/** One hint at a time, from where to look to the shape with blanks. How far one went is remembered. */
function HintsInOrder({
  slug,
  task,
  hints,
  locale,
}: {
  slug: string;
  task: string;
  hints: readonly Hint[];
  locale: Locale;
}) {
  const words = useWords();
  const seen = useHintsShown(slug, task);
  const [back, setBack] = useState(0);
  const all = hints.length;
  const at = Math.max(0, Math.min(seen, all) - 1 - back);
  const hint = seen > 0 ? hints[at] : undefined;
  const next = () => {
    if (back > 0) setBack(back - 1);
    else noteHint(slug, task, Math.min(all, seen + 1));
  };
  if (!hint) {
    return (
      <button type="button" className={`mt-1.5 ${LINK}`} onClick={next}>
        {words.checks.showHint}
      </button>
    );
  }
  const last = at === all - 1;
  return (
    <div className={CARD}>
      <div className="flex items-center gap-3 text-1 text-panel-ink-2">
        <span role="status">{fill(words.checks.hint, { n: at + 1, all })}</span>
        <span className="flex-1" />
        {at > 0 ? (
          <button type="button" className={LINK} onClick={() => setBack(back + 1)}>
            {words.checks.previousHint}
          </button>
        ) : null}
        {last ? null : (
          <button type="button" className={LINK} onClick={next}>
            {words.checks.nextHint}
          </button>
        )}
      </div>
      <HintText hint={hint} locale={locale} />
      {last ? <p className="mt-1 text-1 text-panel-ink-2">{words.checks.noMoreHints}</p> : null}
    </div>
  );
}

function HintText({ hint, locale }: { hint: Hint; locale: Locale }) {
  return (
    <>
      <p className="mt-1 text-2">
        <WithCode text={hint[locale]} look="panel" />
      </p>
      {hint.code === undefined ? null : (
        <pre className="mt-2 overflow-x-auto rounded-1 bg-panel-3 px-3 py-2 text-[12.5px] leading-5">
          <code>{hint.code.trimEnd()}</code>
        </pre>
      )}
    </>
  );
}
