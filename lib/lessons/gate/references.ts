/** What prose and checks point at is there. */
import { asksCluster, parsePath, resolvePath } from '@/lib/checks';
import type { Exercise } from '../exercise';
import { judgeFiles } from './judge';
import type { Outline } from './outline';

type Files = Readonly<Record<string, string>>;

/** <At> leads to a field of the solution, so that it is there in the end. */
export function linkFaults({ components }: Outline, solution: Files): string[] {
  const { manifests } = judgeFiles(solution);
  return components.flatMap(({ name, attributes: { file = '', path = '' } }) => {
    if (name !== 'At') return [];
    if (solution[file] === undefined) return [`<At> leads to ${file}, which is no file of the exercise`];
    const steps = parsePath(path);
    const there = manifests.some((manifest) => manifest.file === file && resolvePath(steps, manifest.object).exists);
    return there || path === '' ? [] : [`<At> leads to ${path}, which ${file} does not have`];
  });
}

/** A check's `at` leads to a field that some answer has, right or wrong. `variants` are all texts there are. */
export function checkPathFaults(exercise: Exercise, variants: readonly Files[]): string[] {
  const manifests = variants.flatMap((files) => judgeFiles(files).manifests);
  return exercise.tasks.flatMap(({ checks }) =>
    checks.flatMap((check) => {
      const { id, at, find } = check;
      // A field of the status, or of an answer, is in no file.
      if (at === undefined || asksCluster(check)) return [];
      if (!find) return [`check ${id} points at ${at} of nothing: it has no find`];
      const steps = parsePath(at);
      const there = manifests.some(({ object }) => {
        const kind = resolvePath(['kind'], object);
        return kind.value === find.kind && resolvePath(steps, object).exists;
      });
      return there ? [] : [`check ${id} points at ${at}, which no ${find.kind} has`];
    }),
  );
}
