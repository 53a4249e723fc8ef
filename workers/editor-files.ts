/** The editor's files as commands see them, under the learner's home; what commands write goes back to the page. */
import type { FileSystem } from '@/lib/cluster';
import { HOME } from '@/lib/shell';

/** More than this of one file is no manifest, and the editor would not hold it. */
const MOST_TEXT = 5_000_000;

export class EditorFiles implements FileSystem {
  readonly #tell: (changes: Readonly<Record<string, string | null>>) => void;
  #texts = new Map<string, string>();
  /** Folders that a command made; those of files are there anyway. They are not kept. */
  readonly #made = new Set<string>();

  constructor(tell: (changes: Readonly<Record<string, string | null>>) => void) {
    this.#tell = tell;
  }

  /** As they are in the editor now, by path below HOME. */
  replace(texts: Readonly<Record<string, string>>): void {
    this.#texts = new Map(Object.entries(texts));
  }

  read(path: string): string | undefined {
    return this.#texts.get(below(path) ?? '');
  }

  write(path: string, text: string): 'is-folder' | 'full' | 'read-only' | undefined {
    const name = below(path);
    if (name === undefined) return 'read-only';
    if (this.isFolder(path)) return 'is-folder';
    if (text.length > MOST_TEXT) return 'full';
    this.#texts.set(name, text);
    this.#tell({ [name]: text });
    return undefined;
  }

  remove(path: string): boolean {
    const name = below(path);
    if (name === undefined) return false;
    if (this.#texts.delete(name)) {
      this.#tell({ [name]: null });
      return true;
    }
    const inside = [...this.#texts.keys()].filter((file) => file.startsWith(`${name}/`));
    for (const file of inside) this.#texts.delete(file);
    if (inside.length > 0) this.#tell(Object.fromEntries(inside.map((file) => [file, null])));
    const made = [...this.#made].filter((folder) => folder === name || folder.startsWith(`${name}/`));
    for (const folder of made) this.#made.delete(folder);
    return inside.length > 0 || made.length > 0;
  }

  makeFolder(path: string): void {
    const name = below(path);
    if (name !== undefined && name !== '') this.#made.add(name);
  }

  list(path: string): readonly string[] | undefined {
    if (!this.isFolder(path)) return undefined;
    const name = below(path) ?? '';
    const prefix = name === '' ? '' : `${name}/`;
    const inside = [...this.#texts.keys(), ...this.#made]
      .filter((file) => file.startsWith(prefix) && file !== name)
      .map((file) => file.slice(prefix.length).split('/')[0] ?? '');
    return [...new Set(inside)].sort();
  }

  isFolder(path: string): boolean {
    const name = below(path);
    if (name === undefined) return false;
    if (name === '' || this.#made.has(name)) return true;
    return [...this.#texts.keys(), ...this.#made].some((file) => file.startsWith(`${name}/`));
  }
}

/** The path below HOME; undefined for what is not there. */
function below(path: string): string | undefined {
  if (path === HOME) return '';
  return path.startsWith(`${HOME}/`) ? path.slice(HOME.length + 1).replace(/\/+$/, '') : undefined;
}
