/** exercise.yaml: the files of an exercise and what is to be done with them. A mistyped key is an error. */
import type { CheckDefinition, ConditionDefinition, LocalText } from '@/lib/checks';
import { z } from 'zod';
import { steps, type Step } from './steps';
import { localText, quotingText, refuseTwice, slug } from './text';

export interface ExerciseFile {
  readonly name: string;
  /** False for a file that is only there to be read. */
  readonly editable: boolean;
}

/** A step towards the answer: where to look, then what differs, then the shape with blanks. Never the answer. */
export interface Hint extends LocalText {
  /** YAML with `___` where the learner has to think; the same in both languages. */
  readonly code?: string | undefined;
  /** CEL over `cluster`: the hint is there only while it holds, and then it comes first. */
  readonly when?: string | undefined;
}

/** What will happen? Asked before the task is done; a wrong answer costs nothing. */
export interface Prediction {
  readonly question: LocalText;
  /** One of them is right. */
  readonly options: readonly { readonly text: LocalText; readonly isRight?: true | undefined }[];
  readonly why: LocalText;
}

export interface Task {
  readonly id: string;
  readonly title: LocalText;
  readonly predict?: Prediction | undefined;
  /** The task is done when all of them pass. */
  readonly checks: readonly CheckDefinition[];
  readonly hints: readonly Hint[];
  /** Told when it is done: what just happened, and why. */
  readonly debrief?: LocalText | undefined;
  /** What one does for it besides applying the solution: the gate does it, after the tasks before. */
  readonly steps?: readonly Step[] | undefined;
}

export interface Exercise {
  /** In the order of the tabs. */
  readonly files: readonly ExerciseFile[];
  readonly tasks: readonly Task[];
}

const fileName = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*\.yaml$/, 'must be a name like mongo-secret.yaml');

const check = z.strictObject({
  id: slug,
  over: z.enum(['manifests', 'cluster', 'traffic']).optional(),
  request: z
    .strictObject({
      host: z.string().min(1),
      address: z.string().min(1).optional(),
      port: z.int().positive(),
      path: z.string().startsWith('/'),
    })
    .optional(),
  find: z
    .strictObject({
      kind: z.string().min(1),
      name: z.string().min(1).optional(),
      apiVersion: z.string().min(1).optional(),
      namespace: z.string().min(1).optional(),
      file: fileName.optional(),
    })
    .optional(),
  expression: z.string().min(1),
  at: z.string().min(1).optional(),
  message: quotingText,
  missing: quotingText.optional(),
  absent: quotingText.optional(),
}) satisfies z.ZodType<CheckDefinition>;

const hint = localText.extend({
  code: z.string().includes('___', 'leaves no blank').optional(),
  when: z.string().min(1).optional(),
});

const predict = z
  .strictObject({
    question: localText,
    options: z
      .array(z.strictObject({ text: localText, isRight: z.literal(true).optional() }))
      .min(2)
      .max(4),
    why: localText,
  })
  .superRefine(({ options }, context) => {
    const right = options.filter(({ isRight }) => isRight).length;
    if (right !== 1) context.addIssue(`${right} options are right, not one`);
  }) satisfies z.ZodType<Prediction>;

const task = z.strictObject({
  id: slug,
  title: localText,
  predict: predict.optional(),
  checks: z.array(check).min(1).max(3),
  hints: z
    .array(hint)
    .refine(
      (hints) => [3, 4].includes(hints.filter(({ when }) => !when).length),
      'must be 3 or 4, those with when apart',
    ),
  debrief: localText.optional(),
  steps: steps.optional(),
});

export const exerciseSchema = z
  .strictObject({
    files: z.array(z.strictObject({ name: fileName, editable: z.boolean().default(true) })).min(1),
    tasks: z.array(task).min(3).max(8),
  })
  .superRefine(({ files, tasks }, context) => {
    const names = files.map(({ name }) => name);
    const checks = tasks.flatMap((task) => task.checks);
    refuseTwice(context, 'file', names);
    refuseTwice(
      context,
      'task',
      tasks.map(({ id }) => id),
    );
    refuseTwice(
      context,
      'check',
      checks.map(({ id }) => id),
    );
    for (const { id, find, over, request, absent } of checks) {
      if ((over === 'traffic') !== (request !== undefined))
        context.addIssue(`check ${id}: traffic and request go together`);
      if (over === 'traffic' && (find || !absent)) context.addIssue(`check ${id} needs absent, and no find`);
      if (over === 'cluster' ? find?.file !== undefined : find?.namespace !== undefined)
        context.addIssue(`check ${id} finds by what only the other side has`);
      if (find?.file !== undefined && !names.includes(find.file)) context.addIssue(`check ${id} finds ${find.file}`);
    }
  }) satisfies z.ZodType<Exercise>;

/** What its hints depend on, by the expressions themselves: each is asked once. */
export function conditionsOf({ tasks }: Exercise): readonly ConditionDefinition[] {
  const all = tasks.flatMap(({ hints }) => hints.flatMap(({ when }) => when ?? []));
  return [...new Set(all)].map((expression) => ({ id: expression, expression }));
}
