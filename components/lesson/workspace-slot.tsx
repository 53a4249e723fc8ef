'use client';

import { useCallback, useEffect, useState, type ComponentType } from 'react';
import type { LessonData } from './lesson-data';

interface Props {
  lesson: LessonData;
  words: { loading: string; failed: string; retry: string; files: string; checks: string };
}

/**
 * The places of the files and the checks, empty until their code is here. The prose can be read at once: nothing of
 * the editor is in the page's first script.
 */
export function WorkspaceSlot({ lesson, words }: Props) {
  const [Workspace, setWorkspace] = useState<ComponentType<{ lesson: LessonData }>>();
  const [failed, setFailed] = useState(false);
  const load = useCallback(
    () =>
      import('./workspace').then(
        (module) => setWorkspace(() => module.Workspace),
        () => setFailed(true),
      ),
    [],
  );
  useEffect(() => {
    void load();
  }, [load]);
  if (Workspace) return <Workspace key={lesson.slug} lesson={lesson} />;
  return (
    <>
      <section
        id="files-pane"
        aria-label={words.files}
        aria-busy={!failed}
        className="lesson-files grid place-content-center border-l border-rule bg-sheet p-6 text-center text-1 text-ink-2"
      >
        {failed ? (
          <div role="alert" className="grid justify-items-center gap-3">
            {words.failed}
            <button
              type="button"
              className="rounded-1 border border-rule-2 px-3 py-1"
              onClick={() => {
                setFailed(false);
                void load();
              }}
            >
              {words.retry}
            </button>
          </div>
        ) : (
          words.loading
        )}
      </section>
      <section id="room-pane" aria-label={words.checks} className="lesson-room room bg-panel" />
    </>
  );
}
