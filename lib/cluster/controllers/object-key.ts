/** How a queue names an object: `default/web`, or `minikube` of what lives in no namespace. Models cache.MetaNamespaceKeyFunc. */
import type { types } from '@/lib/kube';

export function keyOf({ metadata }: { readonly metadata?: types.ObjectMeta }): string {
  const { namespace, name = '' } = metadata ?? {};
  return namespace ? `${namespace}/${name}` : name;
}

/** The namespace is empty where there is none. */
export function fromKey(key: string): { readonly namespace: string; readonly name: string } {
  const slash = key.indexOf('/');
  return { namespace: key.slice(0, Math.max(0, slash)), name: key.slice(slash + 1) };
}
