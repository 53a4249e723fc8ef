'use client';

import { useCallback, useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import { applyEdit } from '@/lib/storage';
import type { TextSpan } from '@/workers/protocol';
import type { EditorProps } from './editor-port';
import { underlinedRows } from './underlines';

/**
 * The editor of phones, where Monaco is not supported: a plain text area over the shared text, its faults underlined
 * by a layer behind it that holds the same characters.
 */
export function PlainEditor({ text, diagnostics, label, placeholder, onReady, onCursor }: EditorProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const layer = useRef<HTMLPreElement>(null);
  const value = useSyncExternalStore(
    useCallback(
      (changed) => {
        text.observe(changed);
        return () => text.unobserve(changed);
      },
      [text],
    ),
    () => text.toString(),
  );
  const selection = useRef<[number, number] | undefined>(undefined);

  useEffect(() => {
    const select = ({ start, end }: TextSpan) => {
      const element = area.current;
      if (!element) return;
      element.setSelectionRange(start, end);
      const line = element.value.slice(0, start).split('\n').length - 1;
      element.scrollTop = Math.max(0, line * 24 - element.clientHeight / 2);
    };
    onReady({
      select,
      focus: () => area.current?.focus(),
      reveal(span) {
        area.current?.focus();
        select(span);
      },
    });
    return () => onReady(undefined);
  }, [onReady]);

  // React puts the cursor at the end when the value it sets is not the one that was typed.
  useLayoutEffect(() => {
    const element = area.current;
    if (!element || element.value === value) return;
    const { selectionStart, selectionEnd } = element;
    element.value = value;
    element.setSelectionRange(...(selection.current ?? [selectionStart, selectionEnd]));
    selection.current = undefined;
  }, [value]);

  const scroll = () => {
    if (area.current && layer.current) {
      layer.current.style.transform = `translate(${-area.current.scrollLeft}px, ${-area.current.scrollTop}px)`;
    }
  };

  const onKeyDown = (event: React.KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.shiftKey) return;
    const element = event.currentTarget;
    const before = element.value.slice(0, element.selectionStart);
    const indent = /^[ ]*/.exec(before.slice(before.lastIndexOf('\n') + 1))?.[0] ?? '';
    if (indent === '') return;
    event.preventDefault();
    element.setRangeText(`\n${indent}`, element.selectionStart, element.selectionEnd, 'end');
    applyEdit(text, value, element.value);
  };

  const report = (element: HTMLTextAreaElement) => {
    const before = element.value.slice(0, element.selectionStart).split('\n');
    onCursor(element.selectionStart, { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 });
  };

  return (
    <div className="relative h-full min-h-0 overflow-hidden bg-sheet">
      <pre
        ref={layer}
        aria-hidden="true"
        className="pointer-events-none absolute top-0 left-0 p-3 font-mono text-[16px] leading-6 whitespace-pre text-transparent"
      >
        {underlinedRows(value, diagnostics).map((part) => (
          <span key={part.start} className={part.look}>
            {part.text}
          </span>
        ))}
      </pre>
      <textarea
        ref={area}
        aria-label={label}
        placeholder={placeholder}
        defaultValue={value}
        spellCheck={false}
        autoCapitalize="off"
        autoCorrect="off"
        autoComplete="off"
        wrap="off"
        onScroll={scroll}
        onKeyDown={onKeyDown}
        onSelect={(event) => report(event.currentTarget)}
        onChange={(event) => {
          selection.current = [event.target.selectionStart, event.target.selectionEnd];
          applyEdit(text, value, event.target.value);
        }}
        className="absolute inset-0 h-full w-full resize-none overflow-auto bg-transparent p-3 font-mono text-[16px] leading-6 text-ink outline-offset-[-2px]"
      />
    </div>
  );
}
