'use client';

import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { showToast } from '@/components/ui/toast';
import { fill } from '@/components/words';
import { useWords } from '@/components/words/use-words';
import type { DayDate } from '@/lib/notebook';
import { importFiles, settle, type Conflict, type Imported, type Refusal } from './import-files';
import type { Note } from './note';
import { useTilWords } from './words';

/** Files by a button or dropped anywhere on the page; a day that there is already is never overwritten unasked. */
export function ImportPanel({ note, goTo }: { note: Note; goTo: (date: DayDate) => void }) {
  const words = useTilWords();
  const { close } = useWords().common;
  const picker = useRef<HTMLInputElement>(null);
  const [conflicts, setConflicts] = useState<readonly Conflict[]>([]);
  const [refused, setRefused] = useState<readonly Refusal[]>([]);
  const [conflict] = conflicts;

  const take = async (files: readonly File[]) => {
    if (files.length === 0) return;
    const imported = await importFiles(note.doc, files);
    setConflicts(imported.conflicts);
    setRefused(imported.refused);
    const said = sayImported(imported, words);
    if (said !== undefined) showToast({ text: said });
    const last = imported.added.at(-1) ?? imported.same.at(-1);
    if (last !== undefined) goTo(last);
  };
  const decide = (how: 'both' | 'replace' | 'skip') => {
    if (!conflict) return;
    if (how !== 'skip') {
      settle(note.doc, conflict, how);
      goTo(conflict.date);
    }
    setConflicts(conflicts.slice(1));
  };
  const over = useDrop((files) => void take(files));
  return (
    <>
      <button
        type="button"
        onClick={() => picker.current?.click()}
        className="flex min-h-9 w-full items-center justify-between gap-2 rounded-1 border border-paper-line bg-paper px-3 py-1.5 text-left hover:bg-paper-2 touch:min-h-11"
      >
        {words.out.import}
      </button>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        accept=".md,.markdown,.txt,.json"
        aria-label={words.out.import}
        onChange={(event) => {
          void take([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <p className="text-0 text-ink-3">{words.out.importNote}</p>
      {over ? (
        <div className="pointer-events-none fixed inset-3 z-40 grid place-items-center rounded-3 border-2 border-dashed border-accent bg-accent-soft/90 text-3 font-semibold text-accent">
          {words.out.drop}
        </div>
      ) : null}
      <Dialog
        open={conflict !== undefined}
        onOpenChange={(open) => !open && decide('skip')}
        title={fill(words.imported.askTitle, { date: conflict?.date ?? '' })}
        description={fill(words.imported.askText, { file: conflict?.file ?? '' })}
        actions={
          <>
            <Button onClick={() => decide('skip')}>{words.imported.skip}</Button>
            <Button onClick={() => decide('replace')}>{words.imported.replace}</Button>
            <Button look="primary" onClick={() => decide('both')}>
              {words.imported.both}
            </Button>
          </>
        }
      />
      <Dialog
        open={refused.length > 0 && conflict === undefined}
        onOpenChange={(open) => !open && setRefused([])}
        title={words.imported.refusedTitle}
        actions={<Button onClick={() => setRefused([])}>{close}</Button>}
      >
        <ul className="grid gap-1">
          {refused.map(({ file, reason }) => (
            <li key={file}>{fill(words.imported.reasons[reason], { file })}</li>
          ))}
        </ul>
      </Dialog>
    </>
  );
}

function sayImported({ added, same, backups }: Imported, words: ReturnType<typeof useTilWords>): string | undefined {
  const [first] = added;
  if (added.length > 1) return fill(words.imported.many, { n: added.length });
  if (first !== undefined) return fill(words.imported.one, { date: first });
  if (backups > 0) return words.imported.backup;
  return same[0] === undefined ? undefined : fill(words.imported.same, { date: same[0] });
}

/** Whether files hang over the page; they fall anywhere on it. */
function useDrop(onFiles: (files: File[]) => void): boolean {
  const [over, setOver] = useState(false);
  const onDrop = useEffectEvent((event: DragEvent) => {
    setOver(false);
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    onFiles([...event.dataTransfer.files]);
  });
  useEffect(() => {
    const onOver = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    document.addEventListener('dragover', onOver);
    document.addEventListener('dragleave', onLeave);
    document.addEventListener('drop', onDrop);
    return () => {
      document.removeEventListener('dragover', onOver);
      document.removeEventListener('dragleave', onLeave);
      document.removeEventListener('drop', onDrop);
    };
  }, []);
  return over;
}
