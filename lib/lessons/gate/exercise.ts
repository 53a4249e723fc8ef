/** An exercise can be solved, isn't solved yet, and its hints stop short of the answer. */
import { asksCluster } from '@/lib/checks';
import type { Exercise, Task } from '../exercise';
import { failingChecks, judgeFiles } from './judge';

interface Files {
  readonly starter: Readonly<Record<string, string>>;
  readonly solution: Readonly<Record<string, string>>;
}

export function exerciseFaults(exercise: Exercise, { starter, solution }: Files): string[] {
  const faults: string[] = [];
  const atFirst = failingChecks(exercise, judgeFiles(starter).manifests);
  for (const { id, checks } of exercise.tasks) {
    // A task of the cluster alone: see cluster.ts.
    if (checks.every(asksCluster)) continue;
    if (!checks.some((check) => atFirst.includes(check.id))) faults.push(`task ${id} is done before anything is typed`);
  }
  for (const { name, editable } of exercise.files) {
    if (!editable && starter[name] !== solution[name]) faults.push(`${name} can't be edited, but its solution differs`);
  }
  faults.push(...answerFaults(exercise, solution), ...exercise.tasks.flatMap((task) => hintFaults(task, solution)));
  return faults;
}

/** A right answer: accepted without a warning, and every check passes. */
export function answerFaults(exercise: Exercise, files: Readonly<Record<string, string>>): string[] {
  const { manifests, refusals, remarks } = judgeFiles(files);
  return [
    ...refusals.map(({ file, says }) => `${file} is refused: ${says}`),
    ...remarks,
    ...failingChecks(exercise, manifests).map((id) => `check ${id} fails`),
  ];
}

/** A hint may show the shape, but not three lines of the answer as they are. */
function hintFaults({ id, hints }: Task, solution: Readonly<Record<string, string>>): string[] {
  const answer = new Set(Object.values(solution).flatMap(tellingLines));
  return hints.flatMap((hint, index) => {
    const told = [hint.code ?? '', hint.en, hint.ko].map((text) =>
      tellingLines(text).filter((line) => answer.has(line)),
    );
    return told.some((lines) => lines.length > 2) ? [`hint ${index + 1} of task ${id} tells the answer`] : [];
  });
}

/** Lines with a value that is no blank: `replicas: 3`, not `spec:`. */
function tellingLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /[^:\s]$/.test(line) && !line.startsWith('#') && !line.includes('___') && line !== '---');
}
