/**
 * Other contents of one exercise file, each with its verdict in the comments at its head:
 *
 *     # file: mongo-secret.yaml                   the exercise file that it stands for; the others are the solution's
 *     # says: Secret in version "v1" cannot …     what the API server answers, `\n` for a line's end
 *     # at: data.mongo-password                   the fields it is about, one a line, or `line 9` for YAML
 *     # fails: password-value                     the checks that fail, one a line
 *
 * In mistakes/ there is a `says` (with its `at`) or a `fails`; in answers/ there is neither, for these are right.
 */
import { parsePath } from '@/lib/checks';
import type { Exercise } from '../exercise';
import { answerFaults } from './exercise';
import { failingChecks, judgeFiles } from './judge';

export interface Variant {
  readonly file: string;
  readonly says: string | undefined;
  readonly at: readonly string[];
  readonly fails: readonly string[];
}

type Files = Readonly<Record<string, string>>;

/** Throws on a line that is none of the four. */
export function variantOf(text: string): Variant {
  const given: Record<string, string[]> = { file: [], says: [], at: [], fails: [] };
  for (const line of text.split('\n')) {
    if (!line.startsWith('#')) break;
    const [, key = '', value = ''] = /^# ([a-z]+): (.+)$/.exec(line) ?? [];
    const list = given[key];
    if (!list) throw new Error(`${JSON.stringify(line)} is none of # file:, # says:, # at:, # fails:`);
    list.push(value);
  }
  const { file = [], says = [], at = [], fails = [] } = given;
  const [name] = file;
  if (name === undefined || file.length > 1 || says.length > 1)
    throw new Error('needs one # file: and at most one # says:');
  return { file: name, says: says[0], at, fails };
}

export function mistakeFaults(exercise: Exercise, solution: Files, text: string): string[] {
  const { file, says, at, fails } = variantOf(text);
  if (says === undefined && fails.length === 0)
    return ['declares neither what the API server says nor which check fails'];
  if (solution[file] === undefined) return [`stands for ${file}, which is no file of the exercise`];
  const { manifests, refusals, remarks } = judgeFiles({ ...solution, [file]: text });
  const faults: string[] = [...remarks];

  const said = refusals.map((refusal) => refusal.says.replaceAll('\n', '\\n'));
  if (said.join('\n') !== (says ?? '')) faults.push(`says: ${said.join(' | ') || 'nothing'}`);
  const where = refusals.flatMap((refusal) => refusal.at).map((place) => JSON.stringify(place));
  const wanted = at.map((place) => JSON.stringify(place.startsWith('line ') ? place : parsePath(place)));
  if (where.join() !== wanted.join()) faults.push(`at: ${where.join(', ') || 'nowhere'}`);

  const failing = failingChecks(exercise, manifests);
  if (fails.length > 0 && failing.join() !== fails.join()) faults.push(`fails: ${failing.join(', ') || 'no check'}`);
  return faults;
}

export function otherAnswerFaults(exercise: Exercise, solution: Files, text: string): string[] {
  const { file, says, at, fails } = variantOf(text);
  if (says !== undefined || at.length > 0 || fails.length > 0) return ['a right answer declares only its file'];
  if (solution[file] === undefined) return [`stands for ${file}, which is no file of the exercise`];
  return answerFaults(exercise, { ...solution, [file]: text });
}
