/** The databases and users of an SQL server, as files of its data folder. */
import type { FileSystem } from '../process';
import type { Table, Tables } from './sql';

export class SqlStore {
  readonly #files: FileSystem;
  readonly #folder: string;

  constructor(files: FileSystem, folder: string) {
    this.#files = files;
    this.#folder = folder.replace(/\/$/, '');
  }

  get isInitialized(): boolean {
    return this.#files.read(`${this.#folder}/users.json`) !== undefined;
  }

  get users(): Readonly<Record<string, string>> {
    const parsed = parse(this.#files.read(`${this.#folder}/users.json`));
    return Object.fromEntries(
      Object.entries(parsed).flatMap(([name, password]) => (typeof password === 'string' ? [[name, password]] : [])),
    );
  }

  /** Undefined where there is no such user. */
  passwordOf(user: string): string | undefined {
    const { users } = this;
    return Object.hasOwn(users, user) ? users[user] : undefined;
  }

  /** Answers why the data folder can't be written, or undefined. */
  setUsers(users: Readonly<Record<string, string>>): string | undefined {
    return this.#files.write(`${this.#folder}/users.json`, JSON.stringify(users));
  }

  databases(): readonly string[] {
    const names = this.#files.list(this.#folder) ?? [];
    return names.flatMap((name) => (name.startsWith('db.') ? [name.slice(3, -5)] : []));
  }

  has(database: string): boolean {
    return this.#files.read(this.#path(database)) !== undefined;
  }

  tables(database: string): Tables {
    const parsed = parse(this.#files.read(this.#path(database)));
    return Object.fromEntries(
      Object.entries(parsed).flatMap(([name, table]) => (isTable(table) ? [[name, table]] : [])),
    );
  }

  write(database: string, tables: Tables): void {
    this.#files.write(this.#path(database), JSON.stringify(tables));
  }

  drop(database: string): void {
    this.#files.remove(this.#path(database));
  }

  #path(database: string): string {
    return `${this.#folder}/db.${database}.json`;
  }
}

function parse(text: string | undefined): object {
  try {
    const parsed: unknown = JSON.parse(text ?? '{}');
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}

function isTable(value: unknown): value is Table {
  return (
    typeof value === 'object' &&
    value !== null &&
    'columns' in value &&
    Array.isArray(value.columns) &&
    'rows' in value &&
    Array.isArray(value.rows)
  );
}
