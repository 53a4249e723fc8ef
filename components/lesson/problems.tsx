'use client';

import type { ReactNode } from 'react';
import { useLocale } from '@/components/words/locale-context';
import { useWords } from '@/components/words/use-words';
import { WithCode } from '@/components/ui/with-code';
import { Button } from '@/components/ui/button';
import type { Diagnostic, Fix } from '@/lib/manifest';
import type { Report, TextSpan } from '@/workers/protocol';

interface Props {
  report: Report | undefined;
  fresh: boolean;
  /** Whether there is no text at all. */
  empty: boolean;
  onGoTo: (file: string, span: TextSpan) => void;
  onFix: (file: string, fix: Fix) => void;
  /** What can be done with the files, at the end of the bar. */
  actions: ReactNode;
}

/** More rows than this say nothing more to a person. */
const SHOWN = 100;

/** What the API server will say, in its own words, and under it what that means. */
export function Problems({ report, fresh, empty, onGoTo, onFix, actions }: Props) {
  const words = useWords();
  const all = report?.files.flatMap(({ diagnostics }) => diagnostics) ?? [];
  const serious = all.filter(({ severity }) => severity === 'error' || severity === 'warning').length;
  return (
    <section
      id="problems-pane"
      aria-labelledby="problems-title"
      className="grid min-h-0 grid-rows-[34px_minmax(0,1fr)] max-wide:grid-rows-[44px_minmax(0,1fr)] border-t border-rule bg-sheet-2"
    >
      <div className="flex items-center gap-1 border-b border-rule pr-1.5 pl-3.5 text-1 text-ink-2">
        <h2 id="problems-title" className="font-semibold text-ink">
          {words.problems.title} <span className={serious > 0 ? 'text-bad' : 'text-ink-3'}>{serious}</span>
        </h2>
        <span aria-hidden="true" className="flex-1 truncate text-0 text-ink-3">
          {fresh || !report ? '' : words.files.judging}
        </span>
        {actions}
      </div>
      {all.length === 0 ? (
        <p className="px-3.5 py-3 text-1 text-ink-2">
          {report ? empty ? words.problems.noneYet : <NoProblems text={words.problems.none} /> : words.files.judging}
        </p>
      ) : (
        <ul
          tabIndex={0}
          aria-labelledby="problems-title"
          className="min-h-0 overflow-auto focus-visible:-outline-offset-2"
        >
          {all.slice(0, SHOWN).map((diagnostic, index) => (
            <Problem
              key={`${diagnostic.file}:${diagnostic.start.line}:${diagnostic.start.column}:${index}`}
              diagnostic={diagnostic}
              onGoTo={onGoTo}
              onFix={onFix}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

function NoProblems({ text }: { text: string }) {
  return (
    <span className="flex items-center gap-2">
      <span aria-hidden="true" className="text-ok">
        ✓
      </span>
      {text}
    </span>
  );
}

const signs: Record<Diagnostic['severity'], { mark: string; look: string }> = {
  error: { mark: '!', look: 'bg-bad text-sheet' },
  warning: { mark: '!', look: 'bg-warn text-sheet' },
  advice: { mark: 'i', look: 'bg-accent text-sheet' },
  notice: { mark: '·', look: 'bg-ink-3 text-sheet' },
};

function Problem({ diagnostic, onGoTo, onFix }: { diagnostic: Diagnostic } & Pick<Props, 'onGoTo' | 'onFix'>) {
  const words = useWords();
  const locale = useLocale();
  const { severity, says, means, fix, file, start, field, range } = diagnostic;
  const name =
    severity === 'error'
      ? words.problems.error
      : severity === 'warning'
        ? words.problems.warning
        : words.problems.advice;
  return (
    <li className="grid grid-cols-[20px_minmax(0,1fr)] gap-x-1.5 border-b border-rule px-3.5 py-2.5 last:border-b-0">
      <span
        className={`mt-0.5 grid size-4 place-items-center rounded-full text-[11px] leading-none font-bold ${signs[severity].look}`}
      >
        <span aria-hidden="true">{signs[severity].mark}</span>
        <span className="sr-only">{name}</span>
      </span>
      <div className="min-w-0">
        {says === undefined ? null : (
          <p
            lang="en"
            className={`font-mono text-[12.5px] leading-5 break-words ${severity === 'error' ? 'text-bad' : severity === 'warning' ? 'text-warn' : 'text-ink-2'}`}
          >
            {says}
          </p>
        )}
        {means ? (
          <p className="mt-0.5 text-2 text-ink">
            <WithCode text={means[locale]} />
          </p>
        ) : null}
        {fix ? (
          <Button className="mt-1.5 mr-3 max-w-full whitespace-normal" onClick={() => onFix(file, fix)}>
            <span className="font-semibold">{words.problems.fix}</span>
            <span className="sr-only">: </span>
            <span className="min-w-0 text-left break-words">{fix.title[locale]}</span>
          </Button>
        ) : null}
        <button
          type="button"
          onClick={() => onGoTo(file, range)}
          className="mt-0.5 min-h-6 rounded-1 text-left font-mono text-0 text-ink-3 underline decoration-dotted underline-offset-3 hover:text-link touch:min-h-11"
        >
          {file} {start.line}:{start.column}
          {field === undefined || field === '' ? '' : ` · ${field}`}
          <span className="sr-only"> {words.problems.goTo}</span>
        </button>
      </div>
    </li>
  );
}
