'use client';

import { ChevronsDownUp, ChevronsUpDown, Copy, FileSymlink, Trash2, X } from 'lucide-react';
import { IconButton } from '@/components/ui/icon-button';
import { showToast } from '@/components/ui/toast';
import { fill } from '@/components/words';
import type { ViewItem } from '@/lib/cluster';
import type { ClusterClient } from '../cluster-client';
import { deleteObject } from '../panels/api-objects';
import { textOf } from '../json';
import type { DetailWords } from './detail-words';
import { objectUrl } from './object-url';

interface Props {
  client: ClusterClient;
  item: ViewItem;
  words: DetailWords;
  isLarge: boolean;
  onLarge: (isLarge: boolean) => void;
  onClose: () => void;
  onShowInFile: (() => void) | undefined;
  /** What must be read beside the item. */
  onSay: (text: string) => void;
}

/** What can be done with an item. Deleting is a step that undo takes back. */
export function DetailActions({ client, item, words, isLarge, onLarge, onClose, onShowInFile, onSay }: Props) {
  const { kind, name } = item;
  const copy = () =>
    navigator.clipboard.writeText(name).then(
      () => showToast({ text: fill(words.copied, { name }) }),
      () => onSay(words.notCopied),
    );
  const remove = async () => {
    await client.ask('mark', `kubectl delete ${kind.toLowerCase()} ${name}`);
    const { status, body } = await deleteObject(client, objectUrl(item));
    if (status === 0) onSay(words.silent);
    else if (status >= 300) onSay(fill(words.notRemoved, { message: textOf(body['message']) }));
    else {
      const undo = { text: words.undo, run: () => void client.ask('undo', null) };
      showToast({ text: fill(words.removed, { kind, name }), action: undo });
    }
  };
  return (
    <div className="flex shrink-0 text-panel-ink">
      {onShowInFile ? (
        <IconButton label={words.inFile} onClick={onShowInFile}>
          <FileSymlink aria-hidden size={14} />
        </IconButton>
      ) : null}
      <IconButton label={words.copy} onClick={() => void copy()}>
        <Copy aria-hidden size={13} />
      </IconButton>
      {kind === 'Component' ? null : (
        <IconButton label={words.remove} onClick={() => void remove()}>
          <Trash2 aria-hidden size={14} />
        </IconButton>
      )}
      <IconButton label={isLarge ? words.shrink : words.grow} onClick={() => onLarge(!isLarge)}>
        {isLarge ? <ChevronsDownUp aria-hidden size={14} /> : <ChevronsUpDown aria-hidden size={14} />}
      </IconButton>
      <IconButton label={words.close} onClick={onClose}>
        <X aria-hidden size={15} />
      </IconButton>
    </div>
  );
}
