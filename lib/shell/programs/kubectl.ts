/** kubectl on the learner's computer: lib/kubectl with its files, its clock and its terminal. */
import { resolvePath, type Call, type Tool } from '@/lib/cluster';
import { runKubectl, type KubectlIO } from '@/lib/kubectl';
import type { Computer } from '../computer/computer';
import { program } from '../program';
import { readAll, TerminalInput } from '../terminal-input';
import { connect } from './kubectl-connect';

export function kubectl(computer: Computer): Tool {
  return program((call, signal) => runOn(computer, call, call.args.slice(1), signal));
}

/** @param args what stands behind `kubectl` */
export async function runOn(
  computer: Computer,
  call: Call,
  args: readonly string[],
  signal: AbortSignal,
): Promise<number> {
  const isTerminal = call.input instanceof TerminalInput;
  const typed = isTerminal && readsInput(args) ? await readAll(call.input) : undefined;
  if (signal.aborted) return 130;
  return runKubectl(args, newIO(computer, call, typed, signal));
}

function newIO(computer: Computer, call: Call, typed: string | undefined, signal: AbortSignal): KubectlIO {
  const { workstation, files } = computer;
  const path = (name: string): string => resolvePath(call.workingDir, name);
  const printed = { text: '' };
  let piped: string | undefined;
  const io: KubectlIO = {
    request(request) {
      if (changes(request)) computer.willChange();
      return Promise.resolve(computer.config.currentContext === '' ? undefined : computer.cluster.handle(request));
    },
    out(text) {
      printed.text = (printed.text + text).slice(-4000);
      call.out(text);
    },
    err: (text) => call.err(text),
    get stdin() {
      if (call.input instanceof TerminalInput) return typed;
      piped ??= call.input.all();
      return piped;
    },
    files: {
      read: (name) => files.read(path(name)),
      isFolder: (name) => files.isFolder(path(name)),
      list: (name) => files.list(path(name)) ?? [],
      absolute: path,
      write: (name, text) => void files.write(path(name), text),
    },
    config: computer.config,
    now: () => computer.now(),
    wait: (ms) => computer.wait(ms, signal),
    edit: (name, text) => workstation.edit(name, text, signal),
    connect: (response, options) =>
      connect({ computer, call, signal, stdin: () => io.stdin, printed: () => printed.text }, response, options),
  };
  return io;
}

/** Whether the command takes what is typed as a file: `-f -`. */
function readsInput(args: readonly string[]): boolean {
  const at = args.indexOf('--');
  const own = at < 0 ? args : args.slice(0, at);
  return own.some((arg, index) => {
    if (/^(?:-f=?|--filename=)-$/.test(arg)) return true;
    return arg === '-' && /^(?:-f|--filename)$/.test(own[index - 1] ?? '');
  });
}

/** Whether a request leaves something changed: what `undo` goes back to is the moment before it. */
function changes({ method, url }: { readonly method: string; readonly url: string }): boolean {
  if (method === 'GET') return false;
  if (/[?&]dryRun=/.test(url)) return false;
  return !/\/(?:selfsubject\w+|subjectaccessreviews|localsubjectaccessreviews|tokenreviews|portforward)\b/.test(url);
}
