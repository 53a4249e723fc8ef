/** exercise.yaml: the files of an exercise and what is to be done with them. A mistyped key is an error. */
import type { CheckDefinition, LocalText } from '@/lib/checks';
import { z } from 'zod';
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
}

export interface Task {
  readonly id: string;
  readonly title: LocalText;
  /** The task is done when all of them pass. */
  readonly checks: readonly CheckDefinition[];
  readonly hints: readonly Hint[];
}

export interface Exercise {
  /** In the order of the tabs. */
  readonly files: readonly ExerciseFile[];
  readonly tasks: readonly Task[];
}

const fileName = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*\.yaml$/, 'must be a name like mongo-secret.yaml');

const check = z.strictObject({
  id: slug,
  over: z.literal('manifests').optional(),
  find: z
    .strictObject({
      kind: z.string().min(1),
      name: z.string().min(1).optional(),
      apiVersion: z.string().min(1).optional(),
      file: fileName.optional(),
    })
    .optional(),
  expression: z.string().min(1),
  at: z.string().min(1).optional(),
  message: quotingText,
  missing: quotingText.optional(),
  absent: quotingText.optional(),
}) satisfies z.ZodType<CheckDefinition>;

const hint = localText.extend({ code: z.string().includes('___', 'leaves no blank').optional() });

const task = z.strictObject({
  id: slug,
  title: localText,
  checks: z.array(check).min(1).max(3),
  hints: z.array(hint).min(3).max(4),
});

export const exerciseSchema = z
  .strictObject({
    files: z.array(z.strictObject({ name: fileName, editable: z.boolean().default(true) })).min(1),
    tasks: z.array(task).min(3).max(6),
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
    for (const { id, find } of checks) {
      if (find?.file !== undefined && !names.includes(find.file)) context.addIssue(`check ${id} finds ${find.file}`);
    }
  }) satisfies z.ZodType<Exercise>;
