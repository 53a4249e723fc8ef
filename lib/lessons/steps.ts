/** What a learner does for a task besides applying files, so that the gate can do it. */
import type { ComponentName } from '@/lib/cluster';
import { z } from 'zod';
import { component } from './start';

export type Step =
  /** A command line: kubectl's, or the few of minikube that rehearsal.ts knows. */
  | string
  | { readonly start: ComponentName }
  | { readonly stop: ComponentName }
  /** Of the Pods whose names begin so, the first is deleted: names are not known beforehand. */
  | { readonly deleteOne: string }
  /** A command in a Pod's first container. */
  | { readonly exec: { readonly pod: string; readonly command: readonly string[] } }
  /** A form that is sent from outside. */
  | { readonly send: SentForm };

export interface SentForm {
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly form: Readonly<Record<string, string>>;
}

export const steps = z
  .array(
    z.union([
      z.string().regex(/^(kubectl|minikube) /, 'begins with kubectl or minikube'),
      z.strictObject({ start: component }),
      z.strictObject({ stop: component }),
      z.strictObject({ deleteOne: z.string().min(1) }),
      z.strictObject({ exec: z.strictObject({ pod: z.string().min(1), command: z.array(z.string()).min(1) }) }),
      z.strictObject({
        send: z.strictObject({
          host: z.string().min(1),
          port: z.int().positive(),
          path: z.string().startsWith('/'),
          form: z.record(z.string(), z.string()),
        }),
      }),
    ]),
  )
  .min(1) satisfies z.ZodType<readonly Step[]>;
