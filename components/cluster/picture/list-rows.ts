/** The rows of the list: kinds, and under each its items. */
import type { ViewItem } from '@/lib/cluster';
import { CONFIG } from './arrange';

export type Row =
  | { readonly id: string; readonly kind: string; readonly items: readonly ViewItem[]; readonly isOpen: boolean }
  | { readonly id: string; readonly item: ViewItem; readonly at: number; readonly of: number };

const ORDER: readonly string[] = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'CronJob',
  'Job',
  'Pod',
  'Service',
  'Ingress',
  'HorizontalPodAutoscaler',
  'NetworkPolicy',
  ...CONFIG,
  'Node',
  'Component',
];

/** @param closed the kinds whose items are not shown */
export function rowsOf(items: readonly ViewItem[], closed: ReadonlySet<string>): readonly Row[] {
  const kinds = new Map<string, ViewItem[]>();
  for (const item of items) {
    const known = kinds.get(item.kind);
    if (known) known.push(item);
    else kinds.set(item.kind, [item]);
  }
  const place = (kind: string) => (ORDER.includes(kind) ? ORDER.indexOf(kind) : ORDER.length);
  return [...kinds]
    .sort(([a], [b]) => place(a) - place(b))
    .flatMap(([kind, members]): readonly Row[] => {
      const isOpen = !closed.has(kind);
      const head = { id: `kind ${kind}`, kind, items: members, isOpen };
      if (!isOpen) return [head];
      const sorted = members.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
      return [head, ...sorted.map((item, at) => ({ id: item.id, item, at: at + 1, of: sorted.length }))];
    });
}

function keyOf({ namespace = '', name }: ViewItem): string {
  return `${namespace} ${name}`;
}
