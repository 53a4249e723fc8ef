/** The kinds behind the types. */
import { kinds } from '../schema';
import type { GroupVersionKind } from './schema';

interface TypedKind {
  readonly apiVersion: string;
  readonly kind: string;
  /** Its short name. */
  readonly type: string;
}

/** Every kind that has a type of its own: those of resources, and those that are only sent or answered. */
export const typedKinds: readonly TypedKind[] = [
  ...kinds,
  { apiVersion: 'autoscaling/v1', kind: 'Scale', type: 'Scale' },
  { apiVersion: 'policy/v1', kind: 'Eviction', type: 'Eviction' },
  { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', type: 'AuthenticationV1TokenRequest' },
  { apiVersion: 'v1', kind: 'DeleteOptions', type: 'DeleteOptions' },
  { apiVersion: 'v1', kind: 'Status', type: 'Status' },
];

/** What a type is the type of; nothing for most. */
export function gvksOf(type: string): GroupVersionKind[] {
  return typedKinds.filter((kind) => kind.type === type).map(gvkOf);
}

export function gvkOf({ apiVersion, kind }: Pick<TypedKind, 'apiVersion' | 'kind'>): GroupVersionKind {
  const [version = '', group = ''] = apiVersion.split('/').reverse();
  return { group, kind, version };
}
