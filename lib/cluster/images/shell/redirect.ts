/** Where a command's streams lead. */
import { Input, type Call, type Step, type Steps } from '../call';
import { folderOf, resolvePath } from '../paths';
import { expandText, type Expansion } from './expand';
import type { Redirect } from './syntax';

type Redirectable = Expansion & { streams: Streams };

export interface Streams {
  readonly input: Input;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Of `exec 3> file`, by their numbers. */
  readonly others?: ReadonlyMap<number, (text: string) => void>;
}

/** No file of a container grows beyond this: what is oldest goes. */
const MOST_FILE = 1_048_576;

/** A writer to a file, or why it can't be opened, in busybox' words. */
export function openForWriting(
  call: Call,
  folder: string,
  name: string,
  appends: boolean,
): ((text: string) => void) | { readonly fault: string } {
  const { process } = call;
  const device = deviceOf(call, name);
  if (device) return device;
  const path = resolvePath(folder, name);
  const { files } = process;
  if (!files.isFolder(folderOf(path))) return { fault: 'nonexistent directory' };
  if (files.isFolder(path)) return { fault: 'Is a directory' };
  const write = (text: string) => {
    const kept = text.length > MOST_FILE ? text.slice(text.indexOf('\n', text.length - MOST_FILE / 2) + 1) : text;
    return files.write(path, kept);
  };
  const before = files.read(path);
  const refused = write(appends ? (before ?? '') : '');
  if (refused !== undefined) return { fault: writeFault(refused) };
  return (text) => void write((files.read(path) ?? '') + text);
}

export function writeFault(refused: 'read-only' | 'is-folder' | 'full'): string {
  switch (refused) {
    case 'read-only':
      return 'Read-only file system';
    case 'is-folder':
      return 'Is a directory';
    case 'full':
      return 'No space left on device';
  }
}

/** The container's own streams are its log, whoever writes to them. */
function deviceOf(call: Call, name: string): ((text: string) => void) | undefined {
  switch (name) {
    case '/dev/null':
      return () => {};
    case '/dev/stdout':
    case '/dev/fd/1':
    case '/proc/self/fd/1':
      return (text) => call.out(text);
    case '/dev/stderr':
    case '/dev/fd/2':
    case '/proc/self/fd/2':
      return (text) => call.err(text);
    case '/proc/1/fd/1':
    case '/proc/1/fd/2':
      return (text) => {
        const stream = name.endsWith('1') ? 'stdout' : 'stderr';
        for (const line of text.replace(/\n$/, '').split('\n')) call.process.log(line, stream);
      };
    default:
      return undefined;
  }
}

/** Leads the shell's streams elsewhere; answers why not, in its shell's words. */
function* redirected(
  shell: Redirectable,
  { operator, descriptor, word }: Redirect,
): Generator<Step, string | undefined, undefined> {
  const { call, state } = shell;
  const before = streamsOf(shell.streams);
  const text = yield* expandText(shell, word);
  const isBash = call.tools.flavour === 'bash';
  switch (operator) {
    case '<<':
      shell.streams = { ...before, input: new Input(text) };
      return undefined;
    case '<<<':
      shell.streams = { ...before, input: new Input(`${text}\n`) };
      return undefined;
    case '<': {
      const content = text === '/dev/null' ? '' : call.process.files.read(resolvePath(state.folder, text));
      if (content === undefined)
        return isBash ? `${text}: No such file or directory` : `can't open ${text}: no such file`;
      shell.streams = { ...before, input: new Input(content) };
      return undefined;
    }
    case '<&':
      return undefined;
    case '>&': {
      const to = text === '1' ? before.out : text === '2' ? before.err : before.others?.get(Number(text));
      if (to) shell.streams = leading(before, descriptor, to);
      else if (/^\d+$/.test(text) && isBash) return `${text}: Bad file descriptor`;
      return undefined;
    }
    default: {
      const opened = openForWriting(call, state.folder, text, operator === '>>');
      if (typeof opened !== 'function') {
        const why = isBash ? opened.fault.replace('nonexistent directory', 'No such file or directory') : opened.fault;
        return isBash ? `${text}: ${why}` : `can't create ${text}: ${why}`;
      }
      if (operator === '&>') shell.streams = { ...before, out: opened, err: opened };
      else shell.streams = leading(before, descriptor, opened);
      return undefined;
    }
  }
}

export function streamsOf(streams: Streams): Streams {
  const { input, others } = streams;
  return { input, out: (text) => streams.out(text), err: (text) => streams.err(text), ...(others && { others }) };
}

function leading(streams: Streams, descriptor: number, to: (text: string) => void): Streams {
  switch (descriptor) {
    case 0:
    case 1:
      return { ...streams, out: to };
    case 2:
      return { ...streams, err: to };
    default:
      return { ...streams, others: new Map([...(streams.others ?? []), [descriptor, to]]) };
  }
}

/** Where they lead while the body runs. */
export function* withRedirects(shell: Redirectable, redirects: readonly Redirect[], body: () => Steps): Steps {
  if (redirects.length === 0) return yield* body();
  const outer = shell.streams;
  const failed = yield* redirectAll(shell, redirects);
  const status = failed === 0 ? yield* body() : failed;
  shell.streams = outer;
  return status;
}

/** For good. 1, and said, where one of them can't be; then none is. */
export function* redirectAll(shell: Redirectable, redirects: readonly Redirect[]): Steps {
  const outer = shell.streams;
  for (const redirect of redirects) {
    const fault = yield* redirected(shell, redirect);
    if (fault === undefined) continue;
    shell.streams = outer;
    outer.err(`${shell.state.parameters[0] ?? 'sh'}: ${fault}\n`);
    return 1;
  }
  return 0;
}

/** What `time` says: everything here takes its time waiting. */
export function timesText(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  const real = `${minutes}m${((ms - minutes * 60_000) / 1000).toFixed(3)}s`;
  return `\nreal\t${real}\nuser\t0m0.000s\nsys\t0m0.000s\n`;
}
