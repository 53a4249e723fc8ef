'use client';

import { useMemo, useState, useSyncExternalStore } from 'react';
import { useOwnWords } from '@/components/words/use-own-words';
import type { ViewItem } from '@/lib/cluster';
import type { ClusterClient } from '../cluster-client';
import { Canvas } from './canvas';
import { ClusterItems } from './cluster-items';
import { Empty, Loading } from './empty';
import { keepShown, keptShown, type Shown } from './kept-choice';
import { ListView } from './list-view';
import { Toolbar } from './toolbar';
import { isEmpty, MINE, namespacesOf, visibleItems, type Chosen } from './visible';
import { pictureWords } from './words';

interface Props {
  client: ClusterClient;
  onCommand: (line: string) => void;
  onShowInFile: (kind: string, name: string) => void;
  canShowInFile: (kind: string, name: string) => boolean;
}

/** The cluster, live: as a picture or as a list; what is chosen is shown in detail. */
export function ClusterPicture({ client }: Props) {
  const words = useOwnWords(pictureWords);
  const store = useMemo(() => new ClusterItems(client), [client]);
  const all = useSyncExternalStore(store.subscribe, store.snapshot, store.snapshot);
  const [shown, setShown] = useState<Shown>(keptShown);
  const [chosen, setChosen] = useState<Chosen>(MINE);
  const [selected, setSelected] = useState<string>();
  const items = useMemo(() => (all ? visibleItems(all.values(), chosen) : []), [all, chosen]);
  const namespaces = useMemo(() => (all ? namespacesOf(all.values()) : []), [all]);
  if (!all) return <Loading words={words} />;
  const select = (item: ViewItem | undefined) => setSelected(item?.id);
  return (
    <div className="grid min-h-0 min-w-0 grid-rows-[auto_minmax(0,1fr)]">
      <Toolbar
        words={words}
        shown={shown}
        onShow={(next) => {
          setShown(next);
          keepShown(next);
        }}
        namespaces={namespaces}
        chosen={chosen}
        onChoose={setChosen}
      />
      <div className="relative grid min-h-0 min-w-0">
        {shown === 'picture' ? (
          <Canvas items={items} words={words} selected={selected} onSelect={select} />
        ) : (
          <ListView items={items} words={words} selected={selected} onSelect={select} />
        )}
        {isEmpty(items) ? <Empty words={words} /> : null}
      </div>
    </div>
  );
}
