/** redis-cli, mysql, mysqladmin, psql, pg_isready: what a lesson or a probe asks of a database beside it. */
import type { WireMessage } from '../../network/message';
import type { Call, Tool } from '../call';
import { reachable } from '../programs/mongo-client';
import { parseOptions } from './options';

type Asked =
  | { readonly reply: WireMessage }
  | { readonly failed: 'refused' | 'unresolved' | 'timeout' | 'unreachable' | 'closed' };

function ask(call: Call, host: string, port: number, wire: WireMessage): Asked {
  const { outcome } = call.process.request({ host: reachable(host), port }, { wire });
  if ('failed' in outcome) return { failed: outcome.failed };
  return 'wire' in outcome.reply ? { reply: outcome.reply.wire } : { failed: 'closed' };
}

const redisCli: Tool = (call) => {
  const at = firstCommandWord(call.args, ['-h', '-p', '-a', '-n', '-u', '--user', '--pass']);
  const options = parseOptions(call.args.slice(0, at), ['h', 'p', 'a', 'n', 'u']);
  const [host, port] = [options.value('h') ?? '127.0.0.1', Number(options.value('p') ?? 6_379)];
  const typed = call.args.slice(at);
  const commands =
    typed.length > 0
      ? [typed]
      : call.input
          .all()
          .split('\n')
          .map((line) => line.trim().split(/\s+/))
          .filter(([word]) => word !== '');
  const password = options.value('a') ?? call.env.get('REDISCLI_AUTH');
  for (const command of commands) {
    const asked = ask(call, host, port, {
      protocol: 'redis',
      command,
      ...(password === undefined ? {} : { password }),
    });
    if ('failed' in asked) {
      const why =
        asked.failed === 'unresolved'
          ? 'Name or service not known'
          : asked.failed === 'timeout'
            ? 'Operation timed out'
            : 'Connection refused';
      call.err(`Could not connect to Redis at ${host}:${port}: ${why}\n`);
      return 1;
    }
    call.out(
      `${options.has('no-raw') || call.args.includes('--no-raw') ? redisShown(asked.reply['reply']) : redisText(asked.reply['reply'])}\n`,
    );
  }
  return 0;
};

/** As printed where the output is no terminal: without quotes and numbers of lines. */
function redisText(reply: unknown): string {
  if (typeof reply === 'string' || typeof reply === 'number') return String(reply);
  if (typeof reply !== 'object' || reply === null) return '';
  if ('status' in reply) return String(reply.status);
  if ('error' in reply) return String(reply.error);
  return 'list' in reply && Array.isArray(reply.list) ? reply.list.map(redisText).join('\n') : '';
}

/** As printed on a terminal. */
function redisShown(reply: unknown, indent = ''): string {
  if (typeof reply === 'number') return `(integer) ${reply}`;
  if (typeof reply === 'string') return reply.includes('\n') ? reply : JSON.stringify(reply);
  if (typeof reply !== 'object' || reply === null) return '(nil)';
  if ('error' in reply) return `(error) ${String(reply.error)}`;
  if (!('list' in reply) || !Array.isArray(reply.list)) return redisText(reply);
  if (reply.list.length === 0) return '(empty array)';
  return reply.list
    .map((entry, at) => `${at === 0 ? '' : indent}${at + 1}) ${redisShown(entry, `${indent}   `)}`)
    .join('\n');
}

const MYSQL_VALUED = [
  'h',
  'u',
  'P',
  'D',
  'e',
  'host',
  'user',
  'port',
  'database',
  'execute',
  'password',
  'connect-timeout',
];

const mysql: Tool = (call) => {
  const login = mysqlLogin(call);
  const statement = login.options.value('e', 'execute') ?? call.input.all();
  const database = login.options.value('D', 'database') ?? login.options.operands[0] ?? '';
  const asked = askMysql(call, login, { database, statement });
  if ('failed' in asked) return cantConnect(call, login.host, asked.failed, '');
  const { error, results } = asked.reply;
  const isTable = login.options.has('t', 'table');
  for (const result of Array.isArray(results) ? results : []) {
    if (isTable) call.out(mysqlTable(result));
    else if (isRows(result)) {
      const isBare = login.options.has('N', 'skip-column-names');
      const lines = isBare ? result.rows : result.rows.length > 0 ? [result.columns, ...result.rows] : [];
      call.out(lines.map((row) => `${row.join('\t')}\n`).join(''));
    }
  }
  if (typeof error === 'string') {
    call.err(`${isTable ? error : error.replace(/^(ERROR \d+ \(\w+\))(?=: (?!Access))/, '$1 at line 1')}\n`);
    return 1;
  }
  return 0;
};

/** As printed on a terminal. */
function mysqlTable(result: unknown): string {
  if (!isRows(result)) {
    const count = typeof result === 'object' && result !== null && 'affected' in result ? Number(result.affected) : 0;
    return `Query OK, ${count} row${count === 1 ? '' : 's'} affected (0.01 sec)\n\n`;
  }
  const { columns, rows } = result;
  if (rows.length === 0) return 'Empty set (0.00 sec)\n\n';
  const widths = columns.map((column, at) => Math.max(column.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const rule = `+${widths.map((width) => '-'.repeat(width + 2)).join('+')}+\n`;
  const line = (row: readonly string[]) =>
    `|${row.map((cell, at) => ` ${/^-?\d+$/.test(cell) ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)} `).join('|')}|\n`;
  return `${rule}${line(columns)}${rule}${rows.map(line).join('')}${rule}${rows.length} row${rows.length === 1 ? '' : 's'} in set (0.00 sec)\n\n`;
}

const mysqladmin: Tool = (call) => {
  const login = mysqlLogin(call);
  const [command = ''] = login.options.operands;
  const asked = askMysql(call, login, {});
  if ('failed' in asked)
    return cantConnect(call, login.host, asked.failed, "mysqladmin: connect to server at 'localhost' failed\nerror: ");
  if (command === 'ping') call.out('mysqld is alive\n');
  else if (typeof asked.reply['error'] === 'string') {
    call.err(
      `mysqladmin: connect to server at '${login.host}' failed\nerror: '${asked.reply['error'].replace(/^ERROR \d+ \(\w+\): /, '')}'\n`,
    );
    return 1;
  } else call.out('Uptime: 4242  Threads: 2  Questions: 8  Slow queries: 0\n');
  return 0;
};

function mysqlLogin(call: Call) {
  // `-psecret` holds the password, `-p` alone asks for it (and nobody answers).
  const options = parseOptions(
    call.args.filter((arg) => !arg.startsWith('-p')),
    MYSQL_VALUED,
  );
  const attached = call.args.find((arg) => /^-p./.test(arg))?.slice(2);
  const host = options.value('h', 'host') ?? 'localhost';
  const password = attached ?? options.value('password') ?? call.env.get('MYSQL_PWD') ?? '';
  return {
    options,
    host,
    user: options.value('u', 'user') ?? 'root',
    password,
    port: Number(options.value('P', 'port') ?? 3_306),
  };
}

function askMysql(call: Call, { host, port, user, password }: ReturnType<typeof mysqlLogin>, more: object): Asked {
  return ask(call, host, port, { protocol: 'mysql', user, password, ...more });
}

function cantConnect(call: Call, host: string, failed: string, before: string): number {
  const text =
    failed === 'unresolved'
      ? `ERROR 2005 (HY000): Unknown MySQL server host '${host}' (-2)`
      : host === 'localhost'
        ? "ERROR 2002 (HY000): Can't connect to local MySQL server through socket '/var/run/mysqld/mysqld.sock' (2)"
        : `ERROR 2003 (HY000): Can't connect to MySQL server on '${host}:3306' (${failed === 'timeout' ? '110' : '111'})`;
  call.err(`${before}${text}\n`);
  return 1;
}

const psql: Tool = (call) => {
  const options = parseOptions(call.args, [
    'h',
    'p',
    'U',
    'd',
    'c',
    'f',
    'v',
    'host',
    'port',
    'username',
    'dbname',
    'command',
  ]);
  const host = options.value('h', 'host') ?? call.env.get('PGHOST') ?? '';
  const [ownDatabase, ownUser] = options.operands;
  const user = options.value('U', 'username') ?? ownUser ?? call.env.get('PGUSER') ?? 'root';
  const port = Number(options.value('p', 'port') ?? 5_432);
  const asked = ask(call, host === '' ? 'localhost' : host, port, {
    protocol: 'postgres',
    user,
    password: call.env.get('PGPASSWORD') ?? '',
    database: options.value('d', 'dbname') ?? ownDatabase ?? user,
    statement: options.value('c', 'command') ?? call.input.all(),
    local: host === '',
  });
  const server = host === '' ? 'on socket "/var/run/postgresql/.s.PGSQL.5432"' : `at "${host}", port ${port}`;
  if ('failed' in asked) {
    if (asked.failed === 'unresolved')
      call.err(`psql: error: could not translate host name "${host}" to address: Name or service not known\n`);
    else
      call.err(
        `psql: error: connection to server ${server} failed: ${asked.failed === 'timeout' ? 'Connection timed out' : 'Connection refused'}\n\tIs the server running ${host === '' ? 'locally and accepting connections on that socket' : 'on that host and accepting TCP/IP connections'}?\n`,
      );
    return 2;
  }
  const { error, results } = asked.reply;
  for (const result of Array.isArray(results) ? results : [])
    call.out(psqlText(result, options.has('t'), options.has('A')));
  if (typeof error !== 'string') return 0;
  const isFatal = error.startsWith('FATAL');
  call.err(isFatal ? `psql: error: connection to server ${server} failed: ${error}\n` : `${error}\n`);
  return isFatal ? 2 : 1;
};

function psqlText(result: unknown, isBare: boolean, isUnaligned: boolean): string {
  if (typeof result === 'object' && result !== null && 'said' in result) return `${String(result.said)}\n`;
  if (!isRows(result)) return '';
  const { columns, rows } = result;
  if (isUnaligned) return [...(isBare ? [] : [columns]), ...rows].map((row) => `${row.join('|')}\n`).join('');
  const widths = columns.map((column, at) => Math.max(column.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `${row
      .map((cell, at) => ` ${/^-?\d+$/.test(cell) ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)}`)
      .join(' |')
      .replace(/ +$/, '')}\n`;
  if (isBare) return `${rows.map(line).join('')}\n`;
  const head = `${columns.map((column, at) => ` ${column.padStart(Math.floor(((widths[at] ?? 0) + column.length) / 2)).padEnd(widths[at] ?? 0)} `).join('|')}\n`;
  const rule = `${widths.map((width) => '-'.repeat(width + 2)).join('+')}\n`;
  return `${head}${rule}${rows.map(line).join('')}(${rows.length} row${rows.length === 1 ? '' : 's'})\n\n`;
}

const pgIsReady: Tool = (call) => {
  const options = parseOptions(call.args, ['h', 'p', 'U', 'd', 't']);
  const [host, port] = [options.value('h') ?? '', Number(options.value('p') ?? 5_432)];
  const shown = host === '' ? '/var/run/postgresql' : host;
  const { outcome } = call.process.request(
    { host: reachable(host === '' ? 'localhost' : host), port },
    { connect: true },
  );
  const isReady = !('failed' in outcome);
  if (!options.has('q')) call.out(`${shown}:${port} - ${isReady ? 'accepting connections' : 'no response'}\n`);
  return isReady ? 0 : 2;
};

function isRows(value: unknown): value is { columns: readonly string[]; rows: readonly (readonly string[])[] } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'columns' in value &&
    'rows' in value &&
    Array.isArray(value.columns) &&
    Array.isArray(value.rows)
  );
}

function firstCommandWord(args: readonly string[], valued: readonly string[]): number {
  for (let at = 1; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    if (!arg.startsWith('-')) return at;
    if (valued.includes(arg)) at += 1;
  }
  return args.length;
}

export const REDIS_CLIENTS: Readonly<Record<string, Tool>> = { 'redis-cli': redisCli };
export const MYSQL_CLIENTS: Readonly<Record<string, Tool>> = {
  mysql,
  mysqladmin,
  mariadb: mysql,
  'mariadb-admin': mysqladmin,
};
export const POSTGRES_CLIENTS: Readonly<Record<string, Tool>> = { psql, pg_isready: pgIsReady };
