/**
 * File trees as JSON, and what a container sees of them: its image's files, what it wrote beside them, and its volumes.
 * Models, in the small, an overlay with mounts.
 *
 * Not modelled: owners and modes but those that volumes are given; times; symbolic links (so no `..data` in volumes of ConfigMaps); limits of size.
 */
import type { FileFacts, FileSystem } from '../images/process';
import type { Files } from './state';

/** `/a/./b//c/..` is `/a/b`; the root is the empty text. */
export function normalize(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.length === 0 ? '' : `/${parts.join('/')}`;
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

/** Whether something lies below that folder. */
function holdsBelow(files: Readonly<Files>, folder: string): boolean {
  const start = `${folder}/`;
  for (const path in files) if (files[path] !== false && path.startsWith(start)) return true;
  return false;
}

export function isFolderIn(files: Readonly<Files>, path: string): boolean {
  return path === '' || files[path] === null || (typeof files[path] !== 'string' && holdsBelow(files, path));
}

/** Of one tree: paths with a slash in front, from its own root. */
export function readFrom(files: Readonly<Files>, path: string): string | undefined {
  const text = files[path];
  return typeof text === 'string' ? text : undefined;
}

export function existsIn(files: Readonly<Files>, path: string): boolean {
  return typeof files[path] === 'string' || isFolderIn(files, path);
}

/** Removes a file, or a folder with all in it. */
export function removeFrom(files: Files, path: string): boolean {
  let found = false;
  const start = `${path}/`;
  for (const each of Object.keys(files)) {
    if (each !== path && !each.startsWith(start)) continue;
    delete files[each];
    found = true;
  }
  return found;
}

function namesIn(files: Readonly<Files>, folder: string, names: Set<string>): void {
  const start = `${folder}/`;
  for (const path in files) {
    if (files[path] === false || !path.startsWith(start)) continue;
    const end = path.indexOf('/', start.length);
    names.add(end < 0 ? path.slice(start.length) : path.slice(start.length, end));
  }
}

export interface Mount {
  /** Where in the container, normalized. */
  readonly at: string;
  readonly files: Files;
  /** Where in that tree: a folder, or one file. */
  readonly from: string;
  readonly readOnly: boolean;
  /** Of what lies there, by its path in that tree. Default: as in an image. */
  readonly facts?: (path: string, isFolder: boolean) => FileFacts;
}

/** Every container has these, made by the kubelet: they can be written even where nothing else can. */
const GIVEN = new Set(['/etc/hostname', '/etc/hosts', '/etc/resolv.conf']);

function isGivenPath(path: string): boolean {
  return GIVEN.has(path) || path.startsWith('/proc/sys/');
}

interface Place {
  readonly files: Files;
  readonly path: string;
  readonly readOnly: boolean;
  readonly isRoot: boolean;
}

export class ContainerFiles implements FileSystem {
  readonly #image: Readonly<Files>;
  readonly #own: () => Files | undefined;
  readonly #makeOwn: () => Files;
  readonly #mounts: readonly Mount[];
  readonly #readOnlyRoot: boolean;
  readonly #given: (() => Readonly<Files>) | undefined;
  readonly #isFull: () => boolean;

  /**
   * @param image what it has of files and folders
   * @param own what was written beside the image; made only when something is
   * @param mounts in any order
   * @param given what the kubelet makes for every container: asked for only when it is read
   * @param isFull nothing can be written; what is there can be removed
   */
  constructor(
    image: Readonly<Files>,
    own: () => Files | undefined,
    makeOwn: () => Files,
    mounts: readonly Mount[],
    readOnlyRoot: boolean,
    given?: () => Readonly<Files>,
    isFull: () => boolean = () => false,
  ) {
    this.#image = image;
    this.#own = own;
    this.#makeOwn = makeOwn;
    this.#mounts = mounts.toSorted((a, b) => b.at.length - a.at.length);
    this.#readOnlyRoot = readOnlyRoot;
    this.#given = given;
    this.#isFull = isFull;
  }

  read(path: string): string | undefined {
    const place = this.#placeOf(path);
    const text = place.files[place.path];
    if (typeof text === 'string') return text;
    if (!place.isRoot || text === false) return undefined;
    const given = this.#given && isGivenPath(place.path) ? readFrom(this.#given(), place.path) : undefined;
    return given ?? readFrom(this.#image, place.path);
  }

  write(path: string, text: string): 'read-only' | 'is-folder' | 'full' | undefined {
    const place = this.#placeOf(path);
    if (place.readOnly) return 'read-only';
    if (this.isFolder(path)) return 'is-folder';
    if (this.#isFull()) return 'full';
    const files = place.isRoot ? this.#makeOwn() : place.files;
    files[place.path] = text;
    return undefined;
  }

  remove(path: string): boolean {
    const place = this.#placeOf(path);
    if (place.readOnly || place.path === '') return false;
    const existed = this.read(path) !== undefined || this.isFolder(path);
    if (!existed) return false;
    const files = place.isRoot ? this.#makeOwn() : place.files;
    removeFrom(files, place.path);
    if (!place.isRoot) return true;
    const start = `${place.path}/`;
    files[place.path] = false;
    for (const each in this.#image) if (each.startsWith(start)) files[each] = false;
    return true;
  }

  makeFolder(path: string): void {
    const place = this.#placeOf(path);
    if (place.readOnly || this.isFolder(path)) return;
    const files = place.isRoot ? this.#makeOwn() : place.files;
    files[place.path] = null;
  }

  list(path: string): readonly string[] | undefined {
    if (!this.isFolder(path)) return undefined;
    const place = this.#placeOf(path);
    const names = new Set<string>();
    namesIn(place.files, place.path, names);
    if (place.isRoot) this.#namesOfImage(place.path, names);
    const at = normalize(path);
    if (at === '' && this.#given) names.add('etc');
    if (at === '/etc')
      for (const each of GIVEN) if (this.read(each) !== undefined) names.add(each.slice('/etc/'.length));
    for (const mount of this.#mounts) {
      if (mount.at.startsWith(`${at}/`)) names.add(mount.at.slice(at.length + 1).split('/')[0] ?? '');
    }
    return [...names].sort();
  }

  isFolder(path: string): boolean {
    const place = this.#placeOf(path);
    if (isFolderIn(place.files, place.path)) return true;
    const at = normalize(path);
    if (this.#mounts.some((mount) => mount.at.startsWith(`${at}/`))) return true;
    if (at === '/etc' && this.#given) return true;
    const own = place.files[place.path];
    return place.isRoot && typeof own !== 'string' && own !== false && isFolderIn(this.#image, place.path);
  }

  facts(path: string): FileFacts | undefined {
    const isFolder = this.isFolder(path);
    if (!isFolder && this.read(path) === undefined) return undefined;
    const at = normalize(path);
    const mount = this.#mounts.find((each) => at === each.at || at.startsWith(`${each.at}/`));
    if (mount?.facts) return mount.facts(mount.from + at.slice(mount.at.length), isFolder);
    return { mode: isFolder ? 0o755 : 0o644, user: 0, group: 0, fileSystem: mount ? 'ext4' : 'overlay' };
  }

  #namesOfImage(folder: string, names: Set<string>): void {
    const own = this.#own();
    const start = `${folder}/`;
    for (const path in this.#image) {
      if (!path.startsWith(start) || own?.[path] === false) continue;
      const end = path.indexOf('/', start.length);
      names.add(end < 0 ? path.slice(start.length) : path.slice(start.length, end));
    }
  }

  #placeOf(path: string): Place {
    const at = normalize(path);
    const isGiven = this.#given !== undefined && GIVEN.has(at) && !this.#mounts.some((mount) => mount.at === at);
    for (const mount of isGiven ? [] : this.#mounts) {
      if (at !== mount.at && !at.startsWith(`${mount.at}/`)) continue;
      const { files, from, readOnly } = mount;
      return { files, path: from + at.slice(mount.at.length), readOnly, isRoot: false };
    }
    return { files: this.#own() ?? {}, path: at, readOnly: this.#readOnlyRoot && !isGiven, isRoot: true };
  }
}

/** The folders that lead to a path are there once it is: for `mkdir -p`. */
export function makeFolderIn(files: Files, path: string): void {
  if (path === '' || existsIn(files, path)) return;
  files[path] = null;
  makeFolderIn(files, parentOf(path));
}
