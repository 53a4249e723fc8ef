'use client';

import { useState } from 'react';

interface Props {
  text: string;
  words: { copy: string; copied: string; failed: string };
  className: string;
}

export function CopyButton({ text, words, className }: Props) {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  const copy = () => {
    navigator.clipboard
      .writeText(text)
      .then(() => setState('copied'))
      .catch(() => setState('failed'));
    setTimeout(() => setState('idle'), 2500);
  };
  return (
    <>
      <button type="button" onClick={copy} className={className}>
        {state === 'copied' ? words.copied : words.copy}
      </button>
      <span role="status" className={state === 'failed' ? 'order-last w-full text-0 text-panel-warn' : 'sr-only'}>
        {state === 'copied' ? words.copied : state === 'failed' ? words.failed : ''}
      </span>
    </>
  );
}
