/** The page's kubectl as a command of this machine, for the recorded sessions' pipes: bundled once, run like any other. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { runKubectl, type KubeConfig, type KubectlCache, type KubectlIO } from '@/lib/kubectl';
import { parseYaml } from '@/lib/yaml';
import type { ApiResponse } from '@/lib/kube';
import path from 'node:path';

const configFile = process.env['KUBECONFIG'] ?? '';
const kubeconfig = readKubeconfig(configFile);
const server = kubeconfig.server;
const cacheFile = path.join(path.dirname(configFile), '.page-kubectl-cache.json');
const cache: KubectlCache = new Map(existsSync(cacheFile) ? JSON.parse(readFileSync(cacheFile, 'utf8')) : []);
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
    absolute: (name) => path.resolve(name),
    write(name, text) {
      mkdirSync(path.dirname(name), { recursive: true });
      writeFileSync(name, text);
    },
  },
  config: kubeconfig,
  cache,
  edit,
  now: () => Date.now(),
  wait: (ms) => new Promise((resolve) => setTimeout(() => resolve(true), ms)),
};
const before = JSON.stringify(kubeconfig);
process.exitCode = await runKubectl(process.argv.slice(2), io);
writeFileSync(cacheFile, JSON.stringify([...cache]));
if (JSON.stringify(kubeconfig) !== before) writeKubeconfig();
// A watch that was left may still be open.
process.stdout.write('', () => process.exit());

function send({ method, url, headers, body }: Parameters<KubectlIO['request']>[0]): Promise<ApiResponse | undefined> {
  return new Promise((resolve) => {
    const sent = http.request(
      server + url,
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

interface ConfigFile {
  readonly clusters?: readonly { readonly cluster?: { readonly server?: string } }[];
  readonly users?: readonly unknown[];
  readonly contexts?: readonly { readonly name: string; readonly context: KubeConfig['contexts'][string] }[];
  readonly 'current-context'?: string;
}

function readConfigFile(file: string): ConfigFile {
  const [document] = parseYaml(existsSync(file) ? readFileSync(file, 'utf8') : '').documents;
  return (document?.value as ConfigFile | null | undefined) ?? {};
}

function readKubeconfig(file: string): KubeConfig {
  const config = readConfigFile(file);
  return {
    file,
    server: config.clusters?.[0]?.cluster?.server ?? 'http://localhost:8080',
    currentContext: config['current-context'] ?? '',
    contexts: Object.fromEntries((config.contexts ?? []).map(({ name, context }) => [name, context])),
  };
}

function writeKubeconfig(): void {
  const contexts = Object.entries(kubeconfig.contexts).map(([name, context]) => ({ name, context }));
  const changed = { ...readConfigFile(configFile), contexts, 'current-context': kubeconfig.currentContext };
  writeFileSync(configFile, JSON.stringify(changed));
}

/** As the real one: the text in a file, the file to $KUBE_EDITOR. */
function edit(name: string, text: string): Promise<string | undefined> {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'kubectl-edit-')), name);
  writeFileSync(file, text);
  const editor = process.env['KUBE_EDITOR'] ?? process.env['EDITOR'] ?? 'vi';
  const { status } = spawnSync('sh', ['-c', `${editor} ${file}`], { stdio: 'inherit' });
  return Promise.resolve(status === 0 ? readFileSync(file, 'utf8') : undefined);
}
