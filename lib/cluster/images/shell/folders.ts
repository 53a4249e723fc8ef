/** Where the shell is: cd, pushd, popd, dirs. */
import type { Toolbox } from '../call';
import { resolvePath } from '../paths';
import type { Shell } from './shell';

export function cd({ state, call, streams }: Shell, words: readonly string[]): number {
  const wanted = words[1] ?? state.variables.get('HOME') ?? '/';
  if (wanted === '-' && !state.variables.has('OLDPWD')) {
    streams.err(`${state.parameters[0] ?? 'sh'}: cd: OLDPWD not set\n`);
    return 1;
  }
  const target = resolvePath(state.folder, wanted === '-' ? (state.variables.get('OLDPWD') ?? '/') : wanted);
  const own = state.parameters[0] ?? 'sh';
  if (!call.process.files.isFolder(target)) {
    const isFile = call.process.files.read(target) !== undefined;
    const why = isFile ? 'Not a directory' : 'No such file or directory';
    streams.err(cdFault(call.tools.flavour, own, wanted, why));
    return call.tools.flavour === 'bash' ? 1 : 2;
  }
  state.variables.set('OLDPWD', state.folder);
  state.variables.set('PWD', target);
  state.folder = target;
  if (wanted === '-') streams.out(`${target}\n`);
  return 0;
}

function cdFault(flavour: Toolbox['flavour'], own: string, wanted: string, why: string): string {
  switch (flavour) {
    case 'bash':
      return `${own}: cd: ${wanted}: ${why}\n`;
    case 'busybox':
      return `${own}: cd: can't cd to ${wanted}: ${why}\n`;
    case 'dash':
      return `${own}: 1: cd: can't cd to ${wanted}\n`;
  }
}

/** `pushd folder` and `popd`. */
export function pushd(shell: Shell, words: readonly string[]): number {
  const { state, streams } = shell;
  const isBack = words[0] === 'popd';
  const target = isBack ? state.folders[0] : words[1];
  if (target === undefined) {
    streams.err(
      `${state.parameters[0] ?? 'sh'}: ${isBack ? 'popd: directory stack empty' : 'pushd: no other directory'}\n`,
    );
    return 1;
  }
  const from = state.folder;
  const status = cd(shell, ['cd', target]);
  if (status !== 0) return status;
  state.folders = isBack ? state.folders.slice(1) : [from, ...state.folders];
  streams.out(`${foldersText(shell)}\n`);
  return 0;
}

export function foldersText({ state }: Shell): string {
  const home = state.variables.get('HOME') ?? '/';
  return [state.folder, ...state.folders]
    .map((folder) => (folder === home || folder.startsWith(`${home}/`) ? `~${folder.slice(home.length)}` : folder))
    .join(' ');
}
