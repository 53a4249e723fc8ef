import { describe, expect, it } from 'vitest';
import { newRegistry } from '../index';
import { get, start, type TestProcessOptions } from '../test-process';

function run(reference: string, options: TestProcessOptions = {}, args?: readonly string[]) {
  const pulled = newRegistry().pull(reference, new Map());
  if ('failed' in pulled) throw new Error(pulled.failed);
  const { image } = pulled;
  return start(image, args ? { ...options, args: [...image.entrypoint, ...args] } : options);
}

describe('small programs', () => {
  it('count pi for a Job', () => {
    const perl = run('perl:5.34.0', {}, ['perl', '-Mbignum=bpi', '-wle', 'print bpi(2000)']);
    expect(perl.exitCode).toBeUndefined();
    perl.clock.runUntilIdle();
    expect(perl.exitCode).toBe(0);
    expect(perl.logged[0]).toMatch(/^3\.14159265358979323846264338327950288/);
    expect(perl.logged[0]).toHaveLength(2_001);
  });

  it('say hello and end', () => {
    expect(run('hello-world').exitCode).toBe(0);
    expect(run('hello-world').logged).toContain('Hello from Docker!');
  });

  it('end without input to read', () => {
    expect([
      run('busybox').exitCode,
      run('ubuntu').exitCode,
      run('python:3.12').exitCode,
      run('node:22').exitCode,
    ]).toEqual([0, 0, 0, 0]);
  });

  it('tell who answered', () => {
    expect(get(run('registry.k8s.io/e2e-test-images/agnhost:2.53', {}, ['serve-hostname']), 9_376, '/')?.body).toBe(
      'web-0',
    );
    expect(
      get(run('registry.k8s.io/e2e-test-images/agnhost:2.53', {}, ['netexec', '--http-port=80']), 80, '/hostname')
        ?.body,
    ).toBe('web-0');
    expect(get(run('gcr.io/google-samples/hello-app:2.0'), 8_080, '/')?.body).toBe(
      'Hello, world!\nVersion: 2.0.0\nHostname: web-0\n',
    );
    expect(get(run('hashicorp/http-echo:1.0', {}, ['-text=apple', '-listen=:8080']), 8_080, '/')?.body).toBe('apple\n');
    expect(get(run('gcr.io/google-samples/kubernetes-bootcamp:v1'), 8_080, '/')?.body).toBe(
      'Hello Kubernetes bootcamp! | Running on: web-0 | v=1\n',
    );
    expect(get(run('jocatalin/kubernetes-bootcamp:v2'), 8_080, '/')?.body).toContain('| v=2\n');
    expect(get(run('traefik/whoami'), 80, '/')?.body).toContain('Hostname: web-0\n');
  });

  it('are well for ten seconds', () => {
    const process = run('registry.k8s.io/e2e-test-images/agnhost:2.40', {}, ['liveness']);
    expect(get(process, 8_080, '/healthz')).toMatchObject({ status: 200, body: 'ok' });
    process.clock.runUntil(process.now() + 11_000);
    expect(get(process, 8_080, '/healthz')).toMatchObject({ status: 500, body: 'error: 11' });
  });

  it('make work for an autoscaler', () => {
    const process = run('registry.k8s.io/hpa-example');
    for (let at = 0; at < 150; at += 1) get(process, 80, '/');
    process.clock.runUntil(process.now() + 15_000);
    expect(process.loads.at(-1)?.cpuMillis).toBe(201);
  });

  it('serve a folder, or miss a file', () => {
    const python = run('python:3.12', { files: { '/site/index.html': 'mine' } }, [
      'python',
      '-m',
      'http.server',
      '8080',
      '-d',
      '/site',
    ]);
    expect(get(python, 8_080, '/')?.body).toBe('mine');
    const missing = run('node:22', {}, ['node', 'server.js']);
    expect([missing.exitCode, missing.logged.includes("Error: Cannot find module '/server.js'")]).toEqual([1, true]);
  });

  it('take what stress is told to', () => {
    const process = run('polinux/stress', {}, ['stress', '--vm', '1', '--vm-bytes', '250M', '--vm-hang', '1']);
    expect(process.loads.at(-1)).toEqual({ cpuMillis: 1_000, memoryBytes: 251 * 1_048_576 });
  });

  it('write a number of lines', () => {
    const process = run('registry.k8s.io/e2e-test-images/agnhost:2.53', {}, [
      'logs-generator',
      '--log-lines-total=3',
      '--run-duration=3s',
    ]);
    process.clock.runUntilIdle();
    expect([
      process.logged.length,
      process.exitCode,
      process.logged[0]?.startsWith('I 0 GET /api/v1/namespaces/default/pods/'),
    ]).toEqual([3, 0, true]);
  });
});
