/** `kubectl api-versions`. */
import { newApi } from './api';
import type { Call, Command } from './command';
import { failUsage, failWith } from './failure';
import { discover } from './resources';

export const apiVersions: Command = { name: 'api-versions', flags: [], run };

async function run(call: Call): Promise<number> {
  const { io, args } = call;
  if (args.length > 0) return failUsage(io, 'kubectl api-versions', `unexpected arguments: [${args.join(' ')}]`);
  const discovered = await discover(newApi(call), () => false);
  if (!discovered.ok) return failWith(io, [discovered.failure]);
  const versions = [...new Set(discovered.value.all.map(({ apiVersion }) => apiVersion))].sort();
  io.out(versions.map((version) => `${version}\n`).join(''));
  return 0;
}
