/** What a lesson's cluster is before the learner comes: the manifests of cluster/, and cluster.yaml. */
import type { Addon, ComponentName } from '@/lib/cluster';
import { z } from 'zod';

export interface ClusterStart {
  /** The files of cluster/, applied in the order of their names. */
  readonly manifests: Readonly<Record<string, string>>;
  readonly addons?: readonly Addon[];
  /** Stopped once the manifests have come to rest. */
  readonly stopped?: readonly ComponentName[];
}

const component = z.enum([
  'kube-apiserver',
  'kube-scheduler',
  'kube-controller-manager',
  'coredns',
]) satisfies z.ZodType<ComponentName>;

/** cluster.yaml; a mistyped key is an error. */
export const startSchema = z.strictObject({
  addons: z
    .array(z.enum(['ingress', 'metrics-server']))
    .min(1)
    .optional(),
  stopped: z.array(component).min(1).optional(),
});

/** A command line (kubectl's, or the few of minikube that rehearsal.ts knows), a component that is started or
 * stopped, or a form that is sent from outside. */
export type Step =
  | string
  | {
      readonly send: {
        readonly host: string;
        readonly port: number;
        readonly path: string;
        readonly form: Readonly<Record<string, string>>;
      };
    }
  | { readonly start: ComponentName }
  | { readonly stop: ComponentName };

export const steps = z
  .array(
    z.union([
      z.string().regex(/^(kubectl|minikube) /, 'begins with kubectl or minikube'),
      z.strictObject({
        send: z.strictObject({
          host: z.string().min(1),
          port: z.int().positive(),
          path: z.string().startsWith('/'),
          form: z.record(z.string(), z.string()),
        }),
      }),
      z.strictObject({ start: component }),
      z.strictObject({ stop: component }),
    ]),
  )
  .min(1) satisfies z.ZodType<readonly Step[]>;
