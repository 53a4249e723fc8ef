/** What a shell remembers from one command to the next. */
import type { Call } from '../call';
import type { ShellArray } from './arrays';
import type { Command } from './syntax';

/** Why the commands that follow are not run. */
export interface Leaving {
  /** A `fault` (an unset parameter, say) ends a script; a session goes on. */
  readonly kind: 'exit' | 'fault' | 'return' | 'break' | 'continue';
  /** Loops to leave. */
  readonly levels: number;
}

export class ShellState {
  variables = new Map<string, string>();
  exported = new Set<string>();
  /** Of bash; a name is in here or among the variables. */
  arrays = new Map<string, ShellArray>();
  readonlyNames = new Set<string>();
  /** What the function that runs has made its own, as it was before; undefined outside of functions. */
  locals: Map<string, { readonly value: string | undefined; readonly array: ShellArray | undefined }> | undefined;
  /** Of the last pipe's commands. */
  pipeStatuses: readonly number[] = [];
  functions = new Map<string, Command>();
  aliases = new Map<string, readonly string[]>();
  traps = new Map<string, string>();
  options = new Set<string>();
  /** `$0` and what follows. */
  parameters: readonly string[] = [];
  folder = '/';
  /** Of `pushd`. */
  folders: readonly string[] = [];
  status = 0;
  lastJob: number | undefined;
  leaving: Leaving | undefined;
  /** Signals that came and whose traps have not run yet. */
  readonly pending: string[] = [];
  /** Whether somebody types: bash then names no line. */
  isInteractive = false;
  /** How many functions, `eval`s and programs are open. */
  depth = 0;
  /** When it began, for `$SECONDS`. */
  begun = 0;
  /** In a loop whose end nobody can foresee nobody waits for what sleeps. */
  endlessDepth = 0;
  /** How many loops and sourced scripts are open: where `break` and `return` lead. */
  loopDepth = 0;
  sourceDepth = 0;
  /** Where a failing command is a question: `set -e` lets it pass. */
  conditionDepth = 0;

  /** For a subshell: what it changes is its own. */
  copy(): ShellState {
    const copy = new ShellState();
    copy.variables = new Map(this.variables);
    copy.exported = new Set(this.exported);
    copy.arrays = new Map(this.arrays);
    copy.readonlyNames = new Set(this.readonlyNames);
    copy.locals = this.locals && new Map(this.locals);
    copy.pipeStatuses = this.pipeStatuses;
    copy.begun = this.begun;
    copy.functions = new Map(this.functions);
    copy.aliases = this.aliases;
    copy.options = new Set(this.options);
    copy.parameters = this.parameters;
    copy.folder = this.folder;
    copy.folders = this.folders;
    copy.depth = this.depth;
    copy.status = this.status;
    copy.isInteractive = this.isInteractive;
    copy.lastJob = this.lastJob;
    copy.endlessDepth = this.endlessDepth;
    copy.conditionDepth = this.conditionDepth;
    copy.loopDepth = this.loopDepth;
    copy.sourceDepth = this.sourceDepth;
    return copy;
  }

  /** What a program is given. */
  environment(more: ReadonlyMap<string, string> = new Map()): ReadonlyMap<string, string> {
    const env = new Map<string, string>();
    for (const name of this.exported) {
      const value = this.variables.get(name);
      if (value !== undefined) env.set(name, value);
    }
    for (const [name, value] of more) env.set(name, value);
    return env;
  }

  parameter(name: string, call: Call): string | undefined {
    if (/^\d+$/.test(name)) return this.parameters[Number(name)];
    switch (name) {
      case '?':
        return String(this.status);
      case '#':
        return String(this.parameters.length - 1);
      case '$':
        return call.isMain ? '1' : '20';
      case '!':
        return this.lastJob === undefined ? undefined : String(this.lastJob);
      case '-':
        return [...this.options].join('');
      case '@':
      case '*':
        return this.parameters.length > 1 ? this.parameters.slice(1).join(' ') : undefined;
      case 'RANDOM':
        return String(call.process.random.integer(32_768));
      case 'SECONDS':
        return String(Math.floor((call.now() - this.begun) / 1000));
      case 'BASH_VERSION':
        return call.tools.flavour === 'bash' ? '5.2.37(1)-release' : undefined;
      case 'HOSTNAME':
        return this.variables.get(name) ?? call.process.hostname;
      default:
        return this.variables.get(name);
    }
  }
}

export function newShellState(call: Call, parameters: readonly string[]): ShellState {
  const state = new ShellState();
  state.variables = new Map(call.env);
  state.exported = new Set([...call.env.keys(), 'HOME']);
  state.parameters = parameters;
  state.depth = call.depth;
  state.begun = call.now();
  state.folder = call.workingDir;
  state.variables.set('PWD', state.folder);
  if (!state.variables.has('HOME')) state.variables.set('HOME', call.process.user === 0 ? '/root' : '/');
  return state;
}
