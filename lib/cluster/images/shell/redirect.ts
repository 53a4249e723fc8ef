/** Where a command's streams lead. */
import type { Input, Call } from '../call';
import { folderOf, resolvePath } from '../paths';

export interface Streams {
  readonly input: Input;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
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
