/** A command as kubectl knows it: its words for help, its flags, and what it does. */
import type { KubectlIO } from './io';
import type { FlagValues, FlagSpec } from './flags';

export interface Command {
  /** `get`, `rollout`, … */
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly flags: readonly FlagSpec[];
  readonly subcommands?: readonly Command[];
  /** The exit code for flags that it doesn't take; 1 where it isn't said. */
  readonly wrongUse?: number;
  /** Resolves to the exit code. A learner's mistake is printed, as kubectl does, never thrown. */
  run(call: Call): Promise<number>;
}

export interface Call {
  readonly io: KubectlIO;
  /** `kubectl set image`. */
  readonly path: string;
  /** The flags that were given, with their values. */
  readonly given: ReadonlyMap<string, readonly string[]>;
  /** Behind the command and its subcommands, flags taken out. */
  readonly args: readonly string[];
  /** Behind `--`; undefined where there is none. */
  readonly rest: readonly string[] | undefined;
  /** The command's own and those of every command (`--namespace`, `--as`, …). */
  readonly flags: FlagValues;
}

/** The namespace that is asked for, or the context's. */
export function namespaceOf({ io, flags }: Call): string {
  if (flags.string('namespace') !== '') return flags.string('namespace');
  const context = flags.string('context') === '' ? io.config.currentContext : flags.string('context');
  return io.config.contexts[context]?.namespace ?? 'default';
}
