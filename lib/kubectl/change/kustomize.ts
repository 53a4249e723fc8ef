/** `-k`: kustomizations are not built here; one that isn't there is missed as kubectl misses it. */
import type { KubectlIO } from '../io';
import { problem, type Problem } from './problem';

const NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

export function kustomizeProblem({ files }: KubectlIO, folder: string): Problem {
  const base = folder.replace(/\/+$/, '');
  if (!files.isFolder(folder)) {
    return problem(
      `must build at directory: not a valid directory: evalsymlink failure on '${folder}' : lstat ${files.absolute?.(folder) ?? folder}: no such file or directory`,
    );
  }
  if (NAMES.some((name) => files.read(base === '.' ? name : `${base}/${name}`) !== undefined))
    return problem('-k is not supported here: use -f with the files themselves');
  const [first = '', second = '', third = ''] = NAMES;
  const where = files.absolute?.(folder) ?? folder;
  return problem(`unable to find one of '${first}', '${second}' or '${third}' in directory '${where}'`);
}
