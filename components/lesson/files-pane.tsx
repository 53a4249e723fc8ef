'use client';

import { lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react';
import type { EditorHandle, EditorProject } from '@/components/editor/editor-port';
import type { JudgeClient } from '@/components/editor/judge-client';
import { useSmallScreen } from '@/components/editor/use-small-screen';
import { StoreBanner } from '@/components/storage/store-banner';
import { sharedStore } from '@/components/storage/use-store';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Segmented } from '@/components/ui/segmented';
import { Splitter } from '@/components/ui/splitter';
import { showToast } from '@/components/ui/toast';
import { fill } from '@/components/words';
import { useLocale } from '@/components/words/locale-context';
import { useWords } from '@/components/words/use-words';
import type { Fix, TextPosition } from '@/lib/manifest';
import type { Report, TextSpan } from '@/workers/protocol';
import { FileTabs } from './file-tabs';
import type { LessonData } from './lesson-data';
import type { FileText, LessonFiles } from './lesson-files';
import { Problems } from './problems';
import { renamedTexts } from './renamed-texts';
import { JUDGED_CHARACTERS } from './reporter';
import { SolutionView } from './solution-view';
import { noteSolutionSeen } from './use-progress';

const YamlEditor = lazy(() =>
  import('@/components/editor/yaml-editor').then((module) => ({ default: module.YamlEditor })),
);
const PlainEditor = lazy(() =>
  import('@/components/editor/plain-editor').then((module) => ({ default: module.PlainEditor })),
);
const DataView = lazy(() => import('./data-view').then((module) => ({ default: module.DataView })));

interface Props {
  lesson: LessonData;
  files: LessonFiles | undefined;
  all: readonly FileText[];
  current: string | undefined;
  onOpen: (file: string) => void;
  judge: JudgeClient;
  report: Report | undefined;
  /** Whether the report speaks of the files as they are now. */
  fresh: boolean;
  reveal: (file: string, span: TextSpan | undefined) => void;
  onReady: (handle: EditorHandle | undefined) => void;
  onCursor: (offset: number, position: TextPosition) => void;
}

/** Text and data side by side where there is room, else one above the other. */
const BESIDE =
  'grid h-full grid-rows-[minmax(0,9fr)_minmax(0,11fr)] @min-[760px]:grid-cols-[minmax(0,1fr)_minmax(0,1fr)] @min-[760px]:grid-rows-[minmax(0,1fr)]';

/** The clean sheet in the middle: tabs, the editor or the comparison with the solution, the problems. */
export function FilesPane({
  lesson,
  files,
  all,
  current,
  onOpen,
  judge,
  report,
  fresh,
  reveal,
  onReady,
  onCursor,
}: Props) {
  const words = useWords();
  const locale = useLocale();
  const small = useSmallScreen();
  const [comparing, setComparing] = useState(false);
  const [asking, setAsking] = useState(false);
  const [shown, setShown] = useState<'text' | 'data'>('text');
  const [cursor, setCursor] = useState<number>();
  const asData = shown === 'data' && current !== undefined;
  const text = useMemo(() => (current === undefined ? undefined : files?.text(current)), [files, current]);
  const diagnostics = useMemo(
    () => report?.files.find(({ name }) => name === current)?.diagnostics ?? [],
    [report, current],
  );
  const Editor = small ? PlainEditor : YamlEditor;
  const onCursorMoved = useCallback(
    (offset: number, position: TextPosition) => {
      setCursor(offset);
      onCursor(offset, position);
    },
    [onCursor],
  );
  const editor = useRef<EditorHandle>(undefined);
  const onEditorReady = useCallback(
    (handle: EditorHandle | undefined) => {
      editor.current = handle;
      onReady(handle);
    },
    [onReady],
  );
  const tooLarge = all.some((file) => file.text.length > JUDGED_CHARACTERS);

  const takeOver = (chosen: Readonly<Record<string, string>>, name: string) => {
    files?.replace(chosen);
    setComparing(false);
    showToast({
      text: fill(words.files.solutionUsed, { file: name }),
      action: { text: words.common.undo, run: () => files?.undo() },
    });
  };
  const project = useMemo(
    (): EditorProject => ({
      files: () => files?.all() ?? [],
      goTo: reveal,
      rename(edits, name) {
        if (!files) return;
        files.replace(renamedTexts(files.all(), edits));
        showToast({
          text: fill(words.references.renamed, { name, n: edits.length }),
          action: { text: words.common.undo, run: () => files.undo() },
        });
      },
      refuse: (why) => showToast({ text: why }),
    }),
    [files, reveal, words],
  );
  /** A fix is made for the text as it was judged. */
  const mend = (file: string, { title, edits }: Fix) => {
    const [first] = edits;
    if (!files || !fresh || !first) return;
    files.replace(
      renamedTexts(
        files.all(),
        edits.map(({ start, end, text: by }) => ({ file, range: { start, end }, text: by })),
      ),
    );
    showToast({
      text: fill(words.problems.fixed, { title: title[locale] }),
      action: { text: words.common.undo, run: () => files.undo() },
    });
    reveal(file, { start: first.start, end: first.start + first.text.trimEnd().length });
  };
  const reset = () => {
    setAsking(false);
    setComparing(false);
    files?.reset();
    showToast({ text: words.files.resetDone, action: { text: words.common.undo, run: () => files?.undo() } });
  };

  return (
    <section
      id="files-pane"
      aria-label={words.lesson.files}
      className="lesson-files grid min-h-0 min-w-0 grid-rows-[38px_auto_minmax(0,1fr)_0_var(--pane-problems,208px)] border-l border-rule bg-sheet max-wide:grid-rows-[44px_auto_minmax(0,1fr)_minmax(0,34%)]"
    >
      <FileTabs
        all={all}
        own={Object.keys(lesson.starter)}
        current={current}
        onOpen={onOpen}
        onCreated={(file) => reveal(file, { start: 0, end: 0 })}
        files={files}
        report={report}
        view={
          <Segmented
            label={words.files.view}
            value={shown}
            options={[
              { value: 'text', text: words.files.text },
              { value: 'data', text: words.files.data },
            ]}
            onChange={(view) => {
              setComparing(false);
              setShown(view);
            }}
          />
        }
      />
      <div>
        <StoreBanner store={sharedStore(`lesson/${lesson.slug}`)} />
        {tooLarge ? (
          <p role="status" className="border-b border-rule bg-warn-soft px-4 py-2 text-1 text-warn">
            {words.files.tooLarge}
          </p>
        ) : null}
      </div>
      <div className="min-h-0 min-w-0">
        {comparing && current !== undefined ? (
          <SolutionView
            file={current}
            mine={all.find(({ name }) => name === current)?.text ?? ''}
            solution={lesson.solution[current]}
            onUse={() => takeOver({ [current]: lesson.solution[current] ?? '' }, current)}
            onUseAll={
              Object.keys(lesson.solution).length > 1
                ? () => takeOver(lesson.solution, Object.keys(lesson.solution).join(', '))
                : undefined
            }
          />
        ) : null}
        <div className={comparing ? 'hidden' : '@container h-full'}>
          <div className={asData && !small ? BESIDE : 'h-full'}>
            <div className={asData && small ? 'hidden' : 'h-full min-h-0 min-w-0'}>
              {text && current !== undefined ? (
                <Suspense fallback={<EditorSkeleton label={words.common.loading} />}>
                  <Editor
                    file={current}
                    text={text}
                    diagnostics={diagnostics}
                    judge={judge}
                    project={project}
                    label={fill(words.files.editor, { file: current })}
                    placeholder={lesson.isFree ? words.files.emptyFree : words.files.empty}
                    locale={locale}
                    onReady={onEditorReady}
                    onCursor={onCursorMoved}
                  />
                </Suspense>
              ) : (
                <EditorSkeleton label={words.lesson.loadingWorkspace} />
              )}
            </div>
            {asData ? (
              <Suspense fallback={<EditorSkeleton label={words.common.loading} />}>
                <DataView
                  file={current}
                  files={all}
                  judge={judge}
                  cursor={cursor}
                  onPick={(span, leave) => {
                    if (!leave && !small) editor.current?.select(span);
                    else {
                      // On a phone the text stands behind the data.
                      if (small) setShown('text');
                      requestAnimationFrame(() => reveal(current, span));
                    }
                  }}
                />
              </Suspense>
            ) : null}
          </div>
        </div>
      </div>
      <Splitter
        pane="--pane-problems"
        controls="problems-pane"
        label={words.lesson.resizeProblems}
        edge="top"
        min={90}
        max={520}
        className="max-wide:hidden"
      />
      <Problems
        report={report}
        fresh={fresh}
        empty={all.every((file) => file.text.trim() === '')}
        onGoTo={reveal}
        onFix={mend}
        actions={
          <>
            {lesson.isFree ? null : (
              <Button
                look="ghost"
                aria-pressed={comparing}
                disabled={!files}
                onClick={() => {
                  if (!comparing) noteSolutionSeen(lesson.slug);
                  setComparing(!comparing);
                }}
              >
                {comparing ? words.files.solutionClose : words.files.solution}
              </Button>
            )}
            <Button look="ghost" disabled={!files} onClick={() => setAsking(true)}>
              {words.files.reset}
            </Button>
          </>
        }
      />
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={words.files.resetAsk}
        description={words.files.resetNote}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{words.common.cancel}</Button>
            <Button look="primary" onClick={reset}>
              {words.files.reset}
            </Button>
          </>
        }
      />
    </section>
  );
}

function EditorSkeleton({ label }: { label: string }) {
  return (
    <p aria-busy="true" className="grid h-full place-content-center text-1 text-ink-3">
      {label}
    </p>
  );
}
