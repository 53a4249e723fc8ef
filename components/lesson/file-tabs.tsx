'use client';

import { Plus, Trash2 } from 'lucide-react';
import { useRef, useState, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { IconButton } from '@/components/ui/icon-button';
import { showToast } from '@/components/ui/toast';
import { fill } from '@/components/words';
import { useWords } from '@/components/words/use-words';
import type { Report } from '@/workers/protocol';
import type { FileText, LessonFiles } from './lesson-files';

interface Props {
  all: readonly FileText[];
  /** The lesson's own files: they can be reset, not deleted. */
  own: readonly string[];
  current: string | undefined;
  onOpen: (file: string) => void;
  /** A new file is there to be written. */
  onCreated: (file: string) => void;
  files: LessonFiles | undefined;
  report: Report | undefined;
  /** How the file is shown, at the end of the bar. */
  view: ReactNode;
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*\.(ya?ml|json)$/;

export function FileTabs({ all, own, current, onOpen, onCreated, files, report, view }: Props) {
  const words = useWords();
  const [naming, setNaming] = useState(false);

  const remove = (file: string) => {
    files?.remove(file);
    showToast({
      text: fill(words.files.removed, { file }),
      action: { text: words.common.undo, run: () => files?.undo() },
    });
  };

  const onKeyDown = (event: React.KeyboardEvent) => {
    const way = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (way === 0 || all.length === 0) return;
    event.preventDefault();
    const at = all.findIndex(({ name }) => name === current);
    const next = all[(at + way + all.length) % all.length];
    if (!next) return;
    onOpen(next.name);
    document.getElementById(tabId(next.name))?.focus();
  };

  return (
    <div className="flex min-w-0 items-stretch border-b border-rule bg-sheet-2">
      <div
        role="tablist"
        tabIndex={-1}
        aria-label={words.files.list}
        onKeyDown={onKeyDown}
        className="flex min-w-0 flex-1 overflow-x-auto [scrollbar-width:none]"
      >
        {all.map(({ name }) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={tabId(name)}
            aria-selected={name === current}
            tabIndex={name === current ? 0 : -1}
            onClick={() => onOpen(name)}
            className="flex shrink-0 items-center gap-2 border-r border-rule px-3 font-mono text-[12.5px] text-ink-2 focus-visible:-outline-offset-2 aria-selected:bg-sheet aria-selected:text-ink aria-selected:shadow-[inset_0_2px_var(--accent)]"
          >
            {name}
            <TabState name={name} report={report} />
          </button>
        ))}
      </div>
      <div className="flex shrink-0 items-center px-1 text-ink-2">
        {current === undefined || own.includes(current) ? null : (
          <IconButton label={fill(words.files.remove, { file: current })} onClick={() => remove(current)}>
            <Trash2 size={14} aria-hidden="true" />
          </IconButton>
        )}
        <IconButton label={words.files.add} disabled={!files} onClick={() => setNaming(true)}>
          <Plus size={15} aria-hidden="true" />
        </IconButton>
        {view}
      </div>
      {naming ? (
        <NewFile
          taken={all.map(({ name }) => name)}
          onClose={() => setNaming(false)}
          onCreate={(name) => {
            setNaming(false);
            files?.add(name);
            onCreated(name);
          }}
        />
      ) : null}
    </div>
  );
}

function tabId(file: string): string {
  return `file-tab-${file}`;
}

/** A count of what is refused, or a tick where the file would be accepted. */
function TabState({ name, report }: { name: string; report: Report | undefined }) {
  const words = useWords();
  const file = report?.files.find((other) => other.name === name);
  const errors = file?.diagnostics.filter(({ severity }) => severity === 'error').length ?? 0;
  if (errors > 0) {
    return (
      <span className="text-[11px] font-semibold text-bad">
        <span aria-hidden="true">{errors}</span>
        <span className="sr-only">
          {errors === 1 ? words.problems.countOne : fill(words.problems.count, { n: errors })}
        </span>
      </span>
    );
  }
  const judged =
    file?.documents.some(({ kind }) => kind !== '') &&
    file.diagnostics.every(({ severity, stage }) => severity !== 'notice' || stage === 'reference');
  return (
    <span aria-hidden="true" className="w-2 text-ok">
      {judged ? '✓' : ''}
    </span>
  );
}

function NewFile({
  taken,
  onClose,
  onCreate,
}: {
  taken: readonly string[];
  onClose: () => void;
  onCreate: (name: string) => void;
}) {
  const words = useWords();
  const [name, setName] = useState('');
  /** The focus goes on to the new file. */
  const isCreated = useRef(false);
  const fault =
    name === ''
      ? undefined
      : !NAME.test(name)
        ? words.files.nameBad
        : taken.includes(name)
          ? words.files.nameTaken
          : undefined;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={words.files.add}
      returnsFocus={() => !isCreated.current}
    >
      <form
        className="grid gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (name === '' || fault) return;
          isCreated.current = true;
          onCreate(name);
        }}
      >
        <label className="grid gap-1 text-1 text-ink-2">
          {words.files.name}
          <input
            value={name}
            onChange={(event) => setName(event.target.value.trim())}
            placeholder="service.yaml"
            aria-invalid={fault !== undefined}
            aria-describedby="new-file-fault"
            spellCheck={false}
            autoCapitalize="off"
            className="min-h-9 rounded-1 border border-rule-2 bg-sheet px-3 font-mono text-1 text-ink"
          />
        </label>
        <p id="new-file-fault" role="status" className="min-h-5 text-1 text-bad">
          {fault}
        </p>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{words.common.cancel}</Button>
          <Button look="primary" type="submit" disabled={name === '' || fault !== undefined} title={fault}>
            {words.files.create}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
