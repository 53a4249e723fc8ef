/**
 * An interactive shell: `kubectl exec -it … -- sh`. Keys are taken as a terminal sends them; nothing is echoed, whoever
 * draws the terminal does that. The first `write` (an empty one too) answers the prompt.
 */
import { baseName } from '../paths';
import type { Process, Session } from '../process';
import { Run, type Surroundings } from '../run-at-once';
import { newDialog } from '../tools/dialog';
import { faultText } from './fault-text';
import { parseScript } from './parser';
import { toolsOfShell } from './sh';
import { Shell } from './shell';
import { newShellState } from './state';

const END_OF_INPUT = '\u0004';
const INTERRUPT = '\u0003';

export function newShellSession(
  args: readonly string[],
  process: Process,
  surroundings: Surroundings,
  tty = true,
): Session {
  const tools = toolsOfShell(surroundings.tools, args[0] ?? 'sh');
  const run = new Run(process, { ...surroundings, tools });
  const call = run.call(args, '');
  const own = args[0]?.split('/').at(-1) ?? 'sh';
  const state = newShellState(call, [own]);
  state.isInteractive = true;
  const shell = new Shell(call, state);
  let [typed, unfinished, hasBegun] = ['', '', false];

  function prompt(): string {
    if (!tty) return '';
    if (unfinished !== '') return '> ';
    const sign = process.user === 0 ? '#' : '$';
    if (tools.flavour === 'dash') return `${sign} `;
    const folder = state.folder === state.variables.get('HOME') ? '~' : state.folder;
    if (tools.flavour === 'busybox') return `${folder} ${sign} `;
    const shown =
      own === 'bash'
        ? `${process.user === 0 ? 'root' : 'I have no name!'}@${process.hostname}:${folder}${sign} `
        : `${own}-5.2${sign} `;
    return shown;
  }

  /** What a line prints, and the status where it ended the shell. */
  function enter(line: string): { output: string; closed?: number } {
    const script = parseScript(unfinished + line);
    if ('fault' in script) {
      const { fault } = script;
      if (fault.unexpected === undefined && fault.what !== 'bad substitution') {
        unfinished += `${line}\n`;
        return { output: '' };
      }
      unfinished = '';
      state.status = 2;
      return { output: faultText(fault, tools.flavour, own) };
    }
    unfinished = '';
    run.clear();
    run.finish(shell.run(script));
    const { output } = run;
    const { leaving } = state;
    state.leaving = undefined;
    return leaving?.kind === 'exit' ? { output, closed: state.status } : { output };
  }

  return {
    write(input) {
      let output = hasBegun ? '' : prompt();
      hasBegun = true;
      for (const character of input.replaceAll('\r\n', '\n')) {
        if (character === INTERRUPT) {
          typed = unfinished = '';
          output += `^C\n${prompt()}`;
        } else if (character === END_OF_INPUT) {
          if (typed === '') return { output, closed: state.status };
        } else if (character === '\u007F' || character === '\b') typed = typed.slice(0, -1);
        else if (character !== '\n' && character !== '\r') typed += character;
        else {
          const entered = enter(typed);
          typed = '';
          output += entered.output;
          if (entered.closed !== undefined) return { output, closed: entered.closed };
          output += prompt();
        }
      }
      return { output };
    },
  };
}

/** A shell that is given nothing to run reads what is typed. */
export function isInteractiveShell([name = '', ...rest]: readonly string[]): boolean {
  const isShell = /^(?:sh|ash|bash|dash)$/.test(baseName(name));
  return isShell && rest.every((arg) => /^-(?:i|l|il|-login|-noprofile|-norc)$/.test(arg));
}

/** A shell or a client that is given nothing to run is one to talk to; any other command is run, and then it is over. */
export function newSession(
  args: readonly string[],
  process: Process,
  surroundings: Surroundings,
  tty = true,
): Session | undefined {
  const tool = surroundings.tools.find(args[0] ?? '');
  if (!tool) return undefined;
  if (isInteractiveShell(args)) return newShellSession(args, process, surroundings, tty);
  const dialog = newDialog(args, process, surroundings);
  if (dialog) return dialog;
  let isOver = false;
  return {
    write(input) {
      if (isOver) return { output: '', closed: 0 };
      isOver = true;
      const run = new Run(process, surroundings);
      const closed = run.run(tool, args, input);
      return { output: run.output, closed };
    },
  };
}
