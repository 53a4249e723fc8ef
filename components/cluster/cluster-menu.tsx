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
import { MOST_HASH, readPlace, toHash, writePlace, type PlaceFile } from './place-file';
import { roomWords } from './words';

interface Props {
  client: ClusterClient;
  /** The editor's, as they are now. */
  files: () => Readonly<Record<string, string>>;
  onPlace: (place: PlaceFile) => void;
}

/** What is done to the place as a whole: start over, out into a file or a link, in from a file. */
export function ClusterMenu({ client, files, onPlace }: Props) {
  const words = useOwnWords(roomWords);
  const { common } = useWords();
  const [isAsking, setIsAsking] = useState(false);
  /** Shown where the browser does not let us copy. */
  const [link, setLink] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  const undo = { text: common.undo, run: () => void client.ask('undo', null) };

  const restart = () => {
    setIsAsking(false);
    void client.ask('restart', null).then(() => showToast({ text: words.freshDone, action: undo }));
  };
  const save = () =>
    void client
      .ask('export', null)
      .then((cluster) => download('kubetil.json', writePlace({ files: files(), cluster }), 'application/json'));
  const share = async () => {
    const page = `${location.origin}${location.pathname.replace(/(\/(?:en|ko))\/.*$/, '$1')}/playground`;
    const whole = toHash({ files: files(), cluster: await client.ask('export', null) });
    const hash = whole.length <= MOST_HASH ? whole : toHash({ files: files() });
    if (hash.length > MOST_HASH) {
      showToast({ text: words.shareLarge });
      return;
    }
    await navigator.clipboard.writeText(page + hash).then(
      () => showToast({ text: hash === whole ? words.shared : words.sharedFiles }),
      () => setLink(page + hash),
    );
  };
  const load = async (file: File | undefined) => {
    if (!file) return;
    const place = readPlace(await file.text());
    if ('fault' in place) showToast({ text: place.fault === 'newer' ? words.importNewer : words.importBad });
    else onPlace(place);
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
              <Item text={words.fresh} onClick={() => setIsAsking(true)} />
              <Item text={words.share} onClick={() => void share()} />
              <Item text={words.export} onClick={save} />
              <Item text={words.import} onClick={() => input.current?.click()} />
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
      <Dialog open={link !== undefined} onOpenChange={() => setLink(undefined)} title={words.share}>
        <textarea
          readOnly
          rows={6}
          value={link ?? ''}
          aria-label={words.link}
          onFocus={(event) => event.target.select()}
          className="w-full rounded-1 border border-rule-2 bg-sheet-2 p-2 font-mono text-1 break-all"
        />
      </Dialog>
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

function Item({ text, onClick }: { text: string; onClick: () => void }) {
  return (
    <Menu.Item
      onClick={onClick}
      className="min-h-8 content-center px-3 outline-none data-[highlighted]:bg-accent-soft touch:min-h-11"
    >
      {text}
    </Menu.Item>
  );
}
