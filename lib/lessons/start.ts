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

export const component = z.enum([
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
