'use client';

import type { ViewItem } from '@/lib/cluster';
import type { ClusterClient } from '../cluster-client';
import type { DetailWords } from './detail-words';
import { Quiet } from './quiet';
import { useFresh } from './use-fresh';

interface Props {
  client: ClusterClient;
  item: ViewItem;
  words: DetailWords;
}

/** What kubectl describe prints. */
export function DescribeView({ client, item: { id, kind, namespace, name }, words }: Props) {
  const text = useFresh(client, id, (client) =>
    client.ask('describe', { kind, name, ...(namespace !== undefined && { namespace }) }),
  );
  if (text === undefined) return <Quiet text={words.asking} />;
  return <pre className="w-max min-w-full text-[12px] leading-[18px] text-panel-ink">{text}</pre>;
}
