import type { ReactNode } from 'react';

interface Props {
  question: string;
  words: { guess: string; reveal: string };
  children?: ReactNode;
}

/** A question with its answer folded away. Works without a script. */
export function Guess({ question, words, children }: Props) {
  return (
    <div className="callout my-4 rounded-r-2 border-l-3 border-warn bg-warn-soft px-3.5 py-2.5">
      <strong className="text-warn">{words.guess}.</strong> {question}
      <details className="group mt-1">
        <summary className="inline-flex min-h-6 items-center rounded-1 text-1 text-link touch:min-h-11">
          {words.reveal}
        </summary>
        <div>{children}</div>
      </details>
    </div>
  );
}
