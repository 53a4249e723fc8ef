/** `--as` and `--as-group`, for every request of a command. */
import { acting } from './configured';
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
  return {
    ...acting(io),
    request: (request) => io.request({ ...request, headers: { ...request.headers, ...impersonation } }),
  };
}
