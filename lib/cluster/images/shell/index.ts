import type { Toolbox } from '../call';
import type { Process, Session } from '../process';

export function newSession(_args: readonly string[], _process: Process, _toolbox: Toolbox): Session | undefined {
  return undefined;
}
