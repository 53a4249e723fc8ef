/** The page's kubectl as a command of this machine, for the recorded sessions' pipes: bundled once, run like any other. */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { runKubectl, type KubectlIO } from '@/lib/kubectl';
import { parseYaml } from '@/lib/yaml';
import type { ApiResponse } from '@/lib/kube';
import path from 'node:path';

const kubeconfig = readKubeconfig(process.env['KUBECONFIG'] ?? '');
const io: KubectlIO = {
  request: (request) => send(request),
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  stdin:
    process.argv.some((arg) => arg === '-' || arg === '-f-') || process.argv.includes('-i')
      ? readFileSync(0, 'utf8')
      : undefined,
  files: {
    read: (name) => (existsSync(name) && statSync(name).isFile() ? readFileSync(name, 'utf8') : undefined),
    isFolder: (name) => existsSync(name) && statSync(name).isDirectory(),
    list: (folder) => readdirSync(folder).sort(),
    write(name, text) {
      mkdirSync(path.dirname(name), { recursive: true });
      writeFileSync(name, text);
    },
  },
  config: {
    server: kubeconfig,
    currentContext: 'minikube',
    contexts: { minikube: { cluster: 'minikube', user: 'minikube', namespace: 'default' } },
  },
  now: () => Date.now(),
  wait: (ms) => new Promise((resolve) => setTimeout(() => resolve(true), ms)),
};
process.exitCode = await runKubectl(process.argv.slice(2), io);
// A watch that was left may still be open.
process.stdout.write('', () => process.exit());

function send({ method, url, headers, body }: Parameters<KubectlIO['request']>[0]): Promise<ApiResponse | undefined> {
  return new Promise((resolve) => {
    const sent = http.request(
      kubeconfig + url,
      {
        method,
        headers: { authorization: 'Bearer admintoken', 'content-length': Buffer.byteLength(body), ...headers },
      },
      (message) => {
        const given = { status: message.statusCode ?? 0, headers: headersOf(message) };
        message.setEncoding('utf8');
        if (isStream(url)) {
          resolve({
            ...given,
            stream(write, end) {
              message.on('data', write).on('end', end);
              return () => void sent.destroy();
            },
          });
          return;
        }
        let text = '';
        message.on('data', (piece: string) => (text += piece)).on('end', () => resolve({ ...given, body: text }));
      },
    );
    sent.on('error', () => resolve(undefined));
    sent.end(body);
  });
}

function isStream(url: string): boolean {
  return /[?&](?:watch|follow)=(?:true|1)/.test(url);
}

/** Several Warning headers are a list, as the engine gives them. */
function headersOf(message: http.IncomingMessage): Record<string, string | readonly string[]> {
  const headers: Record<string, string | readonly string[]> = {};
  for (const [name, value] of Object.entries(message.headers)) if (value !== undefined) headers[name] = value;
  const warnings = message.headersDistinct['warning'];
  if (warnings) headers['warning'] = warnings;
  return headers;
}

function readKubeconfig(file: string): string {
  const [document] = parseYaml(existsSync(file) ? readFileSync(file, 'utf8') : '').documents;
  const config = document?.value as { clusters?: { cluster?: { server?: string } }[] } | null | undefined;
  return config?.clusters?.[0]?.cluster?.server ?? 'http://localhost:8080';
}
