/** The files of an image, with the folders that every image has: what says of itself only its files is a file system here. */
import type { Image } from '../images/process';
import { makeFolderIn, normalize } from './files';
import type { Files } from './state';

const FOLDERS = [
  '/bin',
  '/dev',
  '/etc',
  '/home',
  '/lib',
  '/mnt',
  '/opt',
  '/proc',
  '/root',
  '/run',
  '/sbin',
  '/srv',
  '/sys',
  '/tmp',
  '/usr/bin',
  '/usr/local/bin',
  '/usr/sbin',
  '/var/log',
  '/var/run',
  '/var/tmp',
];

const trees = new WeakMap<Image, Readonly<Files>>();

export function imageTree(image: Image): Readonly<Files> {
  const known = trees.get(image);
  if (known) return known;
  const tree: Files = {};
  for (const folder of FOLDERS) makeFolderIn(tree, folder);
  makeFolderIn(tree, normalize(image.workingDir));
  Object.assign(tree, image.files);
  trees.set(image, tree);
  return tree;
}
