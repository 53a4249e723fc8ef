'use client';

import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { showToast } from '@/components/ui/toast';
import { fill } from '@/components/words';
import { useOwnWords } from '@/components/words/use-own-words';
import { useWords } from '@/components/words/use-words';
import { fromHash, type PlaceFile } from './place-file';
import { roomWords } from './words';

/** A link that somebody shared: what is in it is shown first, and opened only if the learner says so. */
export function SharedPlace({ onOpen }: { onOpen: (place: PlaceFile) => void }) {
  const words = useOwnWords(roomWords).opened;
  const { common } = useWords();
  const [place, setPlace] = useState<PlaceFile>();

  useEffect(() => {
    const read = () => {
      const found = fromHash(location.hash);
      if (!found) return;
      // The link has been read: reloading must not ask again.
      history.replaceState(history.state, '', location.pathname + location.search);
      if ('fault' in found) showToast({ text: words.faults[found.fault] });
      else setPlace(found);
    };
    read();
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
  }, [words]);

  if (!place) return null;
  const close = () => setPlace(undefined);
  return (
    <Dialog
      open
      onOpenChange={close}
      title={words.title}
      description={fill(words.note, { files: Object.keys(place.files).join(', ') })}
      actions={
        <>
          <Button onClick={close}>{common.cancel}</Button>
          <Button
            look="primary"
            onClick={() => {
              close();
              onOpen(place);
            }}
          >
            {words.open}
          </Button>
        </>
      }
    >
      {place.cluster === undefined ? null : <p className="text-2 text-ink-2">{words.withCluster}</p>}
    </Dialog>
  );
}
