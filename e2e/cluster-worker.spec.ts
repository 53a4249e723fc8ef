/** The cluster in a real browser's worker, under the site's own security policy. */
import path from 'node:path';
import { build } from 'esbuild';
import { expect, test } from './test';

const WORKER = '/e2e/cluster.worker.js';

test('a cluster boots in a worker, runs the demo project and takes it back', async ({ page, context }) => {
  const { outputFiles } = await build({
    entryPoints: [path.resolve('workers/cluster.worker.ts')],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    alias: { '@': process.cwd() },
  });
  const body = outputFiles[0]?.text ?? '';
  await context.route(`**${WORKER}`, (route) => route.fulfill({ contentType: 'text/javascript', body }));
  await page.goto('/en');

  const manifests = await Promise.all(
    ['mongo-config', 'mongo-secret', 'mongo', 'webapp'].map((name) => manifestsIn(name)),
  );
  const said = await page.evaluate(
    async ({ worker, objects }) => {
      const cluster = new Worker(worker);
      let last = 0;
      const waiting = new Map<number, (answer: unknown) => void>();
      cluster.addEventListener(
        'message',
        ({ data }: MessageEvent<{ type: string; id: number; answer?: unknown; message?: string }>) => {
          if (data.type === 'answer') waiting.get(data.id)?.(data.answer);
          if (data.type === 'fault') waiting.get(data.id)?.(data.message);
        },
      );
      const ask = (type: string, question: unknown): Promise<unknown> =>
        new Promise((resolve) => {
          last += 1;
          waiting.set(last, resolve);
          cluster.postMessage({ type, id: last, ask: question });
        });
      const get = (url: string) => ask('request', { method: 'GET', url, headers: {}, body: '' });
      await ask('open', { start: 1_767_603_600_000, seed: 1, nodes: 1 });
      await ask('mark', 'apply');
      const codes: unknown[] = [];
      for (const { url, object } of objects) {
        const headers = { 'content-type': 'application/json' };
        codes.push(await ask('request', { method: 'POST', url, headers, body: JSON.stringify(object) }));
      }
      await ask('runUntilIdle', null);
      const http = { method: 'GET', path: '/', headers: {}, body: '' };
      const page = await ask('send', {
        from: { from: 'outside' },
        to: { host: '192.168.49.2', port: 30100 },
        message: { http },
      });
      const before = await get('/api/v1/namespaces/default/pods');
      await ask('undo', null);
      const after = await get('/api/v1/namespaces/default/pods');
      cluster.terminate();
      return JSON.stringify({ codes, page, before, after });
    },
    { worker: WORKER, objects: manifests.flat() },
  );
  const { codes, page: answered, before, after } = JSON.parse(said) as Said;
  expect(codes.map(({ status }) => status)).toEqual(codes.map(() => 201));
  expect(answered.outcome.reply?.http?.status).toBe(200);
  expect(answered.outcome.reply?.http?.body).toContain('<form');
  expect(before.body.match(/"phase":"Running"/g)).toHaveLength(2);
  expect(JSON.parse(after.body)).toMatchObject({ items: [] });
});

interface Said {
  codes: { status: number }[];
  page: { outcome: { reply?: { http?: { status: number; body: string } } } };
  before: { body: string };
  after: { body: string };
}

const PLURALS: Readonly<Record<string, string>> = {
  ConfigMap: '/api/v1/namespaces/default/configmaps',
  Secret: '/api/v1/namespaces/default/secrets',
  Service: '/api/v1/namespaces/default/services',
  Deployment: '/apis/apps/v1/namespaces/default/deployments',
};

async function manifestsIn(name: string): Promise<{ url: string; object: object }[]> {
  const { readFileSync } = await import('node:fs');
  const { parseYaml } = await import('@/lib/yaml');
  const text = readFileSync(path.resolve(`fixtures/golden/kubectl/01-demo-project/files/${name}.yaml`), 'utf8');
  return parseYaml(text).documents.map(({ value }) => {
    const object = value as { kind: string };
    return { url: PLURALS[object.kind] ?? '', object };
  });
}
