/**
 * mysqld and its image's entrypoint (MariaDB's too): it insists on a word about root's password as long as its data folder is
 * empty. On the wire: `{ protocol: 'mysql', user, password, database?, statement? }` → `{ protocol: 'mysql', results }`, each
 * `{ columns, rows }` or `{ affected }`, or `{ protocol: 'mysql', error }` as the client prints it.
 * Not modelled: privileges (every user may do everything), the time it takes to begin, replication.
 */
import type { Listener, WireMessage } from '../../network/message';
import { server, type Call, type Tool } from '../call';
import { timeText } from '../clock-face';
import { LoadMeter } from '../load-meter';
import { entrypoint } from './entrypoint';
import { runSql, splitStatements, type SqlResult } from './sql';
import { SqlStore } from './sql-store';

const PORT = 3_306;
const FOLDER = '/var/lib/mysql';
const OWN_DATABASES = ['information_schema', 'mysql', 'performance_schema', 'sys'] as const;

export const mysqlEntrypoint: Tool = entrypoint({
  server: 'mysqld',
  prepare: (call) => prepare(call, 'MYSQL', 'MySQL'),
});
export const mariadbEntrypoint: Tool = entrypoint({
  server: 'mariadbd',
  prepare: (call) =>
    prepare(
      call,
      call.env.has('MARIADB_ROOT_PASSWORD') || !call.env.has('MYSQL_ROOT_PASSWORD') ? 'MARIADB' : 'MYSQL',
      'MariaDB',
    ),
});

function prepare(call: Call, prefix: 'MYSQL' | 'MARIADB', product: string): number | undefined {
  const env = (name: string) => call.env.get(`${prefix}_${name}`) ?? '';
  const say = (kind: 'Note' | 'ERROR', text: string) => {
    const line = `${timeText(call.now(), '%F %T')}+00:00 [${kind}] [Entrypoint]: ${text}\n`;
    if (kind === 'ERROR') call.err(line);
    else call.out(line);
  };
  say('Note', `Entrypoint script for ${product} Server ${call.env.get('SERVER_VERSION') ?? ''} started.`);
  const store = new SqlStore(call.process.files, FOLDER);
  if (store.isInitialized) return undefined;
  const isOpen = env('ALLOW_EMPTY_PASSWORD') !== '' || env('ALLOW_EMPTY_ROOT_PASSWORD') !== '';
  if (env('ROOT_PASSWORD') === '' && !isOpen && env('RANDOM_ROOT_PASSWORD') === '') {
    const names =
      prefix === 'MYSQL'
        ? ['ROOT_PASSWORD', 'ALLOW_EMPTY_PASSWORD', 'RANDOM_ROOT_PASSWORD']
        : ['ROOT_PASSWORD', 'ROOT_PASSWORD_HASH', 'ALLOW_EMPTY_ROOT_PASSWORD', 'RANDOM_ROOT_PASSWORD'];
    const lines = names.map((name) => `    - ${prefix}_${name}\n`).join('');
    say(
      'ERROR',
      `Database is uninitialized and password option is not specified\n    You need to specify one of the following as an environment variable:\n${lines}`.trimEnd(),
    );
    return 1;
  }
  if (env('USER') === 'root') {
    say(
      'ERROR',
      `${prefix}_USER="root", ${prefix}_USER and ${prefix}_PASSWORD are for configuring a regular user and cannot be used for the root user`,
    );
    return 1;
  }
  say('Note', 'Initializing database files');
  const users = { root: env('ROOT_PASSWORD'), ...(env('USER') === '' ? {} : { [env('USER')]: env('PASSWORD') }) };
  if (store.setUsers(users) !== undefined) {
    say('ERROR', `Cannot write to ${FOLDER}`);
    return 1;
  }
  if (env('DATABASE') !== '') store.write(env('DATABASE'), {});
  say('Note', `${product} init process done. Ready for start up.`);
  return undefined;
}

export const mysqld: Tool = server((call) => {
  const { process } = call;
  const load = new LoadMeter(process, { idleMillis: 8, memoryMiB: 380, perRequest: 2 });
  const store = new SqlStore(process.files, FOLDER);
  const version = call.env.get('SERVER_VERSION') ?? '8.4.6';
  const listener: Listener = (message, peer) => {
    load.count();
    if (!('wire' in message) || message.wire.protocol !== 'mysql') return { closed: true };
    return { wire: { protocol: 'mysql', ...answer(store, message.wire, peer, version) } };
  };
  if (!process.listen(PORT, listener)) {
    call.err(
      `${timeText(call.now(), '%FT%T.%L')}000Z 0 [ERROR] [MY-010262] [Server] Can't start server: Bind on TCP/IP port: Address already in use\n`,
    );
    process.exit(1);
    return;
  }
  call.err(
    `${timeText(call.now(), '%FT%T.%L')}000Z 0 [System] [MY-010931] [Server] /usr/sbin/mysqld: ready for connections. Version: '${version}'  socket: '/var/run/mysqld/mysqld.sock'  port: ${PORT}\n`,
  );
});

type Answer = { readonly results: readonly object[] } | { readonly error: string };

function answer(store: SqlStore, message: WireMessage, peer: string, version: string): Answer {
  const [user, password] = [textOf(message['user'], 'root'), textOf(message['password'], '')];
  if (store.isInitialized && store.passwordOf(user) !== password) {
    return {
      error: `ERROR 1045 (28000): Access denied for user '${user}'@'${peer}' (using password: ${password === '' ? 'NO' : 'YES'})`,
    };
  }
  let database = textOf(message['database'], '');
  if (database !== '' && !isDatabase(store, database))
    return { error: `ERROR 1049 (42000): Unknown database '${database}'` };
  const results: object[] = [];
  for (const statement of splitStatements(textOf(message['statement'], ''))) {
    const used = /^use\s+`?(\w+)`?$/i.exec(statement)?.[1];
    if (used !== undefined && !isDatabase(store, used))
      return { error: `ERROR 1049 (42000): Unknown database '${used}'` };
    if (used !== undefined) database = used;
    else {
      const result = run(store, statement, database, version);
      if ('error' in result) return result;
      results.push(result);
    }
  }
  return { results };
}

function isDatabase(store: SqlStore, name: string): boolean {
  return store.has(name) || OWN_DATABASES.some((own) => own === name);
}

function run(
  store: SqlStore,
  statement: string,
  database: string,
  version: string,
): object | { readonly error: string } {
  const created = /^create\s+database\s+(if\s+not\s+exists\s+)?`?(\w+)`?/i.exec(statement);
  if (created) {
    const [, isLenient, name = ''] = created;
    if (isDatabase(store, name) && !isLenient)
      return { error: `ERROR 1007 (HY000): Can't create database '${name}'; database exists` };
    if (!isDatabase(store, name)) store.write(name, {});
    return { affected: 1 };
  }
  const dropped = /^drop\s+database\s+(?:if\s+exists\s+)?`?(\w+)`?/i.exec(statement)?.[1];
  if (dropped !== undefined) {
    store.drop(dropped);
    return { affected: 0 };
  }
  if (/^show\s+databases/i.test(statement)) {
    return { columns: ['Database'], rows: [...OWN_DATABASES, ...store.databases()].sort().map((name) => [name]) };
  }
  if (/^select\s+version\(\)/i.test(statement)) return { columns: ['VERSION()'], rows: [[version]] };
  const isPlain = /^select\b(?![\s\S]*\bfrom\b)/i.test(statement);
  const full = /\b(?:from|into|update|table)\s+`?(\w+)`?\.`?\w+/i.exec(statement)?.[1];
  const where = full ?? database;
  if (where === '' && !isPlain) return { error: 'ERROR 1046 (3D000): No database selected' };
  if (/^show\s+tables/i.test(statement)) {
    return {
      columns: [`Tables_in_${where}`],
      rows: Object.keys(store.tables(where))
        .sort()
        .map((name) => [name]),
    };
  }
  const result = runSql(full === undefined ? statement : statement.replaceAll(`${full}.`, ''), store.tables(where));
  if (result.result === 'changed') store.write(where, result.tables);
  return worded(result, where);
}

function worded(result: SqlResult, database: string): object | { readonly error: string } {
  switch (result.result) {
    case 'rows':
      return { columns: result.columns, rows: result.rows };
    case 'changed':
      return { affected: result.count };
    case 'missing':
      return { error: `ERROR 1146 (42S02): Table '${database}.${result.table}' doesn't exist` };
    case 'exists':
      return { error: `ERROR 1050 (42S01): Table '${result.table}' already exists` };
    case 'no-column':
      return { error: `ERROR 1054 (42S22): Unknown column '${result.column}' in 'field list'` };
    case 'syntax':
      return {
        error: `ERROR 1064 (42000): You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for the right syntax to use near '${result.near.slice(0, 80)}' at line 1`,
      };
  }
}

function textOf(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}
