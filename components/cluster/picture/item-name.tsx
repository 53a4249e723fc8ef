import type { ViewItem } from '@/lib/cluster';

/** With its namespace, where that is not the one that everybody begins in. */
export function Name({ item: { namespace, name } }: { item: ViewItem }) {
  return (
    <>
      {isElsewhere(namespace) ? <span className="font-normal text-panel-ink-2">{namespace}/</span> : null}
      {name}
    </>
  );
}

export function isElsewhere(namespace: string | undefined): namespace is string {
  return namespace !== undefined && namespace !== 'default';
}
