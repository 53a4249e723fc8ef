/** The kubeconfig as the flags of every command name it: what they name must be there. */
import type { FlagValues } from './flags';
import type { KubectlIO } from './io';

/** `hasOwnUser`: the command means something else by `--user`. What is wrong, as it is printed; undefined where nothing is. */
export function configProblem(
  { config, files }: KubectlIO,
  flags: FlagValues,
  hasOwnUser: boolean,
): string | undefined {
  const file = flags.string('kubeconfig');
  if (file !== '' && file !== config.file && files.read(file) === undefined)
    return `error: stat ${file}: no such file or directory`;
  const context = flags.string('context');
  if (context !== '' && !Object.hasOwn(config.contexts, context))
    return `Error in configuration: context was not found for specified context: ${context}`;
  const all = Object.values(config.contexts);
  const cluster = flags.string('cluster');
  if (cluster !== '' && !all.some((one) => one.cluster === cluster))
    return `error: no server found for cluster "${cluster}"`;
  const user = hasOwnUser ? '' : flags.string('user');
  if (user !== '' && !all.some((one) => one.user === user)) return `error: auth info "${user}" does not exist`;
  return undefined;
}

/** Nobody listens at another address than the cluster's. */
export function atServer(io: KubectlIO, flags: FlagValues): KubectlIO {
  const given = flags.string('server');
  if (given === '' || given === io.config.server) return io;
  const server = /^https?:\/\//.test(given) ? given : `http://${given}`;
  return { ...acting(io), config: { ...io.config, server }, request: () => Promise.resolve(undefined) };
}

/** A copy of an io, whose methods may stand on a prototype. */
export function acting(io: KubectlIO): KubectlIO {
  const { stdin, files, config, cache } = io;
  return {
    request: (request) => io.request(request),
    out: (text) => io.out(text),
    err: (text) => io.err(text),
    stdin,
    files,
    config,
    ...(cache && { cache }),
    now: () => io.now(),
    wait: (ms) => io.wait(ms),
    ...(io.connect && { connect: (response, options) => io.connect?.(response, options) ?? Promise.resolve(1) }),
    ...(io.edit && { edit: (name, text) => io.edit?.(name, text) ?? Promise.resolve(undefined) }),
  };
}
