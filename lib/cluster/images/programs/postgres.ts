/**
 * postgres and its image's entrypoint: it insists on a superuser's password as long as its data folder is empty. On the wire:
 * `{ protocol: 'postgres', user, password, database, statement? }` → `{ protocol: 'postgres', results }` or `{ …, error }`.
 * Not modelled: roles' rights, the time it takes to begin, what psql's backslash commands show but \l and \dt.
 */
import type { Listener, WireMessage } from '../../network/message';
import { server, type Call, type Tool } from '../call';
import { timeText } from '../clock-face';
import { LoadMeter } from '../load-meter';
import { entrypoint } from './entrypoint';
import { runSql, splitStatements, type SqlResult } from './sql';
import { SqlStore } from './sql-store';

const PORT = 5_432;

export const postgresEntrypoint: Tool = entrypoint({ server: 'postgres', prepare });

const NO_PASSWORD = `Error: Database is uninitialized and superuser password is not specified.
       You must specify POSTGRES_PASSWORD to a non-empty value for the
       superuser. For example, "-e POSTGRES_PASSWORD=password" on "docker run".

       You may also use "POSTGRES_HOST_AUTH_METHOD=trust" to allow all
       connections without a password. This is *not* recommended.

       See PostgreSQL documentation about "trust":
       https://www.postgresql.org/docs/current/auth-trust.html
`;

function storeOf(call: Call): SqlStore {
  return new SqlStore(call.process.files, call.env.get('PGDATA') ?? '/var/lib/postgresql/data');
}

function prepare(call: Call): number | undefined {
  const store = storeOf(call);
  if (store.isInitialized) {
    call.out('\nPostgreSQL Database directory appears to contain a database; Skipping initialization\n\n');
    return undefined;
  }
  const [password, isTrusting] = [
    call.env.get('POSTGRES_PASSWORD') ?? '',
    call.env.get('POSTGRES_HOST_AUTH_METHOD') === 'trust',
  ];
  if (password === '' && !isTrusting) {
    call.err(NO_PASSWORD);
    return 1;
  }
  const user = call.env.get('POSTGRES_USER') || 'postgres';
  const fault = store.setUsers({ [user]: password });
  if (fault !== undefined) {
    call.err(
      `initdb: error: could not create directory "${call.env.get('PGDATA')}": ${fault === 'read-only' ? 'Read-only file system' : fault}\n`,
    );
    return 1;
  }
  for (const name of new Set(['postgres', call.env.get('POSTGRES_DB') || user])) store.write(name, {});
  call.out('PostgreSQL init process complete; ready for start up.\n\n');
  return undefined;
}

export const postgres: Tool = server((call) => {
  const { process } = call;
  const load = new LoadMeter(process, { idleMillis: 4, memoryMiB: 42, perRequest: 2 });
  const store = storeOf(call);
  const say = (text: string) => call.err(`${timeText(call.now(), '%F %T.%L UTC')} [1] ${text}\n`);
  const listener: Listener = (message) => {
    load.count();
    if (!('wire' in message) || message.wire.protocol !== 'postgres') return { closed: true };
    return {
      wire: {
        protocol: 'postgres',
        ...answer(store, message.wire, say, call.env.get('POSTGRES_HOST_AUTH_METHOD') === 'trust'),
      },
    };
  };
  if (!process.listen(PORT, listener)) {
    say('LOG:  could not bind IPv4 address "0.0.0.0": Address already in use');
    process.exit(1);
    return;
  }
  say(`LOG:  starting PostgreSQL ${call.env.get('PG_VERSION') ?? '17.6'} on x86_64-pc-linux-gnu, 64-bit`);
  say(`LOG:  listening on IPv4 address "0.0.0.0", port ${PORT}`);
  say('LOG:  database system is ready to accept connections');
});

type Answer = { readonly results: readonly object[] } | { readonly error: string };

function answer(store: SqlStore, message: WireMessage, say: (text: string) => void, isTrusting: boolean): Answer {
  const user = textOf(message['user'], 'postgres');
  const database = textOf(message['database'], user);
  const known = store.passwordOf(user);
  const isLocal = message['local'] === true;
  if (!isLocal && !isTrusting && known !== message['password']) {
    const error = `FATAL:  password authentication failed for user "${user}"`;
    say(error);
    return { error };
  }
  if (known === undefined) return { error: `FATAL:  role "${user}" does not exist` };
  if (!store.has(database)) return { error: `FATAL:  database "${database}" does not exist` };
  const results: object[] = [];
  for (const statement of splitStatements(textOf(message['statement'], ''))) {
    const result = run(store, statement, database);
    if ('error' in result) return result;
    results.push(result);
  }
  return { results };
}

function run(store: SqlStore, statement: string, database: string): object | { readonly error: string } {
  const created = /^create\s+database\s+"?(\w+)"?/i.exec(statement)?.[1];
  if (created !== undefined) {
    if (store.has(created)) return { error: `ERROR:  database "${created}" already exists` };
    store.write(created, {});
    return { said: 'CREATE DATABASE' };
  }
  if (/^\\l\b/.test(statement)) return { columns: ['Name'], rows: store.databases().map((name) => [name]) };
  if (/^\\dt\b/.test(statement)) {
    const names = Object.keys(store.tables(database)).sort();
    return {
      columns: ['Schema', 'Name', 'Type', 'Owner'],
      rows: names.map((name) => ['public', name, 'table', 'postgres']),
    };
  }
  const result = runSql(statement.replaceAll('public.', ''), store.tables(database));
  if (result.result === 'changed') store.write(database, result.tables);
  return worded(result);
}

function worded(result: SqlResult): object | { readonly error: string } {
  switch (result.result) {
    case 'rows':
      return { columns: result.columns, rows: result.rows };
    case 'changed':
      return { said: /TABLE/.test(result.what) ? result.what : `${result.what} ${result.count}` };
    case 'missing':
      return { error: `ERROR:  relation "${result.table}" does not exist` };
    case 'exists':
      return { error: `ERROR:  relation "${result.table}" already exists` };
    case 'no-column':
      return { error: `ERROR:  column "${result.column}" does not exist` };
    case 'syntax':
      return { error: `ERROR:  syntax error at or near "${result.near.split(/\s+/)[0] ?? ''}"` };
  }
}

function textOf(value: unknown, otherwise: string): string {
  return typeof value === 'string' && value !== '' ? value : otherwise;
}
