/** Which items are shown: of the learner's namespaces, of one, or all. */
import type { ViewItem } from '@/lib/cluster';

/** `''` is all that is the learner's, `*` is everything, anything else is a namespace. */
export type Chosen = string;

export const MINE: Chosen = '';
export const ALL: Chosen = '*';

export function namespacesOf(items: Iterable<ViewItem>): readonly string[] {
  return [...items].flatMap(({ kind, name }) => (kind === 'Namespace' ? [name] : [])).sort();
}

/** What is of no namespace is always shown; namespaces themselves are what is chosen among. */
export function visibleItems(items: Iterable<ViewItem>, chosen: Chosen): readonly ViewItem[] {
  return [...items].filter((item) => {
    if (item.kind === 'Namespace') return false;
    if (item.namespace === undefined || chosen === ALL) return true;
    if (isOwn(item)) return false;
    return chosen === MINE ? !isSystem(item.namespace) : item.namespace === chosen;
  });
}

/** Nothing that the learner made. */
export function isEmpty(items: readonly ViewItem[]): boolean {
  return items.every(({ kind }) => kind === 'Node' || kind === 'Component');
}

export function isSystem(namespace: string): boolean {
  return namespace.startsWith('kube-');
}

/** Every cluster has it, for itself. */
function isOwn({ kind, namespace, name }: ViewItem): boolean {
  return kind === 'Service' && namespace === 'default' && name === 'kubernetes';
}
