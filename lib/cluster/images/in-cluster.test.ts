/** Images under a real kubelet and on the real network of the simulation. */
import { describe, expect, it } from 'vitest';
import type { types } from '@/lib/kube';
import { Cluster } from '../cluster';
import type { CommandResult } from './process';

const START = 1_767_603_600_000;

async function newCluster(): Promise<Cluster> {
  return Cluster.create({ start: START, seed: 3, nodes: 1, frozen: true });
}

function run(
  cluster: Cluster,
  name: string,
  container: types.Container,
  more: types.PodSpec = { containers: [] },
): void {
  const spec: types.PodSpec = { ...more, containers: [{ name, ...container }] };
  cluster.client.create('v1/Pod', { metadata: { name, namespace: 'default', labels: { app: name } }, spec });
  cluster.clock.runUntilIdle();
}

function expose(cluster: Cluster, name: string, port: number): void {
  cluster.client.create('v1/Service', {
    metadata: { name, namespace: 'default' },
    spec: { selector: { app: name }, ports: [{ port, targetPort: port }] },
  });
  cluster.clock.runUntilIdle();
}

function uid(cluster: Cluster, name: string): string {
  return cluster.client.get('v1/Pod', 'default', name)?.metadata.uid ?? '';
}

function exec(cluster: Cluster, name: string, script: string): string {
  const result = cluster.kubelets.exec(uid(cluster, name), name, ['sh', '-c', script], '');
  return isResult(result)
    ? `${result.stdout}${result.stderr}${result.exitCode === 0 ? '' : `[${result.exitCode}]`}`
    : result.message;
}

function isResult(result: ReturnType<Cluster['kubelets']['exec']>): result is CommandResult {
  return 'exitCode' in result;
}

function logs(cluster: Cluster, name: string): string[] {
  const lines = cluster.kubelets.logs(uid(cluster, name), { container: name });
  return 'code' in lines ? [lines.message] : lines.map(({ text }) => text);
}

function state(cluster: Cluster, name: string): types.ContainerStatus | undefined {
  return cluster.client.get('v1/Pod', 'default', name)?.status?.containerStatuses?.[0];
}

describe('in a cluster', () => {
  it('a Pod looks at another by the name of its Service', async () => {
    const cluster = await newCluster();
    run(cluster, 'web', { image: 'nginx:1.29' });
    expose(cluster, 'web', 80);
    run(cluster, 'tmp', { image: 'busybox:1.37', command: ['sleep', '3600'] });
    const address = cluster.client.get('v1/Service', 'default', 'web')?.spec?.clusterIP;
    expect(exec(cluster, 'tmp', 'wget -qO- http://web | grep title')).toBe('<title>Welcome to nginx!</title>\n');
    expect(exec(cluster, 'tmp', 'nslookup web')).toBe(
      `Server:\t\t10.96.0.10\nAddress:\t10.96.0.10:53\n\nName:\tweb.default.svc.cluster.local\nAddress: ${address}\n\n`,
    );
    expect(exec(cluster, 'tmp', 'nc -zv web 80')).toBe(`web (${address}:80) open\n`);
    expect(exec(cluster, 'tmp', 'wget -qO- http://web:81 -T 1')).toMatch(
      /^wget: (?:can't connect to remote host|download timed out)/,
    );
    expect(exec(cluster, 'tmp', 'wget -qO- http://wob')).toBe("wget: bad address 'wob'\n[1]");
    expect(exec(cluster, 'tmp', 'cat /etc/hostname; hostname')).toBe('tmp\ntmp\n');
    expect(exec(cluster, 'web', 'grep nameserver /etc/resolv.conf; echo $HOSTNAME')).toBe(
      'nameserver 10.96.0.10\nweb\n',
    );
  });

  it('kill 1 ends a web server, and the kubelet starts it again', async () => {
    const cluster = await newCluster();
    run(cluster, 'web', { image: 'nginx:1.29' });
    expect(exec(cluster, 'web', 'kill 1')).toBe('');
    cluster.clock.runUntil(cluster.clock.now() + 5_000);
    expect(state(cluster, 'web')).toMatchObject({
      restartCount: 1,
      state: { running: {} },
      lastState: { terminated: { exitCode: 0, reason: 'Completed' } },
    });
  });

  it('a volume outlives a container, what lies beside it does not', async () => {
    const cluster = await newCluster();
    run(
      cluster,
      'box',
      { image: 'nginx:1.29', volumeMounts: [{ name: 'data', mountPath: '/data' }] },
      { containers: [], volumes: [{ name: 'data', emptyDir: {} }] },
    );
    expect(exec(cluster, 'box', 'echo kept > /data/a; echo gone > /tmp/b; kill 1')).toBe('');
    cluster.clock.runUntil(cluster.clock.now() + 5_000);
    expect(exec(cluster, 'box', 'cat /data/a; cat /tmp/b')).toBe('kept\ncat: /tmp/b: No such file or directory\n[1]');
  });

  it('a script that ends, one that fails, one that is not there', async () => {
    const cluster = await newCluster();
    const once: types.PodSpec = { containers: [], restartPolicy: 'Never' };
    run(cluster, 'well', { image: 'busybox', command: ['sh', '-c', 'echo working; sleep 3; echo done'] }, once);
    run(cluster, 'ill', { image: 'busybox', command: ['sh', '-c', 'echo broken >&2; exit 7'] }, once);
    run(cluster, 'none', { image: 'busybox', command: ['no-such-tool'] }, once);
    expect(logs(cluster, 'well')).toEqual(['working', 'done']);
    expect(state(cluster, 'well')?.state?.terminated).toMatchObject({ exitCode: 0, reason: 'Completed' });
    expect(state(cluster, 'ill')?.state?.terminated).toMatchObject({ exitCode: 7, reason: 'Error' });
    expect(state(cluster, 'none')?.state?.terminated).toMatchObject({ exitCode: 128, reason: 'StartError' });
  });

  it('an unknown tag, a private registry and an unknown host stay where they are', async () => {
    const cluster = await newCluster();
    const waiting = (name: string) => state(cluster, name)?.state?.waiting?.message ?? '';
    run(cluster, 'tag', { image: 'nginx:1.99' });
    run(cluster, 'ecr', { image: '123456789012.dkr.ecr.ap-northeast-2.amazonaws.com/shop-web:1.4' });
    run(cluster, 'host', { image: 'registry.example.com/app' });
    expect(waiting('tag')).toContain('docker.io/library/nginx:1.99: not found');
    expect(waiting('ecr')).toContain('no basic auth credentials');
    expect(waiting('host')).toContain('lookup registry.example.com: no such host');
  });

  it('a database by its probe', async () => {
    const cluster = await newCluster();
    run(cluster, 'pg', {
      image: 'postgres:17',
      env: [{ name: 'POSTGRES_PASSWORD', value: 'x' }],
      readinessProbe: { exec: { command: ['pg_isready', '-U', 'postgres'] }, periodSeconds: 2 },
    });
    cluster.clock.runUntil(cluster.clock.now() + 10_000);
    expect(state(cluster, 'pg')?.ready).toBe(true);
    expect(exec(cluster, 'pg', 'psql -U postgres -c "SELECT 1 AS one"')).toBe(' one \n-----\n   1\n(1 row)\n\n');
  });

  it('goes back in time: a program runs anew from what lay in its files then', async () => {
    const cluster = await newCluster();
    run(cluster, 'redis', { image: 'redis:7.4' });
    exec(cluster, 'redis', 'redis-cli set a 1');
    const moment = cluster.moment();
    exec(cluster, 'redis', 'redis-cli set a 2');
    cluster.goTo(moment);
    expect(exec(cluster, 'redis', 'redis-cli get a')).toBe('1\n');
  });

  it('takes more memory than it may', async () => {
    const cluster = await newCluster();
    const limited: types.Container = {
      image: 'polinux/stress',
      command: ['stress'],
      args: ['--vm', '1', '--vm-bytes', '250M', '--vm-hang', '1'],
      resources: { limits: { memory: '100Mi' } },
    };
    run(cluster, 'hungry', limited, { containers: [], restartPolicy: 'Never' });
    expect(state(cluster, 'hungry')?.state?.terminated).toMatchObject({ exitCode: 137, reason: 'OOMKilled' });
  });

  it('may not write, and says where', async () => {
    const cluster = await newCluster();
    const once: types.PodSpec = { containers: [], restartPolicy: 'Never' };
    run(cluster, 'fixed', { image: 'nginx:1.29', securityContext: { readOnlyRootFilesystem: true } }, once);
    run(cluster, 'other', { image: 'nginx:1.29', securityContext: { runAsUser: 1000 } }, once);
    run(cluster, 'own', { image: 'nginxinc/nginx-unprivileged:1.29', securityContext: { runAsNonRoot: true } }, once);
    const said = (name: string) => logs(cluster, name).at(-1);
    expect(said('fixed')).toBe(
      'nginx: [emerg] mkdir() "/var/cache/nginx/client_temp" failed (30: Read-only file system)',
    );
    expect(said('other')).toBe('nginx: [emerg] mkdir() "/var/cache/nginx/client_temp" failed (13: Permission denied)');
    expect(state(cluster, 'own')?.ready).toBe(true);
  });

  it('fails its probe after half a minute, as the documentation has it, and nobody waits for that', async () => {
    const cluster = await newCluster();
    run(cluster, 'liveness', {
      image: 'registry.k8s.io/busybox:1.27.2',
      args: ['/bin/sh', '-c', 'touch /tmp/healthy; sleep 30; rm -f /tmp/healthy; sleep 600'],
      livenessProbe: { exec: { command: ['cat', '/tmp/healthy'] }, initialDelaySeconds: 5, periodSeconds: 5 },
    });
    expect(cluster.clock.now() - START).toBeLessThan(60_000);
    cluster.clock.runUntil(cluster.clock.now() + 90_000);
    expect(state(cluster, 'liveness')?.restartCount).toBe(1);
  });
});
