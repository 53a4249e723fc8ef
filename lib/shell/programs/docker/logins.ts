/** ~/.docker/config.json: who is logged in where. */
import { fromBase64, toBase64 } from '@/lib/cluster';
import type { Computer } from '../../computer/computer';
import { HOME } from '../../workstation';

const FILE = `${HOME}/.docker/config.json`;
const DOCKER_HUB = 'https://index.docker.io/v1/';

export interface Login {
  readonly username: string;
  readonly password: string;
}

export function loginFor(computer: Computer, host: string): Login | undefined {
  const entry = authsIn(computer)[keyOf(host)];
  const text = entry === undefined ? undefined : fromBase64(entry);
  const at = text?.indexOf(':') ?? -1;
  return text === undefined || at < 0 ? undefined : { username: text.slice(0, at), password: text.slice(at + 1) };
}

/** By host, as a registry wants to be shown them. */
export function allLogins(computer: Computer): ReadonlyMap<string, Login> {
  const hosts = Object.keys(authsIn(computer)).map((key) => (key === DOCKER_HUB ? 'docker.io' : key));
  return new Map(
    hosts.flatMap((host) => {
      const login = loginFor(computer, host);
      return login ? [[host, login] as const] : [];
    }),
  );
}

export function keepLogin(computer: Computer, host: string, { username, password }: Login): void {
  write(computer, { ...authsIn(computer), [keyOf(host)]: toBase64(`${username}:${password}`) });
}

/** Whether there was one. */
export function forgetLogin(computer: Computer, host: string): boolean {
  const { [keyOf(host)]: gone, ...rest } = authsIn(computer);
  write(computer, rest);
  return gone !== undefined;
}

function keyOf(host: string): string {
  return host === 'docker.io' ? DOCKER_HUB : host;
}

/** A learner may have written into it: what is not as it should be counts as nothing. */
function authsIn(computer: Computer): Record<string, string> {
  const auths: Record<string, string> = {};
  const read = parsed(computer.files.read(FILE) ?? '{}');
  for (const [host, entry] of Object.entries(recordOf(recordOf(read)['auths']))) {
    const { auth } = recordOf(entry);
    if (typeof auth === 'string') auths[host] = auth;
  }
  return auths;
}

function write(computer: Computer, auths: Readonly<Record<string, string>>): void {
  const entries = Object.fromEntries(Object.entries(auths).map(([host, auth]) => [host, { auth }]));
  computer.files.write(FILE, `${JSON.stringify({ auths: entries }, undefined, '\t')}\n`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
