'use client';

import { useId, useState, type ReactNode } from 'react';

interface Props {
  options: readonly ReactNode[];
  right: number;
  why: string;
  words: { right: string; wrong: string };
  /** Whether it was answered right before. */
  answered?: boolean;
  onRight?: () => void;
}

export function RecallOptions({ options, right, why, words, answered = false, onRight }: Props) {
  const [clicked, setClicked] = useState<number>();
  const chosen = clicked ?? (answered ? right : undefined);
  const name = useId();
  return (
    <>
      {options.map((option, index) => (
        // Options never change their order.
        <label
          key={`${name}${String(index)}`}
          className="flex cursor-pointer items-baseline gap-2 rounded-1 px-1 py-1 hover:bg-paper"
        >
          <input
            type="radio"
            name={name}
            checked={chosen === index}
            onChange={() => {
              setClicked(index);
              if (index === right) onRight?.();
            }}
            className="accent-accent"
          />
          <span className="min-w-0 [&_p]:m-0!">{option}</span>
        </label>
      ))}
      <p role="status" className="mt-2! mb-0! min-h-6 text-1">
        {chosen === undefined ? null : (
          <>
            <strong className={chosen === right ? 'text-ok' : 'text-bad'}>
              {chosen === right ? words.right : words.wrong}
            </strong>{' '}
            {chosen === right ? why : ''}
          </>
        )}
      </p>
    </>
  );
}
