'use client';

import { Menu } from '@base-ui/react/menu';
import { EllipsisVertical } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { download } from '@/components/ui/download';
import { showToast } from '@/components/ui/toast';
import { useOwnWords } from '@/components/words/use-own-words';
import { useWords } from '@/components/words/use-words';
import type { ClusterClient } from './cluster-client';
import { roomWords } from './words';

/** What is done to the cluster as a whole: start over, out into a file, in from one. */
export function ClusterMenu({ client }: { client: ClusterClient }) {
  const words = useOwnWords(roomWords);
  const { common } = useWords();
  const [isAsking, setIsAsking] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const undo = { text: common.undo, run: () => void client.ask('undo', null) };

  const restart = () => {
    setIsAsking(false);
    void client.ask('restart', null).then(() => showToast({ text: words.freshDone, action: undo }));
  };
  const save = () =>
    void client.ask('export', null).then((text) => download('kubetil-cluster.json', text, 'application/json'));
  const load = async (file: File | undefined) => {
    if (!file) return;
    const fault = await client.ask('import', await file.text());
    if (fault === null) showToast({ text: words.importDone, action: undo });
    else showToast({ text: fault === 'newer' ? words.importNewer : words.importBad });
  };

  return (
    <>
      <Menu.Root>
        <Menu.Trigger
          aria-label={words.cluster}
          title={words.cluster}
          className="grid w-9 shrink-0 place-items-center text-panel-ink-2 hover:text-panel-ink focus-visible:-outline-offset-2 touch:w-11"
        >
          <EllipsisVertical size={15} aria-hidden="true" />
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner align="end" sideOffset={4} className="z-40">
            <Menu.Popup className="grid min-w-48 rounded-2 border border-rule-2 bg-sheet py-1 text-1 text-ink shadow-lg">
              {[
                { text: words.fresh, run: () => setIsAsking(true) },
                { text: words.export, run: save },
                { text: words.import, run: () => input.current?.click() },
              ].map(({ text, run }) => (
                <Menu.Item
                  key={text}
                  onClick={run}
                  className="min-h-8 content-center px-3 outline-none data-[highlighted]:bg-accent-soft touch:min-h-11"
                >
                  {text}
                </Menu.Item>
              ))}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        aria-label={words.import}
        hidden
        onChange={(event) => {
          void load(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <Dialog
        open={isAsking}
        onOpenChange={setIsAsking}
        title={words.freshAsk}
        description={words.freshNote}
        actions={
          <>
            <Button onClick={() => setIsAsking(false)}>{common.cancel}</Button>
            <Button look="primary" onClick={restart}>
              {words.fresh}
            </Button>
          </>
        }
      />
    </>
  );
}
