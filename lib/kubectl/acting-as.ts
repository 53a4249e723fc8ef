/** `--as` and `--as-group`, for every request of a command. */
import type { FlagValues } from './flags';
import type { KubectlIO } from './io';

export function actingAs(io: KubectlIO, flags: FlagValues): KubectlIO {
  const user = flags.string('as');
  if (user === '') return io;
  const groups = flags.strings('as-group');
  const impersonation = {
    'impersonate-user': user,
    ...(groups.length > 0 && { 'impersonate-group': groups.join(',') }),
  };
  const { stdin, files, config } = io;
  return {
    request: (request) => io.request({ ...request, headers: { ...request.headers, ...impersonation } }),
    out: (text) => io.out(text),
    err: (text) => io.err(text),
    stdin,
    files,
    config,
    now: () => io.now(),
    wait: (ms) => io.wait(ms),
    ...(io.connect && { connect: (response, options) => io.connect?.(response, options) ?? Promise.resolve(1) }),
    ...(io.edit && { edit: (name, text) => io.edit?.(name, text) ?? Promise.resolve(undefined) }),
  };
}
