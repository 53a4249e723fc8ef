'use client';

import { useEffect, useId, useRef, useState, useSyncExternalStore } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { showToast } from '@/components/ui/toast';
import { fill } from '@/components/words';
import { useOwnWords } from '@/components/words/use-own-words';
import { readPaste } from './pasted';
import type { TerminalModel } from './terminal-model';
import { terminalWords } from './words';

const MOST_OFFERS = 60;

/** Where one types: a command line with history, search and completion, or the input of what runs. */
export function Prompt({ model }: { model: TerminalModel }) {
  const words = useOwnWords(terminalWords);
  const { draft, folder, isRunning, wish, offers } = useSyncExternalStore(model.subscribe, model.state, model.state);
  const input = useRef<HTMLTextAreaElement>(null);
  const hint = useId();
  /** How far back in the history; 0 is what is being typed. */
  const back = useRef(0);
  const typed = useRef('');
  const [query, setQuery] = useState<string>();
  const [nth, setNth] = useState(0);
  const [pasted, setPasted] = useState<readonly string[]>();
  /** After Esc the next Tab leaves the terminal. */
  const leaving = useRef(false);
  const matches =
    query === undefined || query === '' ? [] : model.history.toReversed().filter((line) => line.includes(query));
  const found = matches[Math.min(nth, matches.length - 1)];

  useEffect(() => {
    if (wish === 0) return;
    const field = input.current;
    field?.focus();
    field?.setSelectionRange(field.value.length, field.value.length);
  }, [wish]);

  /** Once what the line is now is drawn; who has typed on meanwhile keeps the cursor. */
  const moveTo = (cursor: number) => {
    const line = model.state().draft;
    requestAnimationFrame(() => {
      if (input.current?.value === line) input.current.setSelectionRange(cursor, cursor);
    });
  };
  const put = (text: string, cursor = text.length) => {
    model.write(text);
    moveTo(cursor);
  };
  const walk = (way: 1 | -1) => {
    const { history } = model;
    if (back.current === 0) typed.current = draft;
    const next = Math.max(0, Math.min(history.length, back.current + way));
    back.current = next;
    put(next === 0 ? typed.current : (history.at(-next) ?? ''));
  };
  const enter = () => {
    back.current = 0;
    void model.enter();
  };
  const endSearch = (take: boolean) => {
    setQuery(undefined);
    setNth(0);
    if (take && found !== undefined) put(found);
    requestAnimationFrame(() => input.current?.focus());
  };

  const onKeyDown = (event: React.KeyboardEvent<HTMLTextAreaElement>) => {
    // While a syllable is being composed, Enter ends the syllable.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const { selectionStart: start, selectionEnd: end, value } = event.currentTarget;
    const wasLeaving = leaving.current;
    leaving.current = event.key === 'Escape';
    const handled = event.ctrlKey && !event.metaKey && !event.altKey ? control(event.key.toLowerCase()) : plain();
    if (handled) {
      event.preventDefault();
      event.stopPropagation();
    }

    function control(key: string): boolean {
      switch (key) {
        case 'c':
          if (start !== end) return false;
          model.interrupt();
          back.current = 0;
          return true;
        case 'd':
          if (draft !== '') return false;
          model.endInput();
          return true;
        case 'l':
          model.log.clear();
          return true;
        case 'r':
          setQuery('');
          setNth(0);
          return true;
        case 'a':
          put(value, 0);
          return true;
        case 'e':
          put(value);
          return true;
        case 'u':
          put(value.slice(start), 0);
          return true;
        case 'k':
          put(value.slice(0, start));
          return true;
        default:
          return false;
      }
    }

    function plain(): boolean {
      if (event.metaKey || event.altKey) return false;
      switch (event.key) {
        case 'Enter':
          if (event.shiftKey) return false;
          enter();
          return true;
        case 'Tab':
          if (event.shiftKey || wasLeaving || isRunning || value.trim() === '') return false;
          void model.complete(start).then((cursor) => cursor !== undefined && moveTo(cursor));
          return true;
        case 'ArrowUp':
          if (isRunning || value.slice(0, start).includes('\n')) return false;
          walk(1);
          return true;
        case 'ArrowDown':
          if (isRunning || value.slice(end).includes('\n')) return false;
          walk(-1);
          return true;
        default:
          return false;
      }
    }
  };

  const onPaste = (event: React.ClipboardEvent<HTMLTextAreaElement>) => {
    const text = event.clipboardData.getData('text/plain');
    const paste = readPaste(text);
    if (paste.kind === 'line' && paste.text === text) return;
    event.preventDefault();
    if (paste.kind === 'binary') showToast({ text: words.binary });
    else if (paste.kind === 'large') showToast({ text: fill(words.large, { n: paste.length.toLocaleString() }) });
    else if (paste.kind === 'lines') setPasted(paste.lines);
    else {
      const { selectionStart: start, selectionEnd: end, value } = event.currentTarget;
      put(value.slice(0, start) + paste.text + value.slice(end), start + paste.text.length);
    }
  };

  return (
    <div className="border-t border-panel-line px-3 py-1.5">
      {offers.length > 0 ? (
        <p
          role="status"
          aria-label={words.offers}
          className="flex max-h-28 flex-wrap gap-x-4 overflow-auto pb-1 text-panel-ink-2"
        >
          {offers.slice(0, MOST_OFFERS).map((offer) => (
            <span key={offer}>{offer}</span>
          ))}
          {offers.length > MOST_OFFERS ? <span>{fill(words.more, { n: offers.length - MOST_OFFERS })}</span> : null}
        </p>
      ) : null}
      {query === undefined ? null : (
        <div className="flex items-baseline gap-2 pb-1">
          <input
            ref={(field) => field?.focus()}
            aria-label={words.search}
            placeholder={words.search}
            value={query}
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            onChange={(event) => {
              setQuery(event.target.value);
              setNth(0);
            }}
            onBlur={() => setQuery(undefined)}
            onKeyDown={(event) => {
              if (event.nativeEvent.isComposing) return;
              if (event.key === 'Enter' || event.key === 'Tab') endSearch(true);
              else if (event.key === 'Escape' || (event.ctrlKey && event.key === 'c')) endSearch(false);
              else if (event.ctrlKey && event.key === 'r') setNth(Math.min(nth + 1, matches.length - 1));
              else return;
              event.preventDefault();
            }}
            className="w-44 rounded-1 border border-panel-line bg-panel-2 px-2 text-panel-ink"
          />
          <span role="status" className="min-w-0 truncate text-panel-ink-2">
            {found ?? (query === '' ? '' : fill(words.searchNone, { query }))}
          </span>
        </div>
      )}
      <div className="flex items-start">
        <span aria-hidden="true" className="pt-px text-panel-accent select-none">
          {isRunning ? '' : folder === '~' ? '$' : `${folder} $`}&nbsp;
        </span>
        <textarea
          ref={input}
          rows={Math.min(8, draft.split('\n').length)}
          value={draft}
          aria-label={isRunning ? words.inputRunning : words.input}
          aria-describedby={hint}
          placeholder={isRunning ? words.running : words.placeholder}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          autoCorrect="off"
          enterKeyHint="go"
          onChange={(event) => {
            model.write(event.target.value);
          }}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          className="min-w-0 flex-1 resize-none bg-transparent text-panel-ink outline-none placeholder:text-panel-ink-2 touch:min-h-8"
        />
        {isRunning ? (
          <Button look="panel" onClick={() => model.interrupt()} className="min-h-6! text-0!">
            {words.stop}
          </Button>
        ) : null}
      </div>
      <p id={hint} className="sr-only">
        {words.hint}
      </p>
      <Dialog
        open={pasted !== undefined}
        onOpenChange={(open) => !open && setPasted(undefined)}
        title={fill(words.pasteTitle, { n: pasted?.length ?? 0 })}
        description={words.pasteLead}
        actions={
          <>
            <Button onClick={() => setPasted(undefined)}>{words.cancel}</Button>
            <Button
              onClick={() => {
                model.put((pasted ?? []).join('\n'));
                setPasted(undefined);
              }}
            >
              {words.pasteType}
            </Button>
            <Button
              look="primary"
              onClick={() => {
                void model.runAll(pasted ?? []);
                setPasted(undefined);
              }}
            >
              {words.pasteRun}
            </Button>
          </>
        }
      >
        <pre className="max-h-60 overflow-auto rounded-1 bg-sheet-2 p-3 font-mono text-1 whitespace-pre-wrap">
          {(pasted ?? []).join('\n')}
        </pre>
      </Dialog>
    </div>
  );
}
