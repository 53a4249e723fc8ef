'use client';

import { useEffect, useRef } from 'react';
import type * as Y from 'yjs';
import { Button } from '@/components/ui/button';
import { applyEdit } from '@/lib/storage';
import { useTilWords } from './words';

interface Props {
  draft: Y.Text;
  label: string;
  /** Whether it was opened here and now, and so takes the cursor. */
  focus: boolean;
  onDone: (byKey: boolean) => void;
}

/** A section as its Markdown, kept at each keystroke; leaving it puts it into the day. */
export function DraftEditor({ draft, label, focus, onDone }: Props) {
  const words = useTilWords();
  const area = useRef<HTMLTextAreaElement>(null);
  const text = draft.toJSON();
  useEffect(() => {
    if (!focus) return;
    area.current?.focus();
    area.current?.setSelectionRange(area.current.value.length, area.current.value.length);
  }, [focus]);
  return (
    <div className="mt-1">
      <textarea
        ref={area}
        aria-label={label}
        value={text}
        rows={Math.min(24, Math.max(3, text.split('\n').length + 1))}
        spellCheck={false}
        onChange={(event) => applyEdit(draft, text, event.target.value)}
        onBlur={() => {
          if (document.hasFocus()) onDone(false); // not when another window comes to the front
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key !== 'Escape' && !(event.key === 'Enter' && (event.ctrlKey || event.metaKey))) return;
          event.preventDefault();
          onDone(true);
        }}
        className="block field-sizing-content max-h-[70vh] min-h-24 w-full resize-y rounded-1 border border-accent bg-paper px-3 py-2 font-mono text-1 leading-[22px] outline-none focus-visible:ring-1 focus-visible:ring-accent"
      />
      <p className="mt-1 flex items-center gap-3 text-0 text-ink-3">
        <span className="flex-1">{words.editHint}</span>
        <Button look="paper" onClick={() => onDone(true)}>
          {words.done}
        </Button>
      </p>
    </div>
  );
}
