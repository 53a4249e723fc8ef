'use client';

import { ChevronDown, ChevronUp } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import { useSmallScreen } from '@/components/editor/use-small-screen';
import { currentPart, onPart, showPart } from '@/components/lesson/go-to';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { Splitter } from '@/components/ui/splitter';
import { useOwnWords } from '@/components/words/use-own-words';
import type { ViewItem } from '@/lib/cluster';
import { ClusterMenu } from './cluster-menu';
import type { SessionState } from './cluster-session';
import { EditSheet, type Edit } from './edit-sheet';
import type { PlaceFile } from './place-file';
import { RoomTabs, type RoomTab, type RoomView } from './room-tabs';
import { Terminal } from './terminal/terminal';
import { toTerminal } from './to-terminal';
import { useTerminalDoors } from './use-terminal-doors';
import { roomWords } from './words';

const ClusterPicture = lazy(() => import('./picture/picture').then((module) => ({ default: module.ClusterPicture })));
const TimeBar = lazy(() => import('./panels/time-bar').then((module) => ({ default: module.TimeBar })));
const Traffic = lazy(() => import('./panels/traffic').then((module) => ({ default: module.Traffic })));
const BreakIt = lazy(() => import('./panels/break-it').then((module) => ({ default: module.BreakIt })));
const BrowserFrame = lazy(() => import('./panels/browser-frame').then((module) => ({ default: module.BrowserFrame })));

interface Props {
  state: SessionState;
  onRestart: () => void;
  onApply: () => void;
  /** The lesson's tasks; absent where there are none. */
  checks?: ReactNode;
  /** Done of all, as `2/4`. */
  progress?: string;
  /** The editor's files, as they are now. */
  files: () => Readonly<Record<string, string>>;
  onFiles: (changes: Readonly<Record<string, string | null>>) => void;
  onPlace: (place: PlaceFile) => void;
  /** Ctrl+` in the terminal: back to the editor. */
  onLeaveTerminal: () => void;
  onShowInFile: (kind: string, name: string) => void;
  canShowInFile: (kind: string, name: string) => boolean;
  /** What the cluster holds once the lesson is done. */
  goal?: readonly ViewItem[] | undefined;
}

/** The instrument on the right: tasks, the cluster's picture, its instruments; the terminal below. */
export function Room({
  state,
  onRestart,
  onApply,
  checks,
  progress,
  files,
  onFiles,
  onPlace,
  onLeaveTerminal,
  onShowInFile,
  canShowInFile,
  goal,
}: Props) {
  const words = useOwnWords(roomWords);
  const isSmall = useSmallScreen();
  const [view, setView] = useState<RoomView>(checks === undefined ? 'picture' : 'checks');
  const [url, setUrl] = useState<string>();
  /** What the picture is to show in detail when it comes back. */
  const [first, setFirst] = useState<{ kind: string; namespace?: string; name: string }>();
  const [edit, setEdit] = useState<Edit>();
  /** Of the terminal only its head is seen. */
  const [isFolded, setIsFolded] = useState(false);
  const client = state.phase === 'ready' ? state.client : undefined;
  const terminal = state.phase === 'ready' ? state.terminal : undefined;
  const part = useSyncExternalStore(onPart, currentPart, () => 'read');
  // On a phone the tasks and the cluster are parts of their own.
  const shown =
    part === 'checks' && checks !== undefined ? 'checks' : part === 'cluster' && view === 'checks' ? 'picture' : view;

  const callbacks = useRef({ onFiles });
  useEffect(() => {
    callbacks.current = { onFiles };
  });
  useEffect(() => {
    if (!client) return undefined;
    return client.grant({
      files: (changes) => callbacks.current.onFiles(changes),
      edit: (name, text) => new Promise((resolve) => setEdit({ name, text, resolve })),
      show(what) {
        showPart('cluster');
        setView('picture');
        setUrl('url' in what ? what.url : undefined);
        // On a phone there is no room for both.
        if ('url' in what && isSmall) setIsFolded(true);
      },
    });
  }, [client, isSmall]);
  useTerminalDoors(terminal, { onEnter: () => setIsFolded(false), onLeave: onLeaveTerminal });

  const tabs: readonly RoomTab[] = [
    // On a phone they are a part of their own, with a place in the bar below.
    ...(checks === undefined || isSmall ? [] : [{ id: 'checks' as const, text: `${words.checks} ${progress ?? ''}` }]),
    { id: 'picture', text: words.picture },
    { id: 'traffic', text: words.traffic },
    { id: 'break', text: words.breakIt },
  ];
  return (
    <section
      id="room-pane"
      aria-label={words.room}
      data-view={shown}
      data-folded={isFolded || undefined}
      className="lesson-room room isolate grid min-h-0 min-w-0 border-l border-panel-line bg-panel text-panel-ink"
    >
      <div className="room-tabs flex min-w-0 items-stretch border-b border-panel-line">
        <RoomTabs
          tabs={tabs}
          shown={shown}
          label={words.views}
          onShow={(id) => {
            setFirst(undefined);
            setView(id);
            if (part === 'checks' || part === 'cluster') showPart(id === 'checks' ? 'checks' : 'cluster');
          }}
        />
        {client ? (
          <>
            {/* Where there is no status bar, and no Ctrl+Enter either. */}
            <Button look="panel" onClick={onApply} className="my-px wide:hidden">
              {words.apply.button}
            </Button>
            <ClusterMenu client={client} files={files} onPlace={onPlace} />
          </>
        ) : null}
      </div>
      <div
        id="room-view"
        role="tabpanel"
        aria-labelledby={`room-tab-${shown}`}
        className="grid min-h-0 min-w-0 grid-rows-[auto_minmax(0,1fr)] overflow-hidden"
      >
        {state.phase === 'ready' && shown !== 'checks' ? (
          <div>
            <Suspense fallback={<div className="h-9" />}>
              <TimeBar client={state.client} />
            </Suspense>
            {state.isSecond ? <Note text={words.second} /> : null}
            {state.fault ? <Note text={words.faults[state.fault]} /> : null}
          </div>
        ) : (
          <div />
        )}
        {shown === 'checks' ? (
          checks
        ) : client ? (
          <Suspense fallback={<Quiet text={words.starting} />}>
            {shown === 'picture' && url !== undefined ? (
              <div className="grid min-h-0 grid-rows-[auto_minmax(0,1fr)]">
                <div className="border-b border-panel-line px-2 py-1">
                  <Button look="panel" onClick={() => setUrl(undefined)}>
                    ← {words.back}
                  </Button>
                </div>
                <BrowserFrame client={client} url={url} onNavigate={setUrl} />
              </div>
            ) : null}
            {shown === 'picture' && url === undefined ? (
              <ClusterPicture
                client={client}
                onCommand={toTerminal}
                onShowInFile={onShowInFile}
                canShowInFile={canShowInFile}
                goal={goal}
                first={first}
              />
            ) : null}
            {shown === 'traffic' ? (
              <Traffic
                client={client}
                onCommand={toTerminal}
                onOpen={(to) => {
                  setUrl(to);
                  setView('picture');
                }}
              />
            ) : null}
            {shown === 'break' ? (
              <BreakIt
                client={client}
                onCommand={toTerminal}
                onShow={(item) => {
                  setFirst(item);
                  setUrl(undefined);
                  setView('picture');
                }}
              />
            ) : null}
          </Suspense>
        ) : state.phase === 'failed' ? (
          <div role="alert" className="grid place-content-center gap-2 p-6 text-center">
            <p className="text-2 font-semibold">{words.failed}</p>
            <p className="text-1 text-panel-ink-2">{words.failedNote}</p>
            <Button look="panel" onClick={onRestart} className="justify-self-center">
              {words.restart}
            </Button>
          </div>
        ) : (
          <Quiet text={words.starting} note={words.startingNote} />
        )}
      </div>
      <Splitter
        pane="--pane-terminal"
        controls="terminal-pane"
        label={words.resizeTerminal}
        edge="top"
        min={90}
        max={720}
        className="room-split max-wide:hidden"
      />
      {terminal ? (
        <Terminal
          model={terminal}
          actions={
            <IconButton
              label={isFolded ? words.showTerminal : words.hideTerminal}
              aria-expanded={!isFolded}
              onClick={() => setIsFolded(!isFolded)}
            >
              {isFolded ? <ChevronUp size={15} aria-hidden="true" /> : <ChevronDown size={15} aria-hidden="true" />}
            </IconButton>
          }
        />
      ) : (
        <div id="terminal-pane" aria-busy="true" className="border-t border-panel-line bg-panel" />
      )}
      {edit ? (
        <EditSheet
          edit={edit}
          onClose={(text) => {
            setEdit(undefined);
            edit.resolve(text);
          }}
        />
      ) : null}
    </section>
  );
}

function Quiet({ text, note }: { text: string; note?: string }) {
  return (
    <div role="status" className="grid place-content-center gap-1 p-6 text-center">
      <p className="text-2 text-panel-ink-2">{text}</p>
      {note === undefined ? null : <p className="text-1 text-panel-ink-2">{note}</p>}
    </div>
  );
}

function Note({ text }: { text: string }) {
  return (
    <p role="status" className="border-b border-panel-line bg-panel-2 px-3 py-1.5 text-1 text-panel-warn">
      {text}
    </p>
  );
}
