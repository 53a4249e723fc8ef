/** The script that many official images start with: it prepares, then becomes the server, or whatever else it is given. */
import type { Call, Steps, Tool } from '../call';

export interface EntrypointOptions {
  /** What it becomes when nothing or only flags are given: `mongod`. */
  readonly server: string;
  /** Before the server starts: undefined goes on, a number is where it ends. */
  readonly prepare?: (call: Call) => number | undefined;
}

export function entrypoint({ server, prepare }: EntrypointOptions): Tool {
  return (call) => {
    const given = call.args.slice(1);
    const args = given.length === 0 || given[0]?.startsWith('-') ? [server, ...given] : given;
    const [name = server] = args;
    if (name === server) {
      const code = prepare?.(call);
      if (code !== undefined) return code;
    }
    return execute(call, args);
  };
}

/** Becomes another program, as `exec "$@"` does. */
export function execute(call: Call, args: readonly string[]): number | Steps {
  const [name = ''] = args;
  const tool = call.tools.find(name);
  if (tool) return tool({ ...call, args });
  call.err(`/usr/local/bin/docker-entrypoint.sh: line 1: exec: ${name}: not found\n`);
  return 127;
}
