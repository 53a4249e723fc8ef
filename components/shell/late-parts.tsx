'use client';

import { lazy, Suspense, useEffect, useState } from 'react';
import { registerServiceWorker } from './service-worker';
import { onPalette } from './palette-door';

const Palette = lazy(() => import('./palette').then((module) => ({ default: module.Palette })));
const Toaster = lazy(() => import('../ui/toast').then((module) => ({ default: module.Toaster })));
const Notices = lazy(() => import('./notices').then((module) => ({ default: module.Notices })));

/** What a page can do without in its first moment: the palette, toasts, offline and update notices. */
export function LateParts() {
  const [here, setHere] = useState(false);
  const [palette, setPalette] = useState<'unopened' | 'open' | 'closed'>('unopened');
  useEffect(() => {
    registerServiceWorker();
    const timer = setTimeout(() => setHere(true), 0);
    const stop = onPalette(() => setPalette((now) => (now === 'open' ? 'closed' : 'open')));
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, []);
  return (
    <Suspense>
      {here ? <Toaster /> : null}
      {here ? <Notices /> : null}
      {palette === 'unopened' ? null : (
        <Palette open={palette === 'open'} onOpenChange={(open) => setPalette(open ? 'open' : 'closed')} />
      )}
    </Suspense>
  );
}
