/** The demo project, as its learner does it: by a real kubectl, through the HTTP door, to the page behind the node port. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { realKubectl } from '../conformance/kubectl';
import { serveCluster, type Door } from './serve';

const files = path.resolve('fixtures/golden/kubectl/01-demo-project/files');
const PATIENCE = 60_000;

// It is fetched where it is not there yet; without a network there is nothing to try.
const kubectl = await realKubectl().catch((error: unknown) => {
  process.stderr.write(`demo.test.ts is skipped, no kubectl can be had: ${String(error)}\n`);
  return undefined;
});

describe.skipIf(!kubectl)('the demo project', () => {
  let door: Door;
  let home: string;

  beforeAll(async () => {
    home = mkdtempSync(path.join(tmpdir(), 'kubetil-demo-'));
    door = await serveCluster({ port: 0, nodePorts: true });
    writeFileSync(path.join(home, 'config'), door.kubeconfig);
  }, PATIENCE);

  afterAll(async () => {
    await door.close();
    rmSync(home, { recursive: true, force: true });
  });

  async function run(...args: string[]): Promise<string> {
    const env = { ...process.env, HOME: home, KUBECONFIG: path.join(home, 'config') };
    const { stdout } = await promisify(execFile)(kubectl ?? '', args, { env });
    return stdout;
  }

  const name = async (): Promise<unknown> => {
    const answer = await fetch('http://127.0.0.1:30100/get-profile');
    const profile = (await answer.json()) as { name: unknown };
    return profile.name;
  };

  const save = (value: string): Promise<Response> =>
    fetch('http://127.0.0.1:30100/update-profile', {
      method: 'POST',
      body: new URLSearchParams({ name: value }),
      redirect: 'manual',
    });

  test(
    'its page is served at the node port, keeps what its form posts, and loses it with the mongo Pod',
    async () => {
      for (const file of ['mongo-config', 'mongo-secret', 'mongo', 'webapp']) {
        expect(await run('apply', '-f', path.join(files, `${file}.yaml`))).toMatch(/ created\n$/);
      }
      expect(await run('wait', '--for=condition=available', 'deploy', '--all', '--timeout=30s')).toContain(
        'deployment.apps/webapp-deployment condition met',
      );
      await door.idle();
      const page = await fetch('http://127.0.0.1:30100/');
      expect(page.status).toBe(200);
      expect(await page.text()).toContain('<form');

      const before = await name();
      expect((await save('Jisoo')).status).toBe(303);
      expect(await name()).toBe('Jisoo');

      await run('delete', 'pod', '-l', 'app=mongo');
      await door.idle();
      expect(await name()).toBe(before);
    },
    PATIENCE,
  );

  test(
    'with a claim under /data/db what was posted outlives the mongo Pod',
    async () => {
      const claim = {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name: 'mongo-data' },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
      };
      const manifest = path.join(home, 'claim.json');
      writeFileSync(manifest, JSON.stringify(claim));
      await run('apply', '-f', manifest);
      const volumes = [{ name: 'data', persistentVolumeClaim: { claimName: 'mongo-data' } }];
      const containers = [{ name: 'mongodb', volumeMounts: [{ name: 'data', mountPath: '/data/db' }] }];
      const patch = { spec: { template: { spec: { volumes, containers } } } };
      await run('patch', 'deployment', 'mongo-deployment', '-p', JSON.stringify(patch));
      expect(await run('rollout', 'status', 'deployment/mongo-deployment', '--timeout=30s')).toContain(
        'successfully rolled out',
      );
      await door.idle();
      await save('Minjun');
      await run('delete', 'pod', '-l', 'app=mongo');
      await door.idle();
      expect(await name()).toBe('Minjun');
    },
    PATIENCE,
  );

  test(
    'a wrong password is what the web app logs',
    async () => {
      const patch = { stringData: { 'mongo-password': 'wrong' } };
      await run('patch', 'secret', 'mongo-secret', '-p', JSON.stringify(patch));
      await run('rollout', 'restart', 'deployment/webapp-deployment');
      await door.idle();
      expect(await run('logs', '-l', 'app=webapp', '--tail=50')).toContain('Authentication failed');
    },
    PATIENCE,
  );
});
