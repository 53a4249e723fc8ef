'use client';

import { SquareTerminal } from 'lucide-react';
import { fill } from '@/components/words';

interface Props {
  commands: readonly string[];
  /** The button's name, with `{line}`. */
  label: string;
  onCommand: (line: string) => void;
}

/** Commands that are typed into the terminal, not run: the learner presses Enter. */
export function CommandList({ commands, label, onCommand }: Props) {
  return (
    <ul className="grid gap-1">
      {commands.map((line) => (
        <li key={line} className="min-w-0">
          <button
            type="button"
            aria-label={fill(label, { line })}
            title={fill(label, { line })}
            onClick={() => onCommand(line)}
            className="flex min-h-7 max-w-full items-center gap-2 rounded-1 border border-panel-line bg-panel-2 px-2 text-left hover:bg-panel-3 touch:min-h-11"
          >
            <SquareTerminal aria-hidden size={14} className="shrink-0 text-panel-accent" />
            <code className="min-w-0 text-[12.5px] leading-5 [overflow-wrap:anywhere]">{line}</code>
          </button>
        </li>
      ))}
    </ul>
  );
}
