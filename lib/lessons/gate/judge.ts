/** Files as an exercise sees them: read, judged, and checked. */
import { judgeCreate, type Judgement } from '@/lib/kube';
import { compileChecks, runChecks, type CheckedManifest, type CheckVerdict } from '@/lib/checks';
import { parseYaml, positionAt } from '@/lib/yaml';
import type { Exercise } from '../exercise';

export interface Refusal {
  readonly file: string;
  /** The server's sentence, or kubectl's. */
  readonly says: string;
  /** The fields it is about as steps, or `line 9` for YAML that can't be read. */
  readonly at: readonly (string | readonly (string | number)[])[];
}

export interface JudgedFiles {
  readonly manifests: readonly CheckedManifest[];
  readonly refusals: readonly Refusal[];
  /** Warnings of the server, and kinds that are not judged yet. */
  readonly remarks: readonly string[];
}

export function judgeFiles(files: Readonly<Record<string, string>>): JudgedFiles {
  const manifests: CheckedManifest[] = [];
  const refusals: Refusal[] = [];
  const remarks: string[] = [];
  for (const [file, text] of Object.entries(files)) {
    for (const { index, empty, fault, value } of parseYaml(text).documents) {
      if (fault) {
        refusals.push({ file, says: fault.error, at: [`line ${positionAt(text, fault.range.start).line}`] });
      } else if (!empty) {
        const judgement = judgeCreate(value);
        manifests.push({ file, document: index, object: judgement.verdict === 'accepted' ? judgement.object : value });
        refusals.push(...refusalsOf(file, judgement));
        remarks.push(...remarksOf(file, judgement));
      }
    }
  }
  return { manifests, refusals, remarks };
}

function refusalsOf(file: string, judgement: Judgement): Refusal[] {
  if (judgement.verdict !== 'refused') return [];
  const at = judgement.errors.flatMap((error) => (error.after === undefined ? [error.path] : []));
  return [{ file, says: judgement.status.message, at }];
}

function remarksOf(file: string, judgement: Judgement): string[] {
  if (judgement.verdict === 'not-judged') return [`${file}: ${judgement.kind} is not judged`];
  return judgement.warnings.map((warning) => `${file}: ${warning}`);
}

export function runExercise(exercise: Exercise, manifests: readonly CheckedManifest[]): CheckVerdict[] {
  return runChecks(compileChecks(exercise.tasks.flatMap(({ checks }) => checks)), manifests);
}

/** The ids of the checks that fail. */
export function failingChecks(exercise: Exercise, manifests: readonly CheckedManifest[]): string[] {
  return runExercise(exercise, manifests).flatMap(({ id, passed }) => (passed ? [] : [id]));
}
