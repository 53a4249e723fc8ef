/** For tests: items as lib/cluster tells them. */
import type { ViewItem, ViewTie } from '@/lib/cluster';

export function item(kind: string, name: string, more: Partial<ViewItem> = {}): ViewItem {
  const id = `${kind}-${name}`;
  return { id, apiVersion: 'v1', kind, namespace: 'default', name, state: 'ready', status: '', ties: [], ...more };
}

export function tie(by: ViewTie['by'], kind: string, name: string, more: Partial<ViewTie> = {}): ViewTie {
  return { by, kind, namespace: 'default', name, isMissing: false, ...more };
}
