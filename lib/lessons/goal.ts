/** The goal of each exercise, as a picture: what the cluster holds once it is solved. */
import type { ViewItem } from '@/lib/cluster';
import { lessonsOf } from './course';
import { loadCourse, loadLesson } from './load';

/** The text of generated/goals.json. The cluster comes only when it is asked for: a page never does. */
export async function makeGoals(): Promise<string> {
  const goals: Record<string, readonly ViewItem[]> = {};
  for (const { slug } of lessonsOf(loadCourse())) {
    const lesson = loadLesson(slug, 'en');
    // oxlint-disable-next-line no-await-in-loop -- a processor each would not be faster
    if (lesson.exercise) goals[slug] = await goalOf(lesson);
  }
  return `${JSON.stringify(goals)}\n`;
}

async function goalOf({ exercise, start, solution }: ReturnType<typeof loadLesson>): Promise<readonly ViewItem[]> {
  const { Rehearsal } = await import('./rehearsal');
  const rehearsal = await Rehearsal.begin(start);
  const before = new Set(rehearsal.items().map(({ id }) => id));
  await rehearsal.apply(solution);
  for (const step of exercise?.tasks.flatMap(({ steps = [] }) => steps) ?? []) {
    // oxlint-disable-next-line no-await-in-loop -- each depends on those before
    await rehearsal.do(step);
  }
  // What a lesson begins with is part of its picture; the namespaces, nodes and components of every cluster are not.
  const started = start ? rehearsal.items() : rehearsal.items().filter(({ id }) => !before.has(id));
  return started.filter(
    ({ kind, name, status }) =>
      !['Node', 'Component', 'Namespace'].includes(kind) &&
      name !== 'kubernetes' &&
      // What a rollout left behind.
      !(kind === 'ReplicaSet' && status === '0/0'),
  );
}
