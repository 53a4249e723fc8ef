/** Tools that look at files and move them. */
import type { Call, Tool } from '../call';
import { timeText } from '../clock-face';
import { baseName, resolvePath } from '../paths';
import { writeFault } from '../shell/redirect';
import { byteLength } from '../utf8-bytes';
import { find } from './find';
import { parseOptions } from './options';

const NOT_THERE = 'No such file or directory';

function isThere({ process }: Call, path: string): boolean {
  return process.files.isFolder(path) || process.files.read(path) !== undefined;
}

/** Busybox' words, or GNU's. */
function say(call: Call, busybox: string, gnu: string): void {
  call.err(`${call.args[0]}: ${call.tools.flavour === 'busybox' ? busybox : gnu}\n`);
}

const ls: Tool = (call) => {
  const options = parseOptions(call.args);
  const names = options.operands.length > 0 ? options.operands : ['.'];
  let failed = false;
  const files: string[] = [];
  const folders: string[] = [];
  for (const name of names) {
    const path = resolvePath(call.workingDir, name);
    if (!isThere(call, path)) {
      failed = true;
      say(call, `${name}: ${NOT_THERE}`, `cannot access '${name}': ${NOT_THERE}`);
    } else if (call.process.files.isFolder(path) && !options.has('d')) folders.push(name);
    else files.push(name);
  }
  print(call, files, call.workingDir, options.has('l'), false);
  const all = [...folders];
  for (
    let folder = all.shift(), isFirst = files.length === 0;
    folder !== undefined;
    folder = all.shift(), isFirst = false
  ) {
    if (names.length > 1 || options.has('R')) call.out(`${isFirst ? '' : '\n'}${folder}:\n`);
    const path = resolvePath(call.workingDir, folder);
    const inside = (call.process.files.list(path) ?? []).filter(
      (name) => options.has('a', 'A') || !name.startsWith('.'),
    );
    print(call, options.has('a') ? ['.', '..', ...inside] : inside, path, options.has('l'), true);
    if (options.has('R'))
      all.unshift(
        ...inside.filter((name) => call.process.files.isFolder(`${path}/${name}`)).map((name) => `${folder}/${name}`),
      );
  }
  return failed ? (call.tools.flavour === 'busybox' ? 1 : 2) : 0;
};

function print(call: Call, names: readonly string[], folder: string, isLong: boolean, hasTotal: boolean): void {
  if (isLong && hasTotal) call.out(`total ${names.length * 4}\n`);
  for (const name of names) call.out(isLong ? `${longLine(call, name, resolvePath(folder, name))}\n` : `${name}\n`);
}

/** Owners, modes and times are not kept: all is root's and of now. */
function longLine(call: Call, name: string, path: string): string {
  const text = call.process.files.read(path);
  const mode = text === undefined ? 'drwxr-xr-x' : '-rw-r--r--';
  const size = text === undefined ? 4_096 : byteLength(text);
  const time = timeText(call.process.now(), '%b %e %H:%M');
  if (call.tools.flavour === 'busybox')
    return `${mode}    1 root     root     ${String(size).padStart(9)} ${time} ${name}`;
  return `${mode} 1 root root ${String(size).padStart(4)} ${time} ${name}`;
}

const mkdir: Tool = (call) => {
  const options = parseOptions(call.args, ['m']);
  let status = 0;
  for (const name of options.operands) {
    const path = resolvePath(call.workingDir, name);
    const parent = resolvePath(path, '..');
    const why = isThere(call, path) ? 'File exists' : call.process.files.isFolder(parent) ? undefined : NOT_THERE;
    if (why === undefined || (options.has('p') && (why === NOT_THERE || call.process.files.isFolder(path)))) {
      for (const folder of foldersTo(path))
        if (!call.process.files.isFolder(folder)) call.process.files.makeFolder(folder);
      continue;
    }
    say(call, `can't create directory '${name}': ${why}`, `cannot create directory '${name}': ${why}`);
    status = 1;
  }
  return status;
};

/** It and all it lies in, the outermost first. */
function foldersTo(path: string): readonly string[] {
  const parts = path.split('/').filter((part) => part !== '');
  return parts.map((_, at) => `/${parts.slice(0, at + 1).join('/')}`);
}

const rm: Tool = (call) => {
  const options = parseOptions(call.args);
  let status = 0;
  for (const name of options.operands) {
    const path = resolvePath(call.workingDir, name);
    const isFolder = call.process.files.isFolder(path);
    if (isFolder && !options.has('r', 'R', 'recursive')) {
      say(call, `'${name}' is a directory`, `cannot remove '${name}': Is a directory`);
      status = 1;
    } else if (isFolder) removeAll(call, path);
    else if (!call.process.files.remove(path) && !options.has('f')) {
      say(call, `can't remove '${name}': ${NOT_THERE}`, `cannot remove '${name}': ${NOT_THERE}`);
      status = 1;
    }
  }
  return status;
};

function removeAll(call: Call, path: string): void {
  for (const name of call.process.files.list(path) ?? []) {
    const inner = `${path === '/' ? '' : path}/${name}`;
    if (call.process.files.isFolder(inner)) removeAll(call, inner);
    else call.process.files.remove(inner);
  }
  call.process.files.remove(path);
}

const rmdir: Tool = (call) => {
  let status = 0;
  for (const name of parseOptions(call.args).operands) {
    const path = resolvePath(call.workingDir, name);
    const inside = call.process.files.list(path);
    if (inside?.length === 0 && call.process.files.remove(path)) continue;
    const why = inside === undefined ? NOT_THERE : 'Directory not empty';
    say(call, `'${name}': ${why}`, `failed to remove '${name}': ${why}`);
    status = 1;
  }
  return status;
};

/** `cp` and `mv`: the last name is where to. */
function transfer(isMove: boolean): Tool {
  return (call) => {
    const options = parseOptions(call.args);
    const names = [...options.operands];
    const target = names.pop();
    if (target === undefined || names.length === 0) {
      call.err(`${call.args[0]}: missing file operand\n`);
      return 1;
    }
    let status = 0;
    for (const name of names) {
      const from = resolvePath(call.workingDir, name);
      const toFolder = resolvePath(call.workingDir, target);
      const to = call.process.files.isFolder(toFolder) ? resolvePath(toFolder, baseName(from)) : toFolder;
      const fault = transferOne(call, from, to, name, target, isMove || options.has('r', 'R', 'a'));
      if (fault !== undefined) {
        call.err(`${call.args[0]}: ${fault}\n`);
        status = 1;
      } else if (isMove) removeAll(call, from);
    }
    return status;
  };
}

function transferOne(
  call: Call,
  from: string,
  to: string,
  name: string,
  target: string,
  isDeep: boolean,
): string | undefined {
  const { files } = call.process;
  const isBusybox = call.tools.flavour === 'busybox';
  if (!isThere(call, from)) {
    if (!isBusybox) return `cannot stat '${name}': ${NOT_THERE}`;
    return call.args[0] === 'mv' ? `can't rename '${name}': ${NOT_THERE}` : `can't stat '${name}': ${NOT_THERE}`;
  }
  if (!files.isFolder(from)) {
    const refused = files.write(to, files.read(from) ?? '');
    if (refused === undefined) return undefined;
    return isBusybox
      ? `can't create '${target}': ${writeFault(refused)}`
      : `cannot create regular file '${target}': ${writeFault(refused)}`;
  }
  if (!isDeep) return isBusybox ? `omitting directory '${name}'` : `-r not specified; omitting directory '${name}'`;
  files.makeFolder(to);
  for (const inner of files.list(from) ?? []) {
    const fault = transferOne(call, `${from}/${inner}`, `${to}/${inner}`, `${name}/${inner}`, target, true);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

const touch: Tool = (call) => {
  let status = 0;
  for (const name of parseOptions(call.args, ['t', 'd', 'r']).operands) {
    const path = resolvePath(call.workingDir, name);
    if (isThere(call, path)) continue;
    const isPlace = call.process.files.isFolder(resolvePath(path, '..'));
    const refused = isPlace ? call.process.files.write(path, '') : undefined;
    if (isPlace && refused === undefined) continue;
    const why = refused === undefined ? NOT_THERE : writeFault(refused);
    say(call, `${name}: ${why}`, `cannot touch '${name}': ${why}`);
    status = 1;
  }
  return status;
};

/** Files have one name here: a link is a copy. */
const link: Tool = (call) => {
  const options = parseOptions(call.args);
  if (call.tools.flavour === 'busybox') return 0;
  const [from = '', to] = options.operands;
  const { files } = call.process;
  const text = files.read(resolvePath(call.workingDir, from));
  const target = resolvePath(call.workingDir, to ?? baseName(from));
  const path = files.isFolder(target) ? resolvePath(target, baseName(from)) : target;
  if (text === undefined) {
    call.err(`ln: failed to access '${from}': ${NOT_THERE}\n`);
    return 1;
  }
  if (files.read(path) !== undefined && !options.has('f')) {
    call.err(`ln: failed to create link '${to ?? baseName(from)}': File exists\n`);
    return 1;
  }
  return files.write(path, text) === undefined ? 0 : 1;
};

const nothing: Tool = () => 0;

const df: Tool = (call) => {
  const isHuman = parseOptions(call.args).has('h');
  call.out(
    isHuman
      ? 'Filesystem                Size      Used Available Use% Mounted on\n'
      : 'Filesystem           1K-blocks      Used Available Use% Mounted on\n',
  );
  call.out(
    isHuman
      ? 'overlay                  58.4G     12.1G     43.3G  22% /\n'
      : 'overlay               61255492  12687520  45424004  22% /\n',
  );
  return 0;
};

const mount: Tool = (call) => {
  call.out(
    'overlay on / type overlay (rw,relatime)\nproc on /proc type proc (rw,nosuid,nodev,noexec,relatime)\ntmpfs on /dev type tmpfs (rw,nosuid,size=65536k,mode=755)\n',
  );
  return 0;
};

export const FILE_TOOLS: Readonly<Record<string, Tool>> = {
  ls,
  mkdir,
  rm,
  rmdir,
  cp: transfer(false),
  mv: transfer(true),
  touch,
  find,
  df,
  mount,
  chmod: nothing,
  chown: nothing,
  chgrp: nothing,
  sync: nothing,
  ln: link,
  basename: (call) => {
    const [name = '', ending = ''] = call.args.slice(1);
    const base = baseName(name);
    call.out(`${ending !== '' && base.endsWith(ending) ? base.slice(0, -ending.length) : base}\n`);
    return 0;
  },
  dirname: (call) => {
    const path = (call.args[1] ?? '').replace(/\/+$/, '');
    const at = path.lastIndexOf('/');
    call.out(`${at < 0 ? '.' : at === 0 ? '/' : path.slice(0, at)}\n`);
    return 0;
  },
  realpath: (call) => {
    call.out(`${resolvePath(call.workingDir, call.args[1] ?? '.')}\n`);
    return 0;
  },
};
