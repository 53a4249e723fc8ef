'use client';

import { useEffect } from 'react';
import { isRefused, taskStates } from '@/components/checks/task-states';
import { sharedStore, useRevision, useStore } from '@/components/storage/use-store';
import {
  hintsShown,
  noteFile,
  noteHints,
  noteOpened,
  notePassed,
  notePrediction,
  noteSolutionSeen as noteSeen,
  predictionOf,
  readLesson,
} from '@/lib/progress';
import type { CheckVerdict } from '@/lib/checks';
import type { ClusterVerdicts } from '@/workers/cluster-protocol';
import type { Report } from '@/workers/protocol';
import type { LessonData } from './lesson-data';
import type { Judged } from './reporter';

const progress = () => sharedStore('progress');

/** Keeps the lesson's progress in step with its checks. */
export function useProgressOf(
  lesson: LessonData,
  judged: Judged | undefined,
  answered: ClusterVerdicts | undefined,
): void {
  useEffect(() => {
    let gone = false;
    if (lesson.exercise.tasks.length === 0) return undefined;
    void progress().loaded.then(() => {
      if (!gone) noteOpened(progress().doc, lesson.slug, Date.now());
    });
    return () => {
      gone = true;
    };
  }, [lesson]);
  useEffect(() => {
    if (!judged || lesson.exercise.tasks.length === 0) return;
    const states = taskStates(lesson.exercise.tasks, allVerdicts(judged.report, answered));
    const done = states.filter((state) => state.done).length;
    // All tasks done over files that the API server refuses is not solved yet.
    const counted = isRefused(judged.report) ? Math.min(done, states.length - 1) : done;
    void progress().loaded.then(() => notePassed(progress().doc, lesson.slug, counted, states.length, Date.now()));
  }, [lesson, judged, answered]);
}

/** What the files and the cluster answer; undefined before the files are judged. */
export function allVerdicts(
  report: Report | undefined,
  answered: ClusterVerdicts | undefined,
): readonly CheckVerdict[] | undefined {
  return report && [...report.checks, ...(answered?.verdicts ?? [])];
}

export function rememberFile(slug: string, file: string): void {
  void progress().loaded.then(() => noteFile(progress().doc, slug, file));
}

export function rememberedFile(slug: string): string | undefined {
  return readLesson(progress().doc, slug).lastFile;
}

export function noteSolutionSeen(slug: string): void {
  noteSeen(progress().doc, slug);
}

export function noteHint(slug: string, task: string, shown: number): void {
  noteHints(progress().doc, slug, task, shown);
}

export function useHintsShown(slug: string, task: string): number {
  const store = useStore('progress');
  useRevision(store?.doc);
  return store ? hintsShown(store.doc, slug, task) : 0;
}

export function notePredicted(slug: string, task: string, option: number): void {
  notePrediction(progress().doc, slug, task, option);
}

export function usePredicted(slug: string, task: string): number | undefined {
  const store = useStore('progress');
  useRevision(store?.doc);
  return store && predictionOf(store.doc, slug, task);
}
