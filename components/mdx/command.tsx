import { isValidElement, type ReactNode } from 'react';
import { CopyButton } from './copy-button';

interface Props {
  words: { label: string; copy: string; copied: string; failed: string; toTerminal: string };
  children?: ReactNode;
}

const BUTTON =
  'min-h-6 min-w-14 rounded-1 border border-panel-line px-2.5 text-0 text-panel-ink-2 hover:text-panel-ink touch:min-h-11';

/**
 * One line for a shell: copied without the prompt, or typed into the terminal and not run. The room catches the second
 * click, and says by `data-terminal` that it is there to do so.
 */
export function Command({ words: { label, toTerminal, ...words }, children }: Props) {
  const text = textOf(children).trim();
  return (
    <div
      role="group"
      aria-label={label}
      className="room wide my-3 flex flex-wrap items-center gap-2 rounded-2 bg-panel py-2 pr-2 pl-3.5 text-panel-ink"
    >
      <code className="min-w-0 flex-1 border-0! bg-transparent! p-0! text-1! whitespace-pre-wrap">{text}</code>
      <CopyButton text={text} words={words} className={BUTTON} />
      <button type="button" data-command={text} className={`hidden in-[html[data-terminal]]:block ${BUTTON}`}>
        {toTerminal}
      </button>
    </div>
  );
}

/** The command as it is written: MDX may wrap it in a paragraph. */
function textOf(node: ReactNode): string {
  if (typeof node === 'string' || typeof node === 'number') return String(node);
  if (Array.isArray(node)) return node.map(textOf).join('');
  return isValidElement<{ children?: ReactNode }>(node) ? textOf(node.props.children) : '';
}
