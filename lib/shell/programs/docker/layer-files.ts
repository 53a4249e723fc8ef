/** What an image's files become while it is built: the base's, and over them what was copied and written. */
import type { FileSystem } from '@/lib/cluster';

export class LayerFiles implements FileSystem {
  readonly #base: Readonly<Record<string, string>>;
  readonly #own: Map<string, string>;
  readonly #folders = new Set([
    '/',
    '/tmp',
    '/etc',
    '/usr',
    '/usr/bin',
    '/bin',
    '/var',
    '/home',
    '/root',
    '/opt',
    '/srv',
  ]);
  readonly #removed = new Set<string>();

  constructor(base: Readonly<Record<string, string>>, own: Readonly<Record<string, string>> = {}) {
    this.#base = base;
    this.#own = new Map(Object.entries(own));
  }

  /** Without the base's. */
  get own(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#own);
  }

  /** All that lie in a folder, or the one file; the path below it of each. */
  below(path: string): readonly (readonly [name: string, text: string])[] {
    const text = this.read(path);
    if (text !== undefined) return [['', text]];
    const prefix = path === '/' ? '/' : `${path}/`;
    return this.#paths()
      .filter((each) => each.startsWith(prefix))
      .map((each) => [each.slice(prefix.length), this.read(each) ?? ''] as const);
  }

  read(path: string): string | undefined {
    return (
      this.#own.get(path) ??
      (Object.hasOwn(this.#base, path) && !this.#removed.has(path) ? this.#base[path] : undefined)
    );
  }

  write(path: string, text: string): 'is-folder' | undefined {
    if (this.isFolder(path)) return 'is-folder';
    this.#own.set(path, text);
    return undefined;
  }

  remove(path: string): boolean {
    const gone = this.#paths().filter((each) => each === path || each.startsWith(`${path}/`));
    for (const each of gone) {
      this.#own.delete(each);
      this.#removed.add(each);
    }
    return this.#folders.delete(path) || gone.length > 0;
  }

  makeFolder(path: string): void {
    this.#folders.add(path);
  }

  list(path: string): readonly string[] | undefined {
    if (!this.isFolder(path)) return undefined;
    const prefix = path === '/' ? '/' : `${path}/`;
    const names = [...this.#paths(), ...this.#folders].flatMap((each) =>
      each.startsWith(prefix) && each !== prefix ? [each.slice(prefix.length).split('/')[0] ?? ''] : [],
    );
    return [...new Set(names)].sort();
  }

  isFolder(path: string): boolean {
    return this.#folders.has(path) || [...this.#paths(), ...this.#folders].some((each) => each.startsWith(`${path}/`));
  }

  #paths(): readonly string[] {
    return [
      ...Object.keys(this.#base).filter((each) => !this.#removed.has(each) && !this.#own.has(each)),
      ...this.#own.keys(),
    ];
  }
}
