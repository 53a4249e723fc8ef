'use client';

import { useState, type MouseEvent } from 'react';
import { fill } from '@/components/words';
import type { Section, SectionKind } from '@/lib/notebook';
import {
  beginDraft,
  bodyText,
  draftOf,
  endDraft,
  parseDay,
  SECTION_TITLES,
  sectionText,
  setSection,
} from '@/lib/notebook';
import { mergeEdit } from '@/lib/text';
import { DraftEditor } from './draft-editor';
import { Markdown } from './markdown';
import type { Note } from './note';
import { SectionHeading } from './section-heading';
import { useTilWords } from './words';

interface Props {
  note: Note;
  kind: SectionKind;
  section: Section | undefined;
}

/** A section that is text: it reads as a page, and is written in place. */
export function TextSection({ note, kind, section }: Props) {
  const words = useTilWords();
  const [openedHere, setOpenedHere] = useState(false);
  const title = section?.heading ?? SECTION_TITLES[note.locale][kind];
  const id = `section-${kind}`;
  const draft = draftOf(note.doc, note.date, kind);
  const body = bodyText(note.day, section);

  const begin = () => {
    setOpenedHere(true);
    beginDraft(note.doc, note.date, kind, sectionText(note.day, kind));
  };
  const done = (byKey: boolean) => {
    const ended = endDraft(note.doc, note.date, kind);
    setOpenedHere(false);
    if (byKey) document.getElementById(id)?.parentElement?.querySelector('button')?.focus();
    if (!ended || ended.shown === ended.base) return;
    note.edit((text) => {
      const merged = mergeEdit(ended.base, ended.shown, sectionText(parseDay(text), kind));
      return setSection(text, kind, merged, note.locale);
    });
  };
  const beginByClick = (event: MouseEvent<HTMLElement>) => {
    const onControl = event.target instanceof Element && event.target.closest('a, button, pre');
    if (!onControl && window.getSelection()?.isCollapsed !== false) begin();
  };

  return (
    <section aria-labelledby={id} className="group/section">
      <SectionHeading
        id={id}
        title={title}
        level={section?.level ?? 3}
        edit={{ label: fill(words.edit, { section: title }), run: begin }}
      />
      {draft ? (
        <DraftEditor draft={draft} label={fill(words.editor, { section: title })} focus={openedHere} onDone={done} />
      ) : body === '' ? (
        <button
          type="button"
          onClick={begin}
          className="block min-h-8 w-full rounded-1 text-left text-ink-3 hover:text-ink-2 touch:min-h-11"
        >
          <span className="sr-only">{fill(words.write, { section: title })} </span>
          {words.empty}
        </button>
      ) : (
        // The keyboard has the pencil beside the heading; a click on the text itself is the shorter way for a mouse.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
        <div onClick={beginByClick} className="cursor-text [&>.prose>:first-child]:mt-1! [&>.prose>:last-child]:mb-0!">
          <Markdown text={body} />
        </div>
      )}
    </section>
  );
}
