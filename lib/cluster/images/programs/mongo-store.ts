/** The databases of a mongod, as files under /data/db: one for each collection, and one for the users. */
import type { FileSystem } from '../process';

export type Document = Readonly<Record<string, unknown>>;

export interface MongoUser {
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

const FOLDER = '/data/db';
const USERS = `${FOLDER}/admin.system.users.json`;
const MARK = `${FOLDER}/WiredTiger`;

export class MongoStore {
  readonly #files: FileSystem;

  constructor(files: FileSystem) {
    this.#files = files;
  }

  /** Whether a mongod has been here before: then nobody is made root any more. */
  get isInitialized(): boolean {
    return this.#files.read(MARK) !== undefined;
  }

  /** Why the data folder can't be used, or undefined. */
  initialize(): string | undefined {
    return this.isInitialized ? undefined : this.#files.write(MARK, 'WiredTiger\n');
  }

  get users(): readonly MongoUser[] {
    return documents(this.#files.read(USERS)).flatMap((found) => {
      const { user, password, database } = found;
      const isUser = typeof user === 'string' && typeof password === 'string' && typeof database === 'string';
      return isUser ? [{ user, password, database }] : [];
    });
  }

  addUser(user: MongoUser): void {
    const others = this.users.filter((other) => other.user !== user.user || other.database !== user.database);
    this.#files.write(USERS, JSON.stringify([...others, user]));
  }

  read(database: string, collection: string): readonly Document[] {
    return documents(this.#files.read(pathOf(database, collection)));
  }

  /** Answers why it could not be written. */
  write(database: string, collection: string, all: readonly Document[]): string | undefined {
    return this.#files.write(pathOf(database, collection), JSON.stringify(all));
  }

  drop(database: string, collection: string): boolean {
    return this.#files.remove(pathOf(database, collection));
  }

  databases(): readonly string[] {
    const own = this.#names().map((name) => name.split('.')[0] ?? '');
    return [...new Set(['admin', 'config', 'local', ...own])].sort();
  }

  collections(database: string): readonly string[] {
    const names = this.#names().filter((name) => name.startsWith(`${database}.`));
    return names.map((name) => name.slice(database.length + 1)).sort();
  }

  #names(): readonly string[] {
    return (this.#files.list(FOLDER) ?? []).flatMap((name) => (name.endsWith('.json') ? [name.slice(0, -5)] : []));
  }
}

function pathOf(database: string, collection: string): string {
  return `${FOLDER}/${database}.${collection}.json`;
}

function documents(text: string | undefined): readonly Document[] {
  if (text === undefined) return [];
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed.filter(isDocument) : [];
  } catch {
    return [];
  }
}

export function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Equal in every field that is asked for; `{}` is all of them. */
export function matches(document: Document, filter: Document): boolean {
  return Object.entries(filter).every(([field, wanted]) => JSON.stringify(document[field]) === JSON.stringify(wanted));
}
