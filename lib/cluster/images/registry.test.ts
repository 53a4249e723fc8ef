import { describe, expect, it } from 'vitest';
import { newEcrToken } from './ecr-token';
import { newRegistry, parseReference } from './index';

const NONE = new Map<string, { username: string; password: string }>();
const ECR = '123456789012.dkr.ecr.ap-northeast-2.amazonaws.com';

function failure(reference: string, credentials = NONE): string {
  const pulled = newRegistry().pull(reference, credentials);
  return 'failed' in pulled ? pulled.failed : 'pulled';
}

describe('a reference', () => {
  it.each([
    ['nginx', 'docker.io/library/nginx:latest'],
    ['nginx:1.29', 'docker.io/library/nginx:1.29'],
    ['nanajanashia/k8s-demo-app:v1.0', 'docker.io/nanajanashia/k8s-demo-app:v1.0'],
    ['quay.io/prometheus/node-exporter:v1.8.2', 'quay.io/prometheus/node-exporter:v1.8.2'],
    ['localhost:5000/app', 'localhost:5000/app:latest'],
    ['docker.io/nginx', 'docker.io/library/nginx:latest'],
  ])('%s is %s', (text, full) => {
    expect(parseReference(text)).toMatchObject({ full });
  });

  it('keeps a digest and then needs no tag', () => {
    const digest = `sha256:${'0f'.repeat(32)}`;
    expect(parseReference(`nginx@${digest}`)).toMatchObject({ full: `docker.io/library/nginx@${digest}`, digest });
  });

  it.each([
    ['Nginx', 'invalid reference format: repository name (library/Nginx) must be lowercase'],
    ['nginx:', 'invalid reference format'],
    ['', 'invalid reference format'],
    ['nginx latest', 'invalid reference format'],
    ['https://docker.io/nginx', 'invalid reference format'],
  ])('%s is none: %s', (text, invalid) => {
    expect(parseReference(text)).toEqual({ invalid });
  });
});

describe('a pull', () => {
  it.each([
    'nginx',
    'nginx:1.14.2',
    'nginx:1.29-alpine',
    'nginx:1.27.3-alpine3.20-slim',
    'nginx:alpine',
    'mongo:5.0',
    'mongo:7-jammy',
  ])('finds %s', (reference) => {
    expect(failure(reference)).toBe('pulled');
  });

  it.each(['nginx:1.99', 'nginx:1.161', 'nginx:nosuchtag', 'mongo:42'])('has no %s', (reference) => {
    const full = `docker.io/library/${reference}`;
    expect(failure(reference)).toBe(`failed to resolve reference "${full}": ${full}: not found`);
  });

  it('is denied for a repository that the library has not', () => {
    expect(failure('shop-web:1.4')).toBe(
      'failed to resolve reference "docker.io/library/shop-web:1.4": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
    );
  });

  it('finds whatever a person may have pushed, and that runs quietly', () => {
    const pulled = newRegistry().pull('ghcr.io/someone/app:v3', NONE);
    expect('image' in pulled && pulled.image).toMatchObject({ repository: 'ghcr.io/someone/app', entrypoint: ['app'] });
  });

  it('does not know a host that nobody has', () => {
    expect(failure('registry.example.com/app:1')).toBe(
      'failed to resolve reference "registry.example.com/app:1": failed to do request: Head "https://registry.example.com/v2/app/manifests/1": dial tcp: lookup registry.example.com: no such host',
    );
  });

  it('needs credentials for ECR, and the right ones', () => {
    const start = `failed to resolve reference "${ECR}/shop-web:1.4": `;
    expect(failure(`${ECR}/shop-web:1.4`)).toBe(
      `${start}pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials`,
    );
    expect(failure(`${ECR}/shop-web:1.4`, new Map([[ECR, { username: 'me', password: 'x' }]]))).toBe(
      `${start}unexpected status from HEAD request to https://${ECR}/v2/shop-web/manifests/1.4: 403 Forbidden`,
    );
    expect(failure(`${ECR}/shop-web:1.4`, new Map([[ECR, { username: 'AWS', password: 'x' }]]))).toBe('pulled');
  });

  it('takes a token of ECR for twelve hours', () => {
    const start = Date.UTC(2026, 0, 5);
    const hour = 3_600_000;
    const secret = new Map([[ECR, { username: 'AWS', password: newEcrToken('ap-northeast-2', start) }]]);
    const at = (now: number) => newRegistry({ now: () => now }).pull(`${ECR}/shop-web:1.4`, secret);
    expect(at(start + 11 * hour)).toHaveProperty('image');
    expect(at(start + 13 * hour)).toEqual({
      failed: `failed to resolve reference "${ECR}/shop-web:1.4": unexpected status from HEAD request to https://${ECR}/v2/shop-web/manifests/1.4: 403 Forbidden`,
    });
  });

  it('gives the same digest for the same name', () => {
    const [one, other] = [
      newRegistry().pull('nginx', NONE),
      newRegistry().pull('docker.io/library/nginx:latest', NONE),
    ];
    expect('image' in one && one.image.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect('image' in one && one.image.digest).toBe('image' in other && other.image.digest);
  });
});

describe("a learner's image", () => {
  it('is what its base is, with its own command, and can be carried to another registry', () => {
    const registry = newRegistry();
    expect(
      registry.add({ reference: 'my-web:1', from: 'nginx:1.29', files: { '/usr/share/nginx/html/index.html': 'hi' } }),
    ).toBeUndefined();
    const pulled = newRegistry({ built: registry.built }).pull('my-web:1', NONE);
    expect('image' in pulled && pulled.image).toMatchObject({
      repository: 'docker.io/library/my-web',
      cmd: ['nginx', '-g', 'daemon off;'],
      exposedPorts: [80],
      files: { '/usr/share/nginx/html/index.html': 'hi' },
    });
  });

  it('is gone when the registry is set back', () => {
    const registry = newRegistry();
    registry.add({ reference: 'my-web:1', from: 'nginx' });
    registry.replace([]);
    expect(registry.pull('my-web:1', NONE)).toHaveProperty('failed');
  });

  it('that is only loaded is on the nodes, and nobody can pull it', () => {
    const registry = newRegistry();
    registry.add({ reference: 'my-web:1', from: 'nginx', workingDir: '/srv', isLoaded: true });
    expect(registry.pull('my-web:1', NONE)).toHaveProperty('failed');
    expect(registry.loaded?.('my-web:1')).toMatchObject({ workingDir: '/srv', exposedPorts: [80] });
    expect(registry.loaded?.('my-web:2')).toBeUndefined();
    expect(newRegistry({ built: registry.built }).loaded?.('my-web:1')?.digest).toBe(
      registry.loaded?.('my-web:1')?.digest,
    );
  });

  it('has another digest when it was built anew', () => {
    const digests = ['a', 'b'].map((cmd) => {
      const registry = newRegistry({ built: [{ reference: 'me/web:1', from: 'nginx', cmd: [cmd] }] });
      const pulled = registry.pull('me/web:1', NONE);
      return 'image' in pulled && pulled.image.digest;
    });
    expect(digests[0]).not.toBe(digests[1]);
  });

  it('refuses a name that is none', () => {
    expect(newRegistry().add({ reference: 'My Web', from: 'nginx' })).toBe('invalid reference format');
  });

  it('is all there is in its repository', () => {
    const registry = newRegistry();
    registry.add({ reference: `${ECR}/shop-web:1.4`, from: 'nginx' });
    const secret = new Map([[ECR, { username: 'AWS', password: 'x' }]]);
    expect(registry.pull(`${ECR}/shop-web:1.5`, secret)).toEqual({
      failed: `failed to resolve reference "${ECR}/shop-web:1.5": ${ECR}/shop-web:1.5: not found`,
    });
  });

  it('whose base is itself ends', () => {
    const registry = newRegistry({ built: [{ reference: 'loop:1', from: 'loop:1' }] });
    expect('image' in registry.pull('loop:1', NONE)).toBe(true);
  });
});
