'use client';

import { useEffect, useRef, useState } from 'react';
import type { Submission } from './browser-tab';
import type { FramePage } from './frame-page';
import { listOf, recordOf, textOf } from '../json';

/** How long the bridge may take to begin, ms. */
const PATIENCE = 1500;
/** More is no form that a person filled in. */
const MOST_FIELDS = 500;
const LONGEST = 200_000;

interface Props {
  page: FramePage;
  title: string;
  onFollow: (to: string) => void;
  onSubmit: (form: Submission) => void;
  /** The page before it had the focus: it was left by a link or a form in it. */
  takesFocus: boolean;
  /** The bridge does not run: forms and links have to be shown beside. */
  onSilent: () => void;
}

/** Only what its own window says under its own word is heard. To be given another `key` for each page. */
export function SandboxedPage({ page, title, takesFocus, onFollow, onSubmit, onSilent }: Props) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [word] = useState(() => crypto.randomUUID());
  const callbacks = useRef({ onFollow, onSubmit, onSilent });
  useEffect(() => {
    callbacks.current = { onFollow, onSubmit, onSilent };
  });
  useEffect(() => {
    const timer = setTimeout(() => callbacks.current.onSilent(), PATIENCE);
    const hear = (event: MessageEvent) => {
      if (event.source === null || event.source !== frame.current?.contentWindow) return;
      const said = recordOf(event.data);
      if (said['word'] !== word) return;
      switch (said['did']) {
        case 'begin':
          clearTimeout(timer);
          break;
        case 'follow':
          callbacks.current.onFollow(textOf(said['to']));
          break;
        case 'submit': {
          const fields = listOf(said['fields'])
            .slice(0, MOST_FIELDS)
            .map((field) => [textOf(listOf(field)[0]), textOf(listOf(field)[1]).slice(0, LONGEST)] as const);
          callbacks.current.onSubmit({ method: textOf(said['method']), to: textOf(said['to']), fields });
        }
      }
    };
    window.addEventListener('message', hear);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('message', hear);
    };
  }, [word]);
  return (
    <iframe
      ref={frame}
      title={title}
      sandbox="allow-scripts allow-forms"
      referrerPolicy="no-referrer"
      srcDoc={page.srcdoc(word)}
      onLoad={() => {
        if (takesFocus) frame.current?.focus();
      }}
      className="block h-full w-full border-0 focus-visible:-outline-offset-2"
    />
  );
}
