/** What an exercise asks of the cluster can be answered: not before the solution is applied, and then it is. */
import { asksCluster } from '@/lib/checks';
import { conditionsOf, type Exercise, type Task } from '../exercise';
import { Rehearsal } from '../rehearsal';
import type { ClusterStart } from '../start';

type Files = Readonly<Record<string, string>>;

export function hasClusterChecks({ tasks }: Pick<Exercise, 'tasks'>): boolean {
  return tasks.some(isAskedOfCluster);
}

/** A task over the cluster that is done with the starter alone. */
export async function starterFaults(
  exercise: Exercise,
  start: ClusterStart | undefined,
  starter: Files,
): Promise<string[]> {
  const rehearsal = await Rehearsal.begin(start);
  const faults = rehearsal.complaints.map((complaint) => `cluster/: ${complaint}`);
  // Much of a starter is refused; what is not, is applied. Where there is nothing to write, applying is part of the task.
  if (exercise.files.some(({ editable }) => editable)) await rehearsal.apply(starter);
  const failing = failingChecks(rehearsal, exercise);
  const done = exercise.tasks.filter(isAskedOfCluster).filter((task) => !task.checks.some(({ id }) => failing.has(id)));
  return [...faults, ...done.map(({ id }) => `task ${id} is done with the starter`)];
}

/** Checks over the cluster that fail though the answer is applied and each task's steps are done. */
export async function appliedFaults(
  exercise: Exercise,
  start: ClusterStart | undefined,
  answer: Files,
): Promise<string[]> {
  const rehearsal = await Rehearsal.begin(start);
  await rehearsal.apply(answer);
  const faults: string[] = [];
  for (const { id, steps } of exercise.tasks) {
    if (!steps) continue;
    // Else the steps would be for nothing.
    const failing = failingChecks(rehearsal, exercise);
    const own = exercise.tasks.find((task) => task.id === id)?.checks ?? [];
    if (!own.some((check) => failing.has(check.id))) faults.push(`task ${id} is done before its steps`);
    // oxlint-disable-next-line no-await-in-loop -- each depends on those before
    for (const step of steps) await rehearsal.do(step);
  }
  return [
    ...rehearsal.complaints,
    ...faults,
    ...rehearsal
      .verdicts(exercise)
      .filter(({ passed }) => !passed)
      .map(({ id, message }) => `check ${id} fails: ${message?.en ?? ''}`),
    ...rehearsal.conditions(exercise).map((when) => `a hint is still shown when ${when}`),
  ];
}

/** A `when` that holds in none of these states, nor after a step: nobody would ever read that hint. */
export async function whenFaults(
  exercise: Exercise,
  start: ClusterStart | undefined,
  solution: Files,
  states: readonly Files[],
): Promise<string[]> {
  const left = new Set(conditionsOf(exercise).map(({ id }) => id));
  if (left.size === 0) return [];
  const note = (rehearsal: Rehearsal): void => rehearsal.conditions(exercise).forEach((when) => left.delete(when));
  for (const files of [...states, withoutImages(solution)]) {
    // oxlint-disable-next-line no-await-in-loop -- one cluster at a time
    const rehearsal = await Rehearsal.begin(start);
    note(rehearsal);
    // oxlint-disable-next-line no-await-in-loop
    await rehearsal.apply(files);
    note(rehearsal);
    if (left.size === 0) return [];
  }
  const rehearsal = await Rehearsal.begin(start);
  await rehearsal.apply(solution);
  for (const step of exercise.tasks.flatMap(({ steps: own = [] }) => own)) {
    // oxlint-disable-next-line no-await-in-loop -- each depends on those before
    await rehearsal.do(step);
    note(rehearsal);
  }
  return [...left].map((when) => `a hint is never shown: ${when}`);
}

/** With tags that no registry has. */
function withoutImages(files: Files): Files {
  const entries = Object.entries(files);
  return Object.fromEntries(entries.map(([name, text]) => [name, text.replace(/(image: \S+):\S+/g, '$1:0.0-none')]));
}

function isAskedOfCluster({ checks }: Task): boolean {
  return checks.some(asksCluster);
}

function failingChecks(rehearsal: Rehearsal, exercise: Exercise): ReadonlySet<string> {
  return new Set(rehearsal.verdicts(exercise).flatMap(({ id, passed }) => (passed ? [] : [id])));
}
