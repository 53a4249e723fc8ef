'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import { useWords } from '@/components/words/use-words';
import { Button } from '@/components/ui/button';
import { onUpdate, takeUpdate } from './service-worker';

/** What the whole site has to say: no network, a newer version. */
export function Notices() {
  const words = useWords();
  const online = useSyncExternalStore(watchOnline, () => navigator.onLine);
  const [update, setUpdate] = useState<ServiceWorker>();
  useEffect(() => onUpdate(setUpdate), []);
  if (online && !update) return null;
  return (
    <div
      role="status"
      className="fixed bottom-14 left-4 z-40 flex max-w-[min(420px,calc(100vw-32px))] items-center gap-3 rounded-2 border border-rule-2 bg-sheet px-4 py-2 text-1 text-ink"
    >
      {online ? words.update.text : words.offline}
      {online && update ? (
        <Button look="primary" onClick={() => takeUpdate(update)}>
          {words.update.reload}
        </Button>
      ) : null}
    </div>
  );
}

function watchOnline(changed: () => void): () => void {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
}
