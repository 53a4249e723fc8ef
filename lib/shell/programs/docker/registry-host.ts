/** Which registries there are, and how the daemon refuses. */
import type { parseReference } from '@/lib/cluster';
import { registryOf } from '../../computer/aws';
import type { DockerRun } from './run';

export type Reference = Exclude<ReturnType<typeof parseReference>, { invalid: string }>;

const KNOWN =
  /^(?:docker\.io|ghcr\.io|quay\.io|registry\.gitlab\.com|public\.ecr\.aws|[\w-]*\.?gcr\.io|[\w-]+-docker\.pkg\.dev)$/;

/** Why a host can't be spoken to: nobody has it. */
export function hostFault({ host }: Reference): string | undefined {
  if (registryOf(host) || KNOWN.test(host)) return undefined;
  const [name = '', port = '443'] = host.split(':');
  if (name === 'localhost') return `Get "https://${host}/v2/": dial tcp 127.0.0.1:${port}: connect: connection refused`;
  return `Get "https://${host}/v2/": dial tcp: lookup ${name}: no such host`;
}

export function refuse({ call }: DockerRun, why: string): number {
  call.err(`Error response from daemon: ${why}\n`);
  return 1;
}
