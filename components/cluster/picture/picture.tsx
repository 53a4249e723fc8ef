'use client';

import { useCallback, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useOwnWords } from '@/components/words/use-own-words';
import type { ViewItem } from '@/lib/cluster';
import type { ClusterClient } from '../cluster-client';
import { workloadOf } from './arrange';
import { Canvas } from './canvas';
import { itemsOf, type Items } from './cluster-items';
import { Details, type DetailTab } from './details';
import { Empty, Loading } from './empty';
import { GoalPicture } from './goal';
import { keepShown, keptShown, type Shown } from './kept-choice';
import { ListView } from './list-view';
import { Toolbar } from './toolbar';
import { isEmpty, MINE, namespacesOf, visibleItems, type Chosen } from './visible';
import { pictureWords } from './words';

interface Props {
  client: ClusterClient;
  /** To be typed into the terminal. */
  onCommand: (line: string) => void;
  onShowInFile: (kind: string, name: string) => void;
  canShowInFile: (kind: string, name: string) => boolean;
  /** What the cluster holds once the lesson is done. */
  goal?: readonly ViewItem[] | undefined;
  /** What somebody else points at: its details are shown first. */
  first?: Pick<ViewItem, 'kind' | 'namespace' | 'name'> | undefined;
}

/** The cluster, live: as a picture or as a list; what is chosen is shown in detail. */
export function ClusterPicture({ client, onCommand, onShowInFile, canShowInFile, goal, first }: Props) {
  const words = useOwnWords(pictureWords);
  const store = itemsOf(client);
  const all = useSyncExternalStore(store.subscribe, store.snapshot, store.snapshot);
  const [shown, setShown] = useState<Shown>(keptShown);
  const [isGoal, setGoal] = useState(false);
  const [chosen, setChosen] = useState<Chosen>(MINE);
  const [selected, setSelected] = useState(() => first && idOf(all, first));
  const [tab, setTab] = useState<DetailTab>('overview');
  const [isLarge, setLarge] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  // After the large details the picture comes back first.
  const focusItem = useCallback(() => {
    requestAnimationFrame(() =>
      root.current?.querySelector<HTMLElement>(':is([data-box], [data-row])[tabindex="0"]')?.focus(),
    );
  }, []);
  const items = useMemo(() => (all ? visibleItems(all.values(), chosen) : []), [all, chosen]);
  const namespaces = useMemo(() => (all ? namespacesOf(all.values()) : []), [all]);
  if (!all) return <Loading words={words} />;
  const select = (item: ViewItem | undefined) => setSelected(item?.id);
  const item = all.get(selected ?? '');
  const stopped = items.flatMap(({ kind, state, name }) => (kind === 'Component' && state === 'failed' ? [name] : []));
  // A Pod stands in no file of the learner's, but its workload may.
  const inFile = [item, item && workloadOf(item, all)].find((one) => one && canShowInFile(one.kind, one.name));
  const hasGoal = goal !== undefined && goal.length > 0;
  return (
    <div ref={root} className="grid min-h-0 min-w-0 grid-rows-[auto_minmax(0,1fr)]">
      <Toolbar
        words={words}
        shown={shown}
        onShow={(next) => {
          setShown(next);
          keepShown(next);
        }}
        stopped={stopped}
        {...(hasGoal && { isGoal, onGoal: setGoal })}
        namespaces={namespaces}
        chosen={chosen}
        onChoose={setChosen}
      />
      <div className="@container grid min-h-0 min-w-0">
        <div className={`grid min-h-0 min-w-0 ${item ? (isLarge ? LARGE : WITH_DETAILS) : ''}`}>
          <div
            className={`min-h-0 min-w-0 ${item && isLarge ? 'hidden' : 'grid'} ${hasGoal && isGoal ? BESIDE_GOAL : ''}`}
          >
            <div className="relative grid min-h-0 min-w-0">
              {shown === 'picture' ? (
                <Canvas items={items} words={words} selected={selected} onSelect={select} />
              ) : (
                <ListView items={items} words={words} selected={selected} onSelect={select} />
              )}
              {isEmpty(items) && shown === 'picture' ? <Empty words={words} /> : null}
            </div>
            {hasGoal && isGoal ? <GoalPicture items={goal} /> : null}
          </div>
          {item ? (
            <Details
              client={client}
              item={item}
              items={all}
              picture={words}
              tab={tab}
              onTab={setTab}
              isLarge={isLarge}
              onLarge={setLarge}
              onSelect={select}
              onClose={() => setSelected(undefined)}
              onLeave={focusItem}
              onCommand={onCommand}
              onShowInFile={inFile && (() => onShowInFile(inFile.kind, inFile.name))}
            />
          ) : null}
        </div>
      </div>
    </div>
  );
}

function idOf(items: Items, { kind, namespace, name }: NonNullable<Props['first']>): string | undefined {
  return [...(items?.values() ?? [])].find(
    (item) => item.kind === kind && item.name === name && (namespace === undefined || item.namespace === namespace),
  )?.id;
}

/** The goal beside the present; where there is no room for both, instead of it. */
const BESIDE_GOAL =
  '@max-[480px]:[&>:first-child]:hidden @min-[480px]:grid-cols-2 @min-[480px]:divide-x @min-[480px]:divide-panel-line';

/** Below, or beside where there is room. */
const WITH_DETAILS =
  'grid-rows-[minmax(0,1fr)_minmax(200px,58%)] @min-[640px]:grid-cols-[minmax(0,1fr)_minmax(300px,46%)] @min-[640px]:grid-rows-1';
const LARGE = 'grid-rows-1';
