/** The kinds that quotas count, and how. Models quota.Evaluator (apiserver's pkg/quota/v1). */
import type { Client, ModelledKind, Stored, types } from '@/lib/kube';
import { heldKinds } from '../held-kinds';
import { isPodTerminal } from '../pod-readiness';
import type { Amounts } from './amount';
import { claimUsage, objectUsage, podUsage, serviceUsage } from './usage';

export interface Counted {
  readonly namespace: string;
  readonly usage: Amounts;
  /** Where it is one: scopes only know Pods. */
  readonly pod: types.Pod | undefined;
}

export interface Evaluator {
  readonly key: ModelledKind;
  /** Whether a quota of these resources may count it. */
  concerns(hard: Readonly<Record<string, string>>): boolean;
  all(namespace: string): Iterable<Counted>;
  /** Called when something comes, and when something goes or takes more or less than before. Answers how to stop. */
  follow(onAdded: (added: Counted) => void, onTurned: (namespace: string) => void): () => void;
}

interface Rules<K extends ModelledKind> {
  readonly key: K;
  readonly usage: (object: Stored<K>) => Amounts;
  readonly concerns: (hard: Readonly<Record<string, string>>) => boolean;
  readonly isTurned?: (object: Stored<K>, before: Stored<K>) => boolean;
  readonly pod?: (object: Stored<K>) => types.Pod;
}

export function newEvaluators(client: Client): readonly Evaluator[] {
  return heldKinds.flatMap(({ key, kind }) => {
    if (!kind.namespaced) return [];
    switch (key) {
      case 'v1/Pod':
        return newEvaluator(client, {
          key,
          usage: podUsage,
          concerns: always,
          isTurned: (pod, before) => isPodTerminal(pod) !== isPodTerminal(before),
          pod: (pod) => pod,
        });
      case 'v1/Service':
        return newEvaluator(client, {
          key,
          usage: serviceUsage,
          concerns: always,
          isTurned: ({ spec }, before) => spec?.type !== before.spec?.type || spec?.ports !== before.spec?.ports,
        });
      case 'v1/PersistentVolumeClaim':
        return newEvaluator(client, {
          key,
          usage: claimUsage,
          concerns: always,
          isTurned: ({ spec }, before) => spec?.resources !== before.spec?.resources,
        });
      default: {
        const usage = objectUsage(kind);
        return newEvaluator<ModelledKind>(client, {
          key,
          usage: () => usage,
          concerns: (hard) => [...usage.keys()].some((resource) => hard[resource] !== undefined),
        });
      }
    }
  });
}

/** Pods, Services and claims are named in many ways. */
function always(): boolean {
  return true;
}

function newEvaluator<K extends ModelledKind>(client: Client, rules: Rules<K>): Evaluator {
  const { key, concerns } = rules;
  const counted = (object: Stored<K>): Counted => ({
    namespace: object.metadata.namespace ?? '',
    usage: rules.usage(object),
    pod: rules.pod?.(object),
  });
  return {
    key,
    concerns,
    *all(namespace) {
      for (const object of client.list(key, namespace)) yield counted(object);
    },
    follow: (onAdded, onTurned) =>
      client.onChange(key, ({ type, object, before }) => {
        const { namespace = '' } = object.metadata;
        if (type === 'ADDED') {
          if (hasQuotas(client, namespace)) onAdded(counted(object));
        } else if (type === 'DELETED' || (before && rules.isTurned?.(object, before))) onTurned(namespace);
      }),
  };
}

/** Most namespaces have none, and nothing needs to be counted there. */
function hasQuotas(client: Client, namespace: string): boolean {
  const [first] = client.list('v1/ResourceQuota', namespace);
  return first !== undefined;
}
