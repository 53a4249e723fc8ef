'use client';

import { lazy, Suspense, useEffect, useState } from 'react';
import { registerServiceWorker } from './service-worker';
import { onPalette } from './palette-door';

const Palette = lazy(() => import('./palette').then((module) => ({ default: module.Palette })));
const KeysDialog = lazy(() => import('./keys-dialog').then((module) => ({ default: module.KeysDialog })));
const Toaster = lazy(() => import('../ui/toast').then((module) => ({ default: module.Toaster })));
const Notices = lazy(() => import('./notices').then((module) => ({ default: module.Notices })));

/** What a page can do without in its first moment: the palette, toasts, offline and update notices. */
export function LateParts() {
  const [here, setHere] = useState(false);
  const [palette, setPalette] = useState<'unopened' | 'open' | 'closed'>('unopened');
  const [keys, setKeys] = useState<'unopened' | 'open' | 'closed'>('unopened');
  useEffect(() => {
    registerServiceWorker();
    const timer = setTimeout(() => setHere(true), 0);
    const stop = onPalette(() => setPalette((now) => (now === 'open' ? 'closed' : 'open')));
    const onKey = (event: KeyboardEvent) => {
      if (event.key === '?' && !isWriting(event.target)) setKeys('open');
    };
    window.addEventListener('keydown', onKey);
    return () => {
      clearTimeout(timer);
      stop();
      window.removeEventListener('keydown', onKey);
    };
  }, []);
  return (
    <Suspense>
      {here ? <Toaster /> : null}
      {here ? <Notices /> : null}
      {keys === 'unopened' ? null : (
        <KeysDialog open={keys === 'open'} onOpenChange={(open) => setKeys(open ? 'open' : 'closed')} />
      )}
      {palette === 'unopened' ? null : (
        <Palette open={palette === 'open'} onOpenChange={(open) => setPalette(open ? 'open' : 'closed')} />
      )}
    </Suspense>
  );
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest('input, textarea, select, [contenteditable], .monaco-editor') !== null
  );
}
