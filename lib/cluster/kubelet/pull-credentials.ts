/** What a Pod's imagePullSecrets say. Models pkg/credentialprovider/secrets, for kubernetes.io/dockerconfigjson and dockercfg. */
import type { Client, Stored } from '@/lib/kube';
import { decodeBase64 } from './secret-text';

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

export interface PullCredentials {
  /** By registry host. */
  readonly credentials: ReadonlyMap<string, Credentials>;
  /** The Secrets that are not there. */
  readonly missing: readonly string[];
}

const NONE: PullCredentials = { credentials: new Map(), missing: [] };

export function pullCredentials(client: Client, { metadata, spec }: Stored<'v1/Pod'>): PullCredentials {
  const secrets = spec?.imagePullSecrets ?? [];
  if (secrets.length === 0) return NONE;
  const credentials = new Map<string, Credentials>();
  const missing: string[] = [];
  for (const { name = '' } of secrets) {
    const secret = client.get('v1/Secret', metadata.namespace, name);
    if (!secret) missing.push(name);
    const config = secret?.data?.['.dockerconfigjson'];
    const older = secret?.data?.['.dockercfg'];
    const written = parseJson(decodeBase64(config ?? older ?? ''));
    const auths = config === undefined ? written : fieldOf(written, 'auths');
    for (const [host, entry] of entriesOf(auths)) {
      const found = credentialsOf(entry);
      if (found) credentials.set(hostOf(host), found);
    }
  }
  return { credentials, missing };
}

/** `https://index.docker.io/v1/` is docker.io. */
function hostOf(written: string): string {
  const host = written.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
  return host === 'index.docker.io' || host === 'registry-1.docker.io' ? 'docker.io' : host;
}

function credentialsOf(entry: unknown): Credentials | undefined {
  const username = fieldOf(entry, 'username');
  const password = fieldOf(entry, 'password');
  if (typeof username === 'string' && typeof password === 'string') return { username, password };
  const auth = fieldOf(entry, 'auth');
  const pair = typeof auth === 'string' ? /^([^:]*):(.*)$/s.exec(decodeBase64(auth)) : null;
  return pair ? { username: pair[1] ?? '', password: pair[2] ?? '' } : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function fieldOf(value: unknown, name: string): unknown {
  return entriesOf(value).find(([key]) => key === name)?.[1];
}
