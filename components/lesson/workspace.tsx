'use client';

import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { ChecksPane } from '@/components/checks/checks-pane';
import { taskStates } from '@/components/checks/task-states';
import { ApplySheet } from '@/components/cluster/apply-sheet';
import type { PlaceFile } from '@/components/cluster/place-file';
import { Room } from '@/components/cluster/room';
import {
  clientOf,
  isManifest,
  textsOf,
  useApplied,
  useClusterSession,
  useClusterVerdicts,
  useFilesInCluster,
} from '@/components/cluster/use-cluster';
import type { EditorHandle } from '@/components/editor/editor-port';
import { createJudgeClient, type JudgeClient } from '@/components/editor/judge-client';
import { SharedPlace } from '@/components/cluster/shared-place';
import { roomWords } from '@/components/cluster/words';
import { sharedStore, useStoreState } from '@/components/storage/use-store';
import { Splitter } from '@/components/ui/splitter';
import { showToast } from '@/components/ui/toast';
import { fill } from '@/components/words';
import { useLocale } from '@/components/words/locale-context';
import { useOwnWords } from '@/components/words/use-own-words';
import { useWords } from '@/components/words/use-words';
import { asksCluster } from '@/lib/checks';
import type { TextPosition } from '@/lib/manifest';
import type { ClusterQuestionnaire } from '@/workers/cluster-protocol';
import type { TextSpan } from '@/workers/protocol';
import { FilesPane } from './files-pane';
import { onGoTo, showPart } from './go-to';
import type { LessonData } from './lesson-data';
import { openLessonFiles, type FileText, type LessonFiles } from './lesson-files';
import { placeOf } from './place-of';
import { createReporter, type Reporter } from './reporter';
import { StatusBar } from './status-bar';
import { allVerdicts, rememberFile, rememberedFile, useProgressOf } from './use-progress';

const NO_FILES: readonly FileText[] = [];
const nothing = () => () => {};

/** The files and the checks of one lesson, with everything that runs behind them. */
export function Workspace({ lesson }: { lesson: LessonData }) {
  const words = useWords();
  const roomText = useOwnWords(roomWords);
  const locale = useLocale();
  const store = sharedStore(`lesson/${lesson.slug}`);
  const storeState = useStoreState(store);
  const { judge, reporter } = useJudge(lesson);
  const files = useLessonFiles(lesson);
  const all = useSyncExternalStore(files?.subscribe ?? nothing, () => files?.all() ?? NO_FILES);
  const judged = useSyncExternalStore(reporter.subscribe, reporter.judged);
  const [chosen, setChosen] = useState<string>();
  const current =
    all.find(({ name }) => name === chosen) ?? all.find(({ name }) => name === rememberedFile(lesson.slug)) ?? all[0];
  const [cursor, setCursor] = useState<{ offset: number; position: TextPosition }>();
  const editor = useRef<EditorHandle>(undefined);
  const wish = useRef<{ file: string; span: TextSpan }>(undefined);
  const open = useCallback(
    (file: string) => {
      setChosen(file);
      rememberFile(lesson.slug, file);
    },
    [lesson.slug],
  );

  const cluster = useClusterSession(`lesson/${lesson.slug}`, lesson.cluster);
  const client = clientOf(cluster.state);
  useFilesInCluster(client, all);
  const manifests = useMemo(() => all.filter(({ name }) => isManifest(name)), [all]);
  const applied = useApplied(client, manifests);
  const questions = useMemo(() => questionsOf(lesson), [lesson]);
  const answered = useClusterVerdicts(client, questions);
  const [applying, setApplying] = useState(false);

  useEffect(() => reporter.update(manifests), [reporter, manifests]);
  useProgressOf(lesson, judged, answered);

  /** Shows a place of a file; it may have to wait for that file's editor. */
  const reveal = useCallback(
    (file: string, span: TextSpan | undefined) => {
      showPart('files');
      open(file);
      if (!span) return;
      const isShown = file === current?.name && editor.current !== undefined;
      // A wish that stays behind would select the span again while one types.
      wish.current = isShown ? undefined : { file, span };
      if (isShown) editor.current?.reveal(span);
    },
    [open, current?.name],
  );
  const onReady = useCallback((handle: EditorHandle | undefined) => {
    editor.current = handle;
  }, []);
  useEffect(() => {
    const wanted = wish.current;
    if (!wanted || wanted.file !== current?.name) return undefined;
    // Another render before the frame asks again: the wish stands until it is granted.
    const frame = requestAnimationFrame(() => {
      wish.current = undefined;
      editor.current?.reveal(wanted.span);
    });
    return () => cancelAnimationFrame(frame);
  });

  useEffect(
    () =>
      onGoTo(({ file, path }) => {
        if (path === '') reveal(file, undefined);
        else void judge.ask('locate', { file, document: undefined, path }).then((span) => reveal(file, span));
      }),
    [judge, reveal],
  );

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return;
      if (event.key === 'Enter' && !isInDialog(event.target)) {
        event.preventDefault();
        event.stopPropagation();
        setApplying(true);
        return;
      }
      if (event.key.toLowerCase() !== 's') return;
      event.preventDefault();
      void store.flush().then(() => {
        if (store.state().phase === 'ready') showToast({ text: words.files.saved });
      });
    };
    // Before the editor, which has a use of its own for Ctrl+Enter.
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, [store, words]);

  const fresh = judged?.files === manifests;
  const report = judged?.report;
  const takePlace = async (place: PlaceFile) => {
    if (!files || !client) return;
    const fault = place.cluster === undefined ? null : await client.ask('import', place.cluster);
    if (fault !== null) {
      showToast({ text: fault === 'newer' ? roomText.importNewer : roomText.importBad });
      return;
    }
    files.write(place.files);
    const undo = () => {
      files.undo();
      if (place.cluster !== undefined) void client.ask('undo', null);
    };
    showToast({
      text: fill(roomText.importDone, { files: Object.keys(place.files).join(', ') }),
      action: { text: words.common.undo, run: undo },
    });
  };
  const showInFile = (kind: string, name: string) => {
    const place = placeOf(report, all, kind, name);
    if (place) void judge.ask('locate', { ...place, path: 'metadata.name' }).then((span) => reveal(place.file, span));
  };
  const states = taskStates(lesson.exercise.tasks, allVerdicts(report, answered));
  const onCursor = useCallback((offset: number, position: TextPosition) => setCursor({ offset, position }), []);

  return (
    <>
      {lesson.isFree ? null : (
        <Splitter
          pane="--pane-prose"
          controls="prose-pane"
          label={words.lesson.resizeProse}
          edge="right"
          min={280}
          max={720}
          className="lesson-split-prose"
        />
      )}
      <FilesPane
        lesson={lesson}
        files={files}
        all={all}
        current={current?.name}
        onOpen={open}
        judge={judge}
        report={report}
        fresh={fresh}
        reveal={reveal}
        onReady={onReady}
        onCursor={onCursor}
      />
      <Splitter
        pane="--pane-room"
        controls="room-pane"
        label={words.lesson.resizeChecks}
        edge="left"
        min={300}
        max={980}
        className="lesson-split-room"
      />
      <Room
        state={cluster.state}
        onRestart={cluster.restart}
        onApply={() => setApplying(true)}
        files={() => textsOf(files?.all() ?? [])}
        onFiles={(changes) => files?.write(changes)}
        onPlace={(place) => void takePlace(place)}
        onLeaveTerminal={() => {
          showPart('files');
          editor.current?.focus();
        }}
        onShowInFile={showInFile}
        goal={lesson.goal}
        canShowInFile={(kind, name) => placeOf(report, all, kind, name) !== undefined}
        {...(states.length > 0 && {
          progress: `${states.filter(({ done }) => done).length}/${states.length}`,
          checks: (
            <ChecksPane
              lesson={lesson}
              locale={locale}
              report={report}
              answered={answered}
              onGoTo={(at) =>
                void judge
                  .ask('locate', { file: at.file, document: at.document, path: at.path })
                  .then((span) => reveal(at.file, span))
              }
            />
          ),
        })}
      />
      <StatusBar
        report={report}
        states={states}
        file={current?.name}
        applied={applied}
        canApply={client !== undefined}
        onApply={() => setApplying(true)}
        cursor={cursor}
        storeState={storeState}
      />
      {lesson.isFree && client ? <SharedPlace onOpen={takePlace} /> : null}
      {applying && client ? (
        <ApplySheet client={client} files={textsOf(manifests)} onClose={() => setApplying(false)} />
      ) : null}
    </>
  );
}

/** The lesson's questions to the cluster; those to the files go to the judge. */
function questionsOf({ exercise, conditions = [] }: LessonData): ClusterQuestionnaire {
  return { checks: exercise.tasks.flatMap(({ checks }) => checks).filter(asksCluster), conditions };
}

function isInDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"]') !== null;
}

/** The worker and what is asked of it, alive as long as the lesson is shown. */
function useJudge(lesson: LessonData): { judge: JudgeClient; reporter: Reporter } {
  const words = useWords();
  const [tools] = useState(() => {
    const checks = lesson.exercise.tasks.flatMap((task) => task.checks).filter((check) => !asksCluster(check));
    const judge = createJudgeClient(checks, () => showToast({ text: words.problems.judgeFailed }));
    return { judge, reporter: createReporter(judge) };
  });
  useEffect(() => () => tools.judge.close(), [tools]);
  return tools;
}

/** Undefined until what was saved is here: a starter is never written over it. */
function useLessonFiles(lesson: LessonData): LessonFiles | undefined {
  const [files, setFiles] = useState<LessonFiles>();
  useEffect(() => {
    const store = sharedStore(`lesson/${lesson.slug}`);
    let opened: LessonFiles | undefined;
    let gone = false;
    void store.loaded.then(() => {
      if (gone) return;
      opened = openLessonFiles(store.doc, lesson.starter);
      setFiles(opened);
    });
    return () => {
      gone = true;
      opened?.close();
    };
  }, [lesson]);
  return files;
}
