import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { clusterHolding } from '../held-cluster';
import { judgeCreate, type Manifest } from '../judge';
import type { Pod } from '../schema/generated/types';
import { dryRunOf, newCluster } from '.';

interface Case {
  manifest: unknown;
  expect: { code: number; message?: string; resources?: unknown[]; annotations?: unknown };
}

const file = path.join(import.meta.dirname, '../../../fixtures/oracle/quota.jsonl');
const [first = '', ...lines] = readFileSync(file, 'utf8').trim().split('\n');
const { held }: { held: Manifest[] } = JSON.parse(first);
const cluster = clusterHolding(held, dryRunOf(newCluster));

test('limits and quotas of a namespace say what those of a real server say', () => {
  const cases: Case[] = lines.map((line) => JSON.parse(line));
  expect(cases.length).toBeGreaterThan(100);
  for (const { manifest, expect: said } of cases) expect(answer(manifest, said)).toEqual(said);
});

/** As much of the answer as was recorded. */
function answer(manifest: unknown, said: Case['expect']): Case['expect'] {
  const judgement = judgeCreate(manifest, { cluster });
  if (judgement.verdict === 'not-judged') throw new Error('not judged');
  if (judgement.verdict === 'refused') return { ...said, code: judgement.status.code, ...messageOf(judgement.status) };
  if (!said.resources) return { code: 201 };
  const { metadata, spec = {} }: Pod = JSON.parse(JSON.stringify(judgement.object));
  const containers = [...(spec.initContainers ?? []), ...(spec.containers ?? [])];
  return {
    code: 201,
    resources: containers.map(({ resources }) => resources),
    annotations: metadata?.annotations ?? null,
  };
}

function messageOf({ reason, message }: { reason: string; message: string }): { reason: string; message: string } {
  return { reason, message };
}
