'use client';

import { useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { fill } from '@/components/words';
import { useOwnWords } from '@/components/words/use-own-words';
import { useWords } from '@/components/words/use-words';
import { roomWords } from './words';

/** A text that a command wants to be edited. */
export interface Edit {
  readonly name: string;
  readonly text: string;
  /** null: it was left. */
  resolve(text: string | null): void;
}

/** The editor of `kubectl edit` and of `vi`: a command waits for it. */
export function EditSheet({ edit, onClose }: { edit: Edit; onClose: (text: string | null) => void }) {
  const words = useOwnWords(roomWords);
  const { common } = useWords();
  const field = useRef<HTMLTextAreaElement>(null);
  const save = () => onClose(field.current?.value ?? null);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose(null)}
      title={words.edit}
      description={fill(words.editNote, { name: edit.name })}
      actions={
        <>
          <Button onClick={() => onClose(null)}>{common.cancel}</Button>
          <Button look="primary" onClick={save}>
            {words.editSave}
          </Button>
        </>
      }
    >
      <textarea
        ref={field}
        defaultValue={edit.text}
        aria-label={words.editText}
        rows={18}
        spellCheck={false}
        autoCapitalize="off"
        onKeyDown={(event) => {
          if ((event.ctrlKey || event.metaKey) && (event.key === 's' || event.key === 'Enter')) {
            event.preventDefault();
            event.stopPropagation();
            save();
          }
        }}
        className="w-full rounded-1 border border-rule-2 bg-sheet-2 p-3 font-mono text-[12.5px]/5 whitespace-pre text-ink"
      />
    </Dialog>
  );
}
