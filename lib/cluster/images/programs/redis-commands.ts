/** The commands of Redis that lessons use: strings, counters, lists, sets, hashes, expiry. */
import type { Process } from '../process';

export type RedisReply =
  | string
  | number
  | null
  | { readonly status: string }
  | { readonly error: string }
  | { readonly list: readonly RedisReply[] };

interface Entry {
  readonly type: 'string' | 'list' | 'set' | 'hash';
  /** A string has one; a hash has names and values in turn. */
  readonly values: readonly string[];
  /** Milliseconds since 1970. */
  readonly expires?: number;
}

const FILE = '/data/dump.rdb';
const OK = { status: 'OK' } as const;
const WRONG_TYPE = { error: 'WRONGTYPE Operation against a key holding the wrong kind of value' } as const;

export class RedisStore {
  readonly #process: Process;
  readonly #entries: Map<string, Entry>;

  constructor(process: Process) {
    this.#process = process;
    this.#entries = new Map(readEntries(process.files.read(FILE)));
  }

  get now(): number {
    return this.#process.now();
  }

  get hostname(): string {
    return this.#process.hostname;
  }

  get(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    if (entry?.expires === undefined || entry.expires > this.now) return entry;
    this.#entries.delete(key);
    return undefined;
  }

  set(key: string, entry: Entry | undefined): void {
    if (entry && (entry.values.length > 0 || entry.type === 'string')) this.#entries.set(key, entry);
    else this.#entries.delete(key);
    this.#save();
  }

  clear(): void {
    this.#entries.clear();
    this.#save();
  }

  keys(): readonly string[] {
    return [...this.#entries.keys()].filter((key) => this.get(key)).sort();
  }

  #save(): void {
    this.#process.files.write(FILE, JSON.stringify([...this.#entries]));
  }
}

function readEntries(text: string | undefined): [string, Entry][] {
  if (text === undefined) return [];
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed.filter(isEntryPair) : [];
  } catch {
    return [];
  }
}

function isEntryPair(pair: unknown): pair is [string, Entry] {
  if (!Array.isArray(pair) || typeof pair[0] !== 'string') return false;
  const entry: unknown = pair[1];
  return (
    typeof entry === 'object' && entry !== null && 'values' in entry && Array.isArray(entry.values) && 'type' in entry
  );
}

export function answerRedis(store: RedisStore, command: readonly string[]): RedisReply {
  const [name = '', ...args] = command;
  const upper = name.toUpperCase();
  const known = COMMANDS.get(upper);
  if (!known) {
    const shown = args.map((arg) => `'${arg}' `).join('');
    return { error: `ERR unknown command '${name}', with args beginning with: ${shown}` };
  }
  if (args.length < known.least) return { error: `ERR wrong number of arguments for '${name.toLowerCase()}' command` };
  return known.run(store, args);
}

interface Known {
  readonly least: number;
  readonly run: (store: RedisStore, args: readonly string[]) => RedisReply;
}

const strings: Readonly<Record<string, Known>> = {
  PING: { least: 0, run: (_, [text]) => text ?? { status: 'PONG' } },
  ECHO: { least: 1, run: (_, [text = '']) => text },
  SET: {
    least: 2,
    run: (store, [key = '', value = '', ...options]) => {
      const flags = options.map((option) => option.toUpperCase());
      if (flags.includes('NX') && store.get(key)) return null;
      if (flags.includes('XX') && !store.get(key)) return null;
      const [seconds, millis] = [flags.indexOf('EX'), flags.indexOf('PX')];
      const lasts =
        seconds >= 0 ? Number(options[seconds + 1]) * 1_000 : millis >= 0 ? Number(options[millis + 1]) : undefined;
      store.set(key, {
        type: 'string',
        values: [value],
        ...(lasts === undefined ? {} : { expires: store.now + lasts }),
      });
      return OK;
    },
  },
  GET: { least: 1, run: (store, [key = '']) => ofType(store, key, 'string', (entry) => entry?.values[0] ?? null) },
  MGET: { least: 1, run: (store, keys) => ({ list: keys.map((key) => store.get(key)?.values[0] ?? null) }) },
  MSET: {
    least: 2,
    run: (store, args) => {
      for (let at = 0; at + 1 < args.length; at += 2)
        store.set(args[at] ?? '', { type: 'string', values: [args[at + 1] ?? ''] });
      return OK;
    },
  },
  APPEND: {
    least: 2,
    run: (store, [key = '', text = '']) => {
      const value = (store.get(key)?.values[0] ?? '') + text;
      store.set(key, { type: 'string', values: [value] });
      return value.length;
    },
  },
  INCR: { least: 1, run: (store, [key = '']) => add(store, key, 1) },
  DECR: { least: 1, run: (store, [key = '']) => add(store, key, -1) },
  INCRBY: { least: 2, run: (store, [key = '', by = '']) => add(store, key, Number(by)) },
  DECRBY: { least: 2, run: (store, [key = '', by = '']) => add(store, key, -Number(by)) },
};

const keys: Readonly<Record<string, Known>> = {
  DEL: {
    least: 1,
    run: (store, given) => {
      const there = given.filter((key) => store.get(key));
      for (const key of there) store.set(key, undefined);
      return there.length;
    },
  },
  EXISTS: { least: 1, run: (store, given) => given.filter((key) => store.get(key)).length },
  KEYS: {
    least: 1,
    run: (store, [pattern = '*']) => {
      const source = pattern
        .replace(/[.+^${}()|[\]\\]/g, '\\$&')
        .replaceAll('*', '.*')
        .replaceAll('?', '.');
      const expression = new RegExp(`^${source}$`);
      return { list: store.keys().filter((key) => expression.test(key)) };
    },
  },
  TYPE: { least: 1, run: (store, [key = '']) => ({ status: store.get(key)?.type ?? 'none' }) },
  TTL: {
    least: 1,
    run: (store, [key = '']) => {
      const entry = store.get(key);
      if (!entry) return -2;
      return entry.expires === undefined ? -1 : Math.ceil((entry.expires - store.now) / 1_000);
    },
  },
  EXPIRE: {
    least: 2,
    run: (store, [key = '', seconds = '']) => {
      const entry = store.get(key);
      if (!entry) return 0;
      store.set(key, { ...entry, expires: store.now + Number(seconds) * 1_000 });
      return 1;
    },
  },
  DBSIZE: { least: 0, run: (store) => store.keys().length },
  FLUSHALL: { least: 0, run: (store) => (store.clear(), OK) },
  FLUSHDB: { least: 0, run: (store) => (store.clear(), OK) },
};

const collections: Readonly<Record<string, Known>> = {
  LPUSH: {
    least: 2,
    run: (store, [key = '', ...values]) => change(store, key, 'list', (old) => [...values.toReversed(), ...old]),
  },
  RPUSH: { least: 2, run: (store, [key = '', ...values]) => change(store, key, 'list', (old) => [...old, ...values]) },
  LLEN: { least: 1, run: (store, [key = '']) => ofType(store, key, 'list', (entry) => entry?.values.length ?? 0) },
  LRANGE: {
    least: 3,
    run: (store, [key = '', from = '0', to = '-1']) =>
      ofType(store, key, 'list', (entry) => {
        const values = entry?.values ?? [];
        const end = Number(to) < 0 ? values.length + Number(to) : Number(to);
        return { list: values.slice(Number(from) < 0 ? values.length + Number(from) : Number(from), end + 1) };
      }),
  },
  LPOP: { least: 1, run: (store, [key = '']) => pop(store, key, (values) => [values[0], values.slice(1)]) },
  RPOP: { least: 1, run: (store, [key = '']) => pop(store, key, (values) => [values.at(-1), values.slice(0, -1)]) },
  SADD: {
    least: 2,
    run: (store, [key = '', ...values]) => {
      const before = store.get(key)?.values.length ?? 0;
      const after = change(store, key, 'set', (old) => [...new Set([...old, ...values])]);
      return typeof after === 'number' ? after - before : after;
    },
  },
  SMEMBERS: {
    least: 1,
    run: (store, [key = '']) => ofType(store, key, 'set', (entry) => ({ list: entry?.values ?? [] })),
  },
  HSET: {
    least: 3,
    run: (store, [key = '', ...pairs]) => {
      const before = store.get(key)?.values.length ?? 0;
      const after = change(store, key, 'hash', (old) => flat(new Map([...pairsOf(old), ...pairsOf(pairs)])));
      return typeof after === 'number' ? (after - before) / 2 : after;
    },
  },
  HGET: {
    least: 2,
    run: (store, [key = '', field = '']) =>
      ofType(store, key, 'hash', (entry) => new Map(pairsOf(entry?.values ?? [])).get(field) ?? null),
  },
  HGETALL: {
    least: 1,
    run: (store, [key = '']) => ofType(store, key, 'hash', (entry) => ({ list: entry?.values ?? [] })),
  },
};

const servers: Readonly<Record<string, Known>> = {
  AUTH: { least: 1, run: () => OK },
  SELECT: { least: 1, run: () => OK },
  SAVE: { least: 0, run: () => OK },
  BGSAVE: { least: 0, run: () => ({ status: 'Background saving started' }) },
  ROLE: { least: 0, run: () => ({ list: ['master', 0, { list: [] }] }) },
  CONFIG: { least: 2, run: (_, [, name = '']) => ({ list: name === 'maxmemory' ? [name, '0'] : [] }) },
  INFO: {
    least: 0,
    run: (store) =>
      `# Server\r\nredis_mode:standalone\r\nprocess_id:1\r\ntcp_port:6379\r\n# Replication\r\nrole:master\r\nconnected_slaves:0\r\n# Keyspace\r\ndb0:keys=${store.keys().length},expires=0,avg_ttl=0\r\n`,
  },
};

const COMMANDS: ReadonlyMap<string, Known> = new Map(
  Object.entries({ ...strings, ...keys, ...collections, ...servers }),
);

function ofType(
  store: RedisStore,
  key: string,
  type: Entry['type'],
  run: (entry: Entry | undefined) => RedisReply,
): RedisReply {
  const entry = store.get(key);
  return entry && entry.type !== type ? WRONG_TYPE : run(entry);
}

function change(
  store: RedisStore,
  key: string,
  type: Entry['type'],
  run: (old: readonly string[]) => readonly string[],
): RedisReply {
  return ofType(store, key, type, (entry) => {
    const values = run(entry?.values ?? []);
    store.set(key, { ...entry, type, values });
    return values.length;
  });
}

function pop(
  store: RedisStore,
  key: string,
  take: (values: readonly string[]) => readonly [string | undefined, readonly string[]],
): RedisReply {
  return ofType(store, key, 'list', (entry) => {
    const [taken, left] = take(entry?.values ?? []);
    if (entry) store.set(key, { ...entry, values: left });
    return taken ?? null;
  });
}

function add(store: RedisStore, key: string, by: number): RedisReply {
  return ofType(store, key, 'string', (entry) => {
    const before = entry?.values[0] ?? '0';
    if (!/^-?\d+$/.test(before) || !Number.isInteger(by))
      return { error: 'ERR value is not an integer or out of range' };
    store.set(key, { ...entry, type: 'string', values: [String(Number(before) + by)] });
    return Number(before) + by;
  });
}

function pairsOf(flat: readonly string[]): [string, string][] {
  return Array.from({ length: Math.floor(flat.length / 2) }, (_, at) => [flat[at * 2] ?? '', flat[at * 2 + 1] ?? '']);
}

function flat(map: ReadonlyMap<string, string>): string[] {
  return [...map].flat();
}
