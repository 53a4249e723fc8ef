'use client';

import { X } from 'lucide-react';
import { useRef, useState } from 'react';
import { fill } from '@/components/words';
import type { Section } from '@/lib/notebook';
import { addKeyword, readKeywords, removeKeyword, SECTION_TITLES } from '@/lib/notebook';
import type { Note } from './note';
import { SectionHeading } from './section-heading';
import { useTilWords } from './words';

export function KeywordsSection({ note, section }: { note: Note; section: Section | undefined }) {
  const words = useTilWords();
  const [text, setText] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const keywords = readKeywords(note.day);
  const add = () => {
    if (text.trim() !== '') note.edit((before) => addKeyword(before, text, note.locale));
    setText('');
  };
  return (
    <section aria-labelledby="section-keywords">
      <SectionHeading
        id="section-keywords"
        title={section?.heading ?? SECTION_TITLES[note.locale].keywords}
        level={section?.level ?? 3}
      />
      <div className="mt-1 flex flex-wrap items-center gap-1.5">
        <ul aria-label={words.keywords.list} className="contents">
          {keywords.map((keyword) => (
            <li
              key={keyword.start}
              className="inline-flex items-center rounded-full border border-paper-line bg-paper pl-2.5 text-1 touch:min-h-11"
            >
              {keyword.text}
              <button
                type="button"
                aria-label={fill(words.keywords.remove, { word: keyword.text })}
                className="grid size-6 place-items-center rounded-full text-ink-3 hover:text-ink touch:size-11"
                onClick={() => {
                  note.edit(
                    (before) => removeKeyword(before, keyword.start),
                    fill(words.keywords.removed, { word: keyword.text }),
                  );
                  input.current?.focus();
                }}
              >
                <X size={12} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            add();
          }}
        >
          <input
            ref={input}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onBlur={add}
            placeholder={words.keywords.add}
            aria-label={words.keywords.add}
            className="min-h-7 w-40 rounded-full border border-dashed border-paper-line bg-transparent px-3 text-1 touch:min-h-11"
          />
        </form>
      </div>
    </section>
  );
}
