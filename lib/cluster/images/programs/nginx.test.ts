import { describe, expect, it } from 'vitest';
import { newRegistry } from '../index';
import { get, start, type TestProcessOptions } from '../test-process';

function nginx(options: TestProcessOptions = {}) {
  const pulled = newRegistry().pull('nginx:1.29.1', new Map());
  if ('failed' in pulled) throw new Error(pulled.failed);
  return start(pulled.image, options);
}

describe('nginx', () => {
  it('serves the page of its image and logs who asked', () => {
    const process = nginx();
    expect(get(process, 80, '/')?.body).toContain('<title>Welcome to nginx!</title>');
    expect(process.logged.at(-1)).toBe(
      '10.244.0.9 - - [01/Mar/2026:09:00:00 +0000] "GET / HTTP/1.1" 200 ' +
        `${get(process, 80, '/')?.body.length} "-" "-" "-"`,
    );
  });

  it('serves what a volume brings', () => {
    const process = nginx({
      files: { '/usr/share/nginx/html/index.html': 'mine', '/usr/share/nginx/html/a/b.txt': 'deep' },
    });
    expect(get(process, 80, '/')?.body).toBe('mine');
    expect(get(process, 80, '/a/b.txt')).toMatchObject({ status: 200, headers: { 'content-type': 'text/plain' } });
    expect(get(process, 80, '/a')).toMatchObject({ status: 301, headers: { location: '/a/' } });
    expect(get(process, 80, '/a/')).toMatchObject({ status: 403 });
  });

  it('has no such file', () => {
    const process = nginx();
    expect(get(process, 80, '/nowhere')).toMatchObject({ status: 404 });
    expect(process.logged.at(-2)).toBe(
      '2026/03/01 09:00:00 [error] 29#29: *1 open() "/usr/share/nginx/html/nowhere" failed (2: No such file or directory), client: 10.244.0.9, server: localhost, request: "GET /nowhere HTTP/1.1", host: "web"',
    );
  });

  it('listens where its configuration says and answers what it returns', () => {
    const config = 'server {\n  listen 8080;\n  location /hi { return 200 "hello from $hostname\\n"; }\n}\n';
    const process = nginx({ files: { '/etc/nginx/conf.d/default.conf': config } });
    expect(get(process, 8_080, '/hi')).toMatchObject({ status: 200, body: 'hello from web-0\n' });
    expect(process.listeners.has(80)).toBe(false);
  });

  it('passes on to another server, or says that it can not', () => {
    const config = 'server { listen 80; location /api/ { proxy_pass http://api:8080/; } }';
    const process = nginx({
      files: { '/etc/nginx/conf.d/default.conf': config },
      network: ({ host, port }, message) =>
        host === 'api' && 'http' in message
          ? { http: { status: 200, headers: {}, body: `${port}${message.http.path}` } }
          : undefined,
    });
    expect(get(process, 80, '/api/items?page=2')?.body).toBe('8080/items?page=2');
    const alone = nginx({ files: { '/etc/nginx/conf.d/default.conf': config } });
    expect(get(alone, 80, '/api/items')).toMatchObject({ status: 502 });
  });

  it.each([
    ['server {\n  listne 80;\n}\n', 'unknown directive "listne" in /etc/nginx/conf.d/default.conf:2'],
    ['server {\n  listen 80\n}\n', 'unexpected "}" in /etc/nginx/conf.d/default.conf:3'],
    ['server {\n  listen 80;\n', 'unexpected end of file, expecting "}" in /etc/nginx/conf.d/default.conf:2'],
  ])('ends on a configuration it can not read', (config, wrong) => {
    const process = nginx({ files: { '/etc/nginx/conf.d/default.conf': config } });
    expect(process.exitCode).toBe(1);
    expect(process.logged.at(-1)).toBe(`nginx: [emerg] ${wrong}`);
  });

  it('is busier when it is asked more', () => {
    const process = nginx();
    for (let at = 0; at < 1_500; at += 1) get(process, 80, '/');
    process.clock.runUntil(process.now() + 15_000);
    expect(process.loads.at(-1)?.cpuMillis).toBe(201);
    process.clock.runUntil(process.now() + 15_000);
    expect(process.loads.at(-1)?.cpuMillis).toBe(1);
    expect(process.clock.nextAt).toBeUndefined();
  });
});
