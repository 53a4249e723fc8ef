import { Fragment } from 'react';

/** A sentence whose only markup is `code` between backticks. */
export function WithCode({ text, look = 'sheet' }: { text: string; look?: 'sheet' | 'panel' }) {
  const code =
    look === 'panel'
      ? 'rounded-1 bg-panel-3 px-1 font-mono text-[0.88em]'
      : 'rounded-1 border border-rule bg-sheet px-1 font-mono text-[0.88em]';
  const parts = text.split(/`([^`]+)`/);
  let at = 0;
  return parts.map((part, index) => {
    at += part.length + 1;
    return index % 2 === 1 ? (
      <code key={at} className={code}>
        {part}
      </code>
    ) : (
      <Fragment key={at}>{part}</Fragment>
    );
  });
}
