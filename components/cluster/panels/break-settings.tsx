'use client';

import { useState } from 'react';
import { fill } from '@/components/words';
import { useOwnWords } from '@/components/words/use-own-words';
import type { ViewItem } from '@/lib/cluster';
import type { ClusterClient } from '../cluster-client';
import { BreakAct, FIELD, shortName } from './break-act';
import { breakWords } from './break-words';
import { badImage, readersOf, wrongPassword } from './setting-deeds';
import type { Deeds } from './use-deeds';

interface Props {
  client: ClusterClient;
  items: readonly ViewItem[];
  deeds: Deeds;
}

/** What is wrong in what was written: a tag, a password. */
export function BreakSettings({ client, items, deeds }: Props) {
  const words = useOwnWords(breakWords);
  const [chosen, setChosen] = useState('');
  const [reading, setReading] = useState('');
  const deployments = items.filter(({ kind }) => kind === 'Deployment');
  const deployment = deployments.find(({ id }) => id === chosen) ?? deployments[0];
  const readers = readersOf(items).map((reader) => ({ ...reader, id: `${reader.workload.id} ${reader.secret}` }));
  const reader = readers.find(({ id }) => id === reading) ?? readers.at(-1);
  return (
    <>
      {deployment ? (
        <>
          <select
            aria-label={words.chooseDeployment}
            value={deployment.id}
            onChange={(event) => setChosen(event.target.value)}
            className={FIELD}
          >
            {deployments.map((one) => (
              <option key={one.id} value={one.id}>
                {shortName(one)}
              </option>
            ))}
          </select>
          <BreakAct
            name={words.badImage}
            does={words.badImageDoes}
            disabled={deeds.isBusy}
            onAct={() => deeds.perform(badImage(client, deployment))}
          />
        </>
      ) : (
        <p className="text-1 text-panel-ink-2">{words.noDeployments}</p>
      )}
      {reader ? (
        <>
          <select
            aria-label={words.chooseReader}
            value={reader.id}
            onChange={(event) => setReading(event.target.value)}
            className={`mt-2 ${FIELD}`}
          >
            {readers.map(({ id, workload, secret }) => (
              <option key={id} value={id}>
                {fill(words.reader, { name: shortName(workload), secret })}
              </option>
            ))}
          </select>
          <BreakAct
            name={words.wrongPassword}
            does={words.wrongPasswordDoes}
            disabled={deeds.isBusy}
            onAct={() => deeds.perform(wrongPassword(client, reader, readers, client.pulse?.time ?? 0))}
          />
        </>
      ) : (
        <p className="text-1 text-panel-ink-2">{words.noReaders}</p>
      )}
    </>
  );
}
