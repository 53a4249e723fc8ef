/**
 * The files of the learner's computer: the editor's under HOME, and everything else (hidden files of HOME, /tmp, /etc) in
 * memory. What a command writes to the editor's files reaches them when it has a moment, not with every line.
 */
import type { FileSystem } from '@/lib/cluster';
import { HOME } from '../workstation';

/** The editor would not hold a file that is larger. */
const MOST_TEXT = 5_000_000;

type Refusal = 'read-only' | 'is-folder' | 'full' | undefined;

export class ComputerFiles implements FileSystem {
  readonly #editor: FileSystem;
  readonly #own: Map<string, string>;
  readonly #folders = new Set(['/tmp', '/etc', '/home', HOME]);
  /** Written, and not yet told to the editor. */
  readonly #unsaved = new Map<string, string>();
  readonly #made: Readonly<Record<string, () => string | undefined>>;

  /** @param made files whose text is made when they are read: `~/.kube/config` */
  constructor(
    editor: FileSystem,
    own: Readonly<Record<string, string>>,
    made: Readonly<Record<string, () => string | undefined>> = {},
  ) {
    this.#editor = editor;
    this.#own = new Map(Object.entries(own));
    this.#made = made;
  }

  /** Tells the editor what was written. */
  save(): void {
    for (const [path, text] of this.#unsaved) this.#editor.write(path, text);
    this.#unsaved.clear();
  }

  read(path: string): string | undefined {
    if (isEditors(path)) return this.#unsaved.get(path) ?? this.#editor.read(path);
    return this.#own.get(path) ?? this.#madeText(path);
  }

  write(path: string, text: string): Refusal {
    if (this.isFolder(path)) return 'is-folder';
    if (text.length > MOST_TEXT) return 'full';
    if (isEditors(path)) this.#unsaved.set(path, text);
    else if (isKept(path)) this.#own.set(path, text);
    else return 'read-only';
    return undefined;
  }

  remove(path: string): boolean {
    if (isEditors(path)) {
      this.save();
      return path !== HOME && this.#editor.remove(path);
    }
    if (!isKept(path)) return false;
    const below = [...this.#own.keys(), ...this.#folders].filter((other) => other.startsWith(`${path}/`));
    for (const other of below) {
      this.#own.delete(other);
      this.#folders.delete(other);
    }
    return this.#own.delete(path) || this.#folders.delete(path) || below.length > 0;
  }

  makeFolder(path: string): void {
    if (isEditors(path)) this.#editor.makeFolder(path);
    else if (isKept(path)) this.#folders.add(path);
  }

  list(path: string): readonly string[] | undefined {
    if (!this.isFolder(path)) return undefined;
    const names = new Set(isEditors(path) ? this.#editorsNames(path) : []);
    const prefix = path === '/' ? '/' : `${path}/`;
    for (const other of [...this.#own.keys(), ...this.#folders, ...this.#madePaths()]) {
      if (other.startsWith(prefix) && other !== path) names.add(other.slice(prefix.length).split('/')[0] ?? '');
    }
    names.delete('');
    return [...names].sort();
  }

  isFolder(path: string): boolean {
    if (path === '/' || path === HOME || this.#folders.has(path)) return true;
    if (isEditors(path)) {
      return this.#editor.isFolder(path) || [...this.#unsaved.keys()].some((other) => other.startsWith(`${path}/`));
    }
    return [...this.#own.keys(), ...this.#folders, ...this.#madePaths()].some((other) => other.startsWith(`${path}/`));
  }

  #editorsNames(path: string): readonly string[] {
    const unsaved = [...this.#unsaved.keys()].filter((other) => other.startsWith(`${path}/`));
    return [
      ...(this.#editor.list(path) ?? []),
      ...unsaved.map((other) => other.slice(path.length + 1).split('/')[0] ?? ''),
    ];
  }

  #madePaths(): string[] {
    return Object.keys(this.#made).filter((path) => this.#madeText(path) !== undefined);
  }

  #madeText(path: string): string | undefined {
    return Object.hasOwn(this.#made, path) ? this.#made[path]?.() : undefined;
  }
}

/** Under HOME, and nothing hidden: `.kube` and `.docker` are no files of a lesson. */
function isEditors(path: string): boolean {
  return path === HOME || (path.startsWith(`${HOME}/`) && !path.startsWith(`${HOME}/.`));
}

function isKept(path: string): boolean {
  return /^\/(?:tmp|etc)(?:\/|$)/.test(path) || path.startsWith(`${HOME}/.`);
}
