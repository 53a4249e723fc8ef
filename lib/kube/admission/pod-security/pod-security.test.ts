import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { judgeUpdate } from '../../change';
import { judgeCreate } from '../../judge';
import { newContainer, newPod } from '../../validation/sample-objects';
import { newCluster, type AdmissionCluster } from '..';
import { loadAllKinds } from '../../later';

await loadAllKinds();

interface Case {
  manifest: unknown;
  expect: { code: number; message?: string; warnings?: string[] };
}

const file = path.join(import.meta.dirname, '../../../../fixtures/oracle/pod-security.jsonl');
const [first = '', ...lines] = readFileSync(file, 'utf8').trim().split('\n');
const { namespaces }: { namespaces: Record<string, Record<string, string>> } = JSON.parse(first);

function labelled(levels: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(levels).map(([key, value]) => [`pod-security.kubernetes.io/${key}`, value]));
}

const cluster: AdmissionCluster = {
  ...newCluster,
  namespace: (name) => ({ metadata: { name, labels: labelled(namespaces[name] ?? {}) }, status: { phase: 'Active' } }),
  serviceAccount: (namespace, name) => ({ metadata: { name, namespace } }),
};

test('says what a real server says of Pods and templates, by the labels of their namespace', () => {
  const cases: Case[] = lines.map((line) => JSON.parse(line));
  expect(cases.length).toBeGreaterThan(100);
  for (const { manifest, expect: said } of cases) {
    const judgement = judgeCreate(manifest, { cluster });
    if (judgement.verdict === 'not-judged') throw new Error('not judged');
    expect({
      code: judgement.verdict === 'accepted' ? 201 : judgement.status.code,
      ...(judgement.verdict === 'refused' && { message: judgement.status.message }),
      warnings: judgement.warnings,
    }).toEqual({ code: said.code, ...(said.message && { message: said.message }), warnings: said.warnings ?? [] });
  }
});

test('only what runs is looked at again when a Pod changes', () => {
  const live = liveManifest();
  const changed = (image: string, labels: Record<string, string>) => ({
    ...live,
    metadata: { name: 'web', namespace: 'ps-r', labels },
    spec: { ...live.spec, containers: [{ ...live.spec.containers[0], image }] },
  });
  expect(judgeUpdate(changed('nginx', { app: 'web' }), live, { cluster }).verdict).toBe('accepted');
  expect(judgeUpdate(changed('nginx:2', {}), live, { cluster })).toMatchObject({ status: { code: 403 } });
});

/** A Pod from before its namespace got strict. */
function liveManifest() {
  const { metadata, spec } = newPod(
    { containers: [newContainer({ image: 'nginx' })], enableServiceLinks: true, tolerations: [{ operator: 'Exists' }] },
    { namespace: 'ps-r' },
  );
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec: { ...spec, containers: spec?.containers ?? [] } };
}
