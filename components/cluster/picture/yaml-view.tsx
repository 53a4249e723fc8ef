'use client';

import { useState } from 'react';
import type { ViewItem } from '@/lib/cluster';
import type { ClusterClient } from '../cluster-client';
import { readObject } from '../panels/api-objects';
import type { DetailWords } from './detail-words';
import { objectUrl } from './object-url';
import { Quiet } from './quiet';
import { useFresh } from './use-fresh';
import { yamlLines } from './yaml-lines';

interface Props {
  client: ClusterClient;
  item: ViewItem;
  words: DetailWords;
}

/** The object as the server has it; what the learner did not write is dimmed. */
export function YamlView({ client, item, words }: Props) {
  const [isWhole, setWhole] = useState(true);
  const url = objectUrl(item);
  const answer = useFresh(client, url, (client) => readObject(client, url));
  if (!answer) return <Quiet text={words.asking} />;
  if (answer.status === 0) return <Quiet text={words.silent} />;
  if (answer.status !== 200) return <Quiet text={words.gone} />;
  const lines = yamlLines(answer.body);
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-0 text-panel-ink-2">
        <label className="flex min-h-6 items-center gap-1.5 text-panel-ink touch:min-h-11">
          <input type="checkbox" checked={isWhole} onChange={(event) => setWhole(event.target.checked)} />
          {words.added}
        </label>
        {isWhole ? <span>{words.addedNote}</span> : null}
      </div>
      <pre className="w-max min-w-full text-[12px] leading-[18px]">
        {lines
          .filter(({ isAdded }) => isWhole || !isAdded)
          .map(({ text, isAdded }, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- a line is its place
            <span
              key={at}
              data-added={isAdded || undefined}
              className={isAdded ? 'text-panel-ink-2/75' : 'text-panel-ink'}
            >
              {`${text}\n`}
            </span>
          ))}
      </pre>
    </div>
  );
}
