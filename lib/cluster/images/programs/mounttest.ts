/**
 * `agnhost mounttest`: says what it finds in a volume, and writes there. Models test/images/agnhost/mounttest.
 */
import type { Call, Steps } from '../call';
import type { FileFacts } from '../process';

const CONTENT = 'mount-tester new file\n';
const NEW_FILES = { new_file_0644: 0o644, new_file_0666: 0o666, new_file_0660: 0o660, new_file_0777: 0o777 };
const MISSING = 'no such file or directory';
/** As statfs(2) numbers them. */
const MAGIC = { overlay: '2035054128', ext4: '61267', tmpfs: 'tmpfs' };
const EVERY = 2_000;

export function* mounttest(call: Call): Steps {
  const flags = flagsOf(call.args.slice(2));
  const { files } = call.process;
  /** Of the files it made itself: nothing keeps modes. */
  const made = new Map<string, number>();
  let failed = false;
  const say = (text: string, isFault = false): void => {
    call.out(`${text}\n`);
    failed ||= isFault;
  };
  const look = (name: string, what: string, tell: (path: string, facts: FileFacts) => string): void => {
    const path = flags.get(name) ?? '';
    if (path === '') return;
    const facts = files.facts?.(path);
    if (!facts) say(`error from ${what}(${JSON.stringify(path)}): ${what.toLowerCase()} ${path}: ${MISSING}`, true);
    else say(tell(JSON.stringify(path), { ...facts, mode: made.get(path) ?? facts.mode }));
  };
  const read = (path: string): void => {
    const text = files.read(path);
    const quoted = JSON.stringify(path);
    if (text === undefined) say(`error reading file content for ${quoted}: open ${path}: ${MISSING}`, true);
    else say(`content of file ${quoted}: ${text}`);
  };
  look('fs_type', 'statfs', (path, { fileSystem }) => `mount type of ${path}: ${MAGIC[fileSystem]}`);
  for (const [name, mode] of Object.entries(NEW_FILES)) {
    const path = flags.get(name) ?? '';
    if (path === '') continue;
    const fault = files.write(path, CONTENT);
    if (fault === undefined) {
      made.set(path, mode);
      read(path);
    } else say(`error writing new file ${JSON.stringify(path)}: open ${path}: ${WORDS[fault]}`, true);
  }
  const isFolder = (path: string): boolean => files.isFolder(path);
  look(
    'file_mode',
    'Stat',
    (path, { mode }) => `mode of file ${path}: ${modeText(mode, isFolder(flags.get('file_mode') ?? ''))}`,
  );
  look('file_perm', 'Stat', (path, { mode }) => `perms of file ${path}: ${modeText(mode, false)}`);
  look(
    'file_owner',
    'stat',
    (path, { user, group }) => `owner UID of ${path}: ${user}\nowner GID of ${path}: ${group}`,
  );
  const content = flags.get('file_content') ?? '';
  if (content !== '') read(content);
  const looped = flags.get('file_content_in_loop') ?? '';
  if (looped !== '') failed = !(yield* readAgain(call, looped, flags)) || failed;
  return failed ? 1 : 0;
}

const WORDS = { 'read-only': 'read-only file system', 'is-folder': 'is a directory', full: 'no space left on device' };

/** Whether it could be read the last time. */
function* readAgain(
  call: Call,
  path: string,
  flags: ReadonlyMap<string, string>,
): Generator<
  {
    readonly step: 'sleep';
    readonly ms: number;
    readonly foreground: boolean;
  },
  boolean,
  undefined
> {
  const end = call.now() + Number(flags.get('retry_time') ?? 180) * 1_000;
  const endsOnContent = flags.get('break_on_expected_content') !== 'false';
  let isRead = true;
  for (; call.now() < end; yield { step: 'sleep', ms: EVERY, foreground: false }) {
    // A volume changes while it is looked at.
    const text = call.process.files.read(path);
    isRead = text !== undefined;
    if (text === undefined) call.out(`Error reading file ${path}: open ${path}: ${MISSING}, retrying\n`);
    else {
      call.out(`content of file ${JSON.stringify(path)}: ${text}\n`);
      if (!endsOnContent) continue;
      if (text === CONTENT) break;
      call.out(`Unexpected content. Expected: ${CONTENT}. Retrying\n`);
    }
  }
  return isRead;
}

function flagsOf(args: readonly string[]): ReadonlyMap<string, string> {
  const flags = new Map<string, string>();
  for (const [at, arg] of args.entries()) {
    const match = /^--?([a-z0-9_]+)(?:=([\s\S]*))?$/.exec(arg);
    if (match) flags.set(match[1] ?? '', match[2] ?? args[at + 1] ?? '');
  }
  return flags;
}

/** As Go prints a file mode. */
function modeText(mode: number, isFolder: boolean): string {
  const bits = Array.from('rwxrwxrwx', (letter, at) => (mode & (1 << (8 - at)) ? letter : '-'));
  return `${isFolder ? 'd' : '-'}${bits.join('')}`;
}
