'use client';

import * as Y from 'yjs';
import { useRevision } from '@/components/storage/use-store';
import { showToast } from '@/components/ui/toast';
import type { Locale } from '@/components/words';
import { useLocale } from '@/components/words/locale-context';
import { useWords } from '@/components/words/use-words';
import type { Day, DayDate } from '@/lib/notebook';
import { createDay, dayText, hasDay, newDay, parseDay, readTemplate } from '@/lib/notebook';
import { applyEdit } from '@/lib/storage';
import { mergeEdit } from '@/lib/text';
import { writeDay } from './today';

/** What the learner does by hand has this origin, and can be taken back. */
export const BY_HAND = 'by hand';

/** One day as the page shows it, and the way to change it. */
export interface Note {
  doc: Y.Doc;
  date: DayDate;
  locale: Locale;
  /** What the day says, or would say if it were begun now. */
  day: Day;
  begun: boolean;
  /** Changes the text; the day begins with its first change. With a sentence, a toast says so and offers to take it back. */
  edit(change: (text: string) => string, said?: string): void;
  /** What was typed into the text as it is shown; what is typed in one go is taken back in one go. */
  type(text: string): void;
}

export function useNote(doc: Y.Doc, date: DayDate): Note {
  const locale = useLocale();
  const words = useWords();
  useRevision(doc);
  const begun = hasDay(doc, date);
  const text = begun ? dayText(doc, date).toJSON() : newDay(date, locale, readTemplate(doc));
  const day = dayOf(text);
  return {
    doc,
    date,
    locale,
    day,
    begun,
    edit(change, said) {
      undoOf(doc).stopCapturing();
      writeDay(doc, date, locale, change, BY_HAND);
      if (said === undefined) return;
      const after = dayText(doc, date).toJSON();
      const takeBack = () => {
        undoOf(doc).stopCapturing();
        // Exactly this change is taken back, whatever was done since.
        writeDay(doc, date, locale, (now) => mergeEdit(after, text, now), BY_HAND);
      };
      showToast({ text: said, action: { text: words.common.undo, run: takeBack } });
    },
    type(typed) {
      createDay(doc, date, text, { origin: BY_HAND });
      applyEdit(dayText(doc, date), text, typed, BY_HAND);
    },
  };
}

let lastRead: Day | undefined;

/** Read once for all who show it. */
export function dayOf(text: string): Day {
  if (lastRead?.text !== text) lastRead = parseDay(text);
  return lastRead;
}

const undoManagers = new WeakMap<Y.Doc, Y.UndoManager>();

export function undoOf(doc: Y.Doc): Y.UndoManager {
  const known = undoManagers.get(doc);
  if (known) return known;
  const manager = new Y.UndoManager(doc, { trackedOrigins: new Set([BY_HAND]) });
  undoManagers.set(doc, manager);
  return manager;
}
