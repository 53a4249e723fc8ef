'use client';

import { isValidElement, useState, type ReactNode } from 'react';

interface Props {
  words: { label: string; copy: string; copied: string; failed: string };
  children?: ReactNode;
}

/** One line for a shell, with a button that copies it without the prompt. */
export function Command({ words, children }: Props) {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  const text = textOf(children).trim();
  const copy = () => {
    navigator.clipboard
      .writeText(text)
      .then(() => setState('copied'))
      .catch(() => setState('failed'));
    setTimeout(() => setState('idle'), 2500);
  };
  return (
    <div
      role="group"
      aria-label={words.label}
      className="room wide my-3 flex flex-wrap items-center gap-2 rounded-2 bg-panel py-2 pr-2 pl-3.5 text-panel-ink"
    >
      <code className="min-w-0 flex-1 border-0! bg-transparent! p-0! text-1! whitespace-pre-wrap">{text}</code>
      <button
        type="button"
        onClick={copy}
        className="min-h-6 min-w-14 rounded-1 border border-panel-line px-2.5 text-0 text-panel-ink-2 hover:text-panel-ink touch:min-h-11"
      >
        {state === 'copied' ? words.copied : words.copy}
      </button>
      <span role="status" className={state === 'failed' ? 'w-full text-0 text-panel-warn' : 'sr-only'}>
        {state === 'copied' ? words.copied : state === 'failed' ? words.failed : ''}
      </span>
    </div>
  );
}

/** The command as it is written: MDX may wrap it in a paragraph. */
function textOf(node: ReactNode): string {
  if (typeof node === 'string' || typeof node === 'number') return String(node);
  if (Array.isArray(node)) return node.map(textOf).join('');
  return isValidElement<{ children?: ReactNode }>(node) ? textOf(node.props.children) : '';
}
