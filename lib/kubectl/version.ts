/** `kubectl version`. */
import { newApi } from './api';
import type { Call, Command } from './command';
import { fail, failWith } from './failure';
import { isObject, textAt } from './json-object';
import { printJson } from './print-json';
import { printYaml } from './print-yaml';

const KUSTOMIZE = 'v5.8.1';
const CLIENT = {
  major: '1',
  minor: '36',
  gitVersion: 'v1.36.3',
  gitCommit: 'unknown',
  gitTreeState: 'clean',
  buildDate: '1970-01-01T00:00:00Z',
  goVersion: 'go1.26.8',
  compiler: 'gc',
  platform: 'linux/amd64',
};

export const version: Command = {
  name: 'version',
  flags: [
    { name: 'client', type: 'bool', help: 'Only the version of the client' },
    { name: 'output', short: 'o', type: 'string', help: 'yaml or json' },
  ],
  run,
};

async function run(call: Call): Promise<number> {
  const { io, flags, args } = call;
  const output = flags.string('output');
  if (args.length > 0) return fail(io, `extra arguments: [${args.join(' ')}]`);
  if (!['', 'yaml', 'json'].includes(output)) return fail(io, "--output must be 'yaml' or 'json'");
  const server = flags.bool('client') ? undefined : await newApi(call).get('/version');
  const serverVersion = server?.ok && isObject(server.value) ? server.value : undefined;
  const all = { clientVersion: CLIENT, kustomizeVersion: KUSTOMIZE, ...(serverVersion && { serverVersion }) };
  if (output === 'json') io.out(`${printJson(all, { indent: '  ', sorted: false })}\n`);
  else if (output === 'yaml') io.out(`${printYaml(all)}\n`);
  else {
    io.out(`Client Version: ${CLIENT.gitVersion}\nKustomize Version: ${KUSTOMIZE}\n`);
    if (serverVersion) io.out(`Server Version: ${textAt(serverVersion, 'gitVersion')}\n`);
  }
  return server && !server.ok ? failWith(io, [server.failure]) : 0;
}
