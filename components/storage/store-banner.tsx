'use client';

import { Button } from '@/components/ui/button';
import { useWords } from '@/components/words/use-words';
import { exportAll, type Store } from '@/lib/storage';
import { download } from '@/components/ui/download';
import { useStoreState } from './use-store';

/** Says when what is typed cannot be kept, and offers to take it away as a file. */
export function StoreBanner({ store }: { store: Store | undefined }) {
  const words = useWords();
  const state = useStoreState(store);
  if (state.phase !== 'failing') return null;
  const save = async () => download('kubetil-backup.json', await exportAll(), 'application/json');
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-rule bg-warn-soft px-4 py-2 text-1 text-warn"
    >
      <span className="min-w-0 flex-1" title={state.detail}>
        {words.store[state.reason]}
      </span>
      <Button onClick={() => void save()}>{words.store.download}</Button>
    </div>
  );
}
