'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { useWords } from '@/components/words/use-words';
import { defaultTemplate, readTemplate, writeTemplate } from '@/lib/notebook';
import { BY_HAND, undoOf, type Note } from './note';
import { useTilWords } from './words';

export function TemplateDialog({ note, onClose }: { note: Note; onClose: () => void }) {
  const words = useTilWords();
  const { cancel } = useWords().common;
  const ours = defaultTemplate(note.locale);
  const [text, setText] = useState(readTemplate(note.doc) ?? ours);
  const save = () => {
    undoOf(note.doc).stopCapturing();
    writeTemplate(note.doc, text === ours ? undefined : text, BY_HAND);
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={words.template.title}
      description={words.template.text}
      actions={
        <>
          <Button look="ghost" className="mr-auto px-0!" disabled={text === ours} onClick={() => setText(ours)}>
            {words.template.reset}
          </Button>
          <Button onClick={onClose}>{cancel}</Button>
          <Button look="primary" onClick={save}>
            {words.template.save}
          </Button>
        </>
      }
    >
      <textarea
        aria-label={words.template.label}
        value={text}
        onChange={(event) => setText(event.target.value)}
        rows={16}
        spellCheck={false}
        className="w-full rounded-1 border border-rule-2 bg-sheet-2 px-3 py-2 font-mono text-1"
      />
    </Dialog>
  );
}
