'use client';

import { diffLines } from 'diff';
import { Button } from '@/components/ui/button';
import { fill } from '@/components/words';
import { useWords } from '@/components/words/use-words';

interface Props {
  file: string;
  mine: string;
  /** Absent for a file of the learner's own. */
  solution: string | undefined;
  onUse: () => void;
  onUseAll: (() => void) | undefined;
}

interface Row {
  readonly key: string;
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
}

/** My file against one solution, line by line, as real text: nothing is changed by looking. */
export function SolutionView({ file, mine, solution, onUse, onUseAll }: Props) {
  const words = useWords();
  const rows = solution === undefined ? [] : rowsOf(mine, solution);
  const same = rows.every(({ sign }) => sign === ' ');
  return (
    <div className="grid h-full min-h-0 grid-rows-[auto_minmax(0,1fr)]">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-rule px-4 py-2.5 text-1 text-ink-2">
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold text-ink">{fill(words.files.solutionTitle, { file })}</h2>
          <p>{same ? words.files.same : words.files.solutionNote}</p>
        </div>
        <Button disabled={same} title={same ? words.files.same : undefined} onClick={onUse}>
          {words.files.solutionUse}
        </Button>
        {onUseAll ? <Button onClick={onUseAll}>{words.files.solutionUseAll}</Button> : null}
      </div>
      <div
        tabIndex={0}
        role="region"
        aria-label={fill(words.files.solutionTitle, { file })}
        className="overflow-auto py-2 font-mono text-[13px] leading-[22px] focus-visible:-outline-offset-2"
      >
        <div className="w-max min-w-full">
          {rows.map(({ key, sign, text }) => (
            <div
              key={key}
              className={`grid grid-cols-[72px_1fr] whitespace-pre ${sign === '+' ? 'bg-ok-soft' : sign === '-' ? 'bg-bad-soft' : ''}`}
            >
              <span
                className={`pr-3 text-right text-0 leading-[22px] select-none ${sign === '+' ? 'text-ok' : sign === '-' ? 'text-bad' : 'text-ink-3'}`}
              >
                {sign === '+' ? `${words.files.theirs} +` : sign === '-' ? `${words.files.mine} −` : ''}
              </span>
              <span>{text === '' ? ' ' : text}</span>
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

function rowsOf(mine: string, solution: string): Row[] {
  return diffLines(withBreak(mine), withBreak(solution)).flatMap((part, block) => {
    const sign = part.added ? '+' : part.removed ? '-' : ' ';
    const lines = part.value.split('\n').slice(0, -1);
    return lines.map((text, line): Row => ({ key: `${block}.${line}`, sign, text }));
  });
}

function withBreak(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
