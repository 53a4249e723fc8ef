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
  noteSolutionSeen as noteSeen,
  readLesson,
} from '@/lib/progress';
import type { LessonData } from './lesson-data';
import type { Judged } from './reporter';

const progress = () => sharedStore('progress');

/** Keeps the lesson's progress in step with its checks. */
export function useProgressOf(lesson: LessonData, judged: Judged | undefined): void {
  useEffect(() => {
    let gone = false;
    void progress().loaded.then(() => {
      if (!gone) noteOpened(progress().doc, lesson.slug, Date.now());
    });
    return () => {
      gone = true;
    };
  }, [lesson.slug]);
  useEffect(() => {
    if (!judged) return;
    const states = taskStates(lesson.exercise.tasks, judged.report.checks);
    const done = states.filter((state) => state.done).length;
    // All tasks done over files that the API server refuses is not solved yet.
    const counted = isRefused(judged.report) ? Math.min(done, states.length - 1) : done;
    void progress().loaded.then(() => notePassed(progress().doc, lesson.slug, counted, states.length, Date.now()));
  }, [lesson, judged]);
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
