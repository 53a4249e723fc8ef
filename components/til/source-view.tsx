'use client';

import { asShown, editAsShown } from '@/lib/text';
import type { Note } from './note';
import { useTilWords } from './words';

/** Longer texts scroll in their own box: to grow with them costs a layout of all of it at each key. */
const LONG = 100_000;

/** The file as it is. What is typed is in the day at once; line ends that were not touched stay as they were. */
export function SourceView({ note }: { note: Note }) {
  const words = useTilWords();
  const { text, eol } = note.day;
  return (
    <textarea
      aria-label={words.view.sourceLabel}
      value={asShown(text)}
      onChange={(event) => note.type(editAsShown(text, event.target.value, eol))}
      spellCheck={false}
      className={`mt-4 block ${text.length < LONG ? 'field-sizing-content' : ''} min-h-[60vh] w-full resize-none bg-transparent font-mono text-[13.5px] leading-[22px] outline-none`}
    />
  );
}
