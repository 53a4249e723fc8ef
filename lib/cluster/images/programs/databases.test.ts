import { describe, expect, it } from 'vitest';
import type { Message, Reply, Target } from '../../network/message';
import { newRegistry } from '../index';
import { get, newMemoryFiles, newTestProcess, send, start, type TestProcess } from '../test-process';
import { toBase64 } from '../http';

function image(reference: string) {
  const pulled = newRegistry().pull(reference, new Map());
  if ('failed' in pulled) throw new Error(pulled.failed);
  return pulled.image;
}

/** What a command prints in a container beside its database. */
function beside(
  reference: string,
  database: TestProcess,
  args: readonly string[],
  env: Record<string, string> = {},
): string {
  const process = newTestProcess({
    env,
    network: ({ port }, message) => database.listeners.get(port)?.(message, '10.244.0.5'),
  });
  const result = image(reference).run({ args, stdin: '' }, process);
  return result
    ? `${result.stdout}${result.stderr}${result.exitCode === 0 ? '' : `[${result.exitCode}]`}`
    : 'not there';
}

describe('redis', () => {
  it('keeps what it is given, on its disk', () => {
    const files = newMemoryFiles();
    const redis = start(image('redis:7.4'), { files });
    const cli = (...args: string[]) => beside('redis:7.4', redis, ['redis-cli', ...args]);
    expect([cli('ping'), cli('set', 'a', '1'), cli('incr', 'a'), cli('get', 'a'), cli('get', 'b')]).toEqual([
      'PONG\n',
      'OK\n',
      '2\n',
      '2\n',
      '\n',
    ]);
    expect(cli('lpush', 'l', 'x', 'y')).toBe('2\n');
    expect(cli('lrange', 'l', '0', '-1')).toBe('y\nx\n');
    expect(cli('incr', 'l')).toBe('WRONGTYPE Operation against a key holding the wrong kind of value\n');
    expect(cli('foo', 'bar')).toBe("ERR unknown command 'foo', with args beginning with: 'bar' \n");
    const again = start(image('redis:7.4'), { files });
    expect(beside('redis:7.4', again, ['redis-cli', 'get', 'a'])).toBe('2\n');
  });

  it('speaks text too', () => {
    const redis = start(image('redis:7.4'));
    expect(redis.listeners.get(6_379)?.({ wire: { protocol: 'text', text: 'PING\r\n' } }, '10.244.0.9')).toEqual({
      wire: { protocol: 'text', text: '+PONG\r\n' },
    });
  });

  it('wants its password where it has one', () => {
    const redis = start(image('redis:7.4'), {
      args: ['docker-entrypoint.sh', 'redis-server', '--requirepass', 'secret'],
    });
    expect(beside('redis:7.4', redis, ['redis-cli', 'ping'])).toBe('NOAUTH Authentication required.\n');
    expect(beside('redis:7.4', redis, ['redis-cli', '-a', 'secret', 'ping'])).toBe('PONG\n');
  });

  it('is not reached where it is not', () => {
    expect(beside('redis:7.4', newTestProcess(), ['redis-cli', 'ping'])).toBe(
      'Could not connect to Redis at 127.0.0.1:6379: Connection refused\n[1]',
    );
  });
});

describe('mysql', () => {
  it("insists on a word about root's password", () => {
    const mysql = start(image('mysql:8.4'));
    expect(mysql.exitCode).toBe(1);
    expect(mysql.logged.slice(1)).toEqual([
      '2026-03-01 09:00:00+00:00 [ERROR] [Entrypoint]: Database is uninitialized and password option is not specified',
      '    You need to specify one of the following as an environment variable:',
      '    - MYSQL_ROOT_PASSWORD',
      '    - MYSQL_ALLOW_EMPTY_PASSWORD',
      '    - MYSQL_RANDOM_ROOT_PASSWORD',
    ]);
  });

  it('keeps tables on its volume', () => {
    const files = newMemoryFiles();
    const env = { MYSQL_ROOT_PASSWORD: 'secret', MYSQL_DATABASE: 'shop' };
    const first = start(image('mysql:8.4'), { env, files });
    const sql = (server: TestProcess, statement: string) =>
      beside('mysql:8.4', server, ['mysql', '-uroot', '-psecret', 'shop', '-e', statement]);
    expect(
      sql(
        first,
        'CREATE TABLE teas (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(50)); INSERT INTO teas (name) VALUES ("Assam"), (\'Darjeeling\')',
      ),
    ).toBe('');
    const second = start(image('mysql:8.4'), { files });
    expect(sql(second, 'SELECT * FROM teas WHERE id > 1')).toBe('id\tname\n2\tDarjeeling\n');
    expect(sql(second, 'SELECT COUNT(*) FROM teas')).toBe('COUNT(*)\n2\n');
    expect(sql(second, 'SELECT * FROM coffees')).toBe(
      "ERROR 1146 (42S02) at line 1: Table 'shop.coffees' doesn't exist\n[1]",
    );
    expect(sql(second, 'SHOW DATABASES')).toContain('shop\n');
  });

  it('refuses a wrong password and answers a ping', () => {
    const mysql = start(image('mysql:8.4'), { env: { MYSQL_ROOT_PASSWORD: 'secret' } });
    expect(beside('mysql:8.4', mysql, ['mysql', '-uroot', '-pwrong', '-e', 'SELECT 1'])).toBe(
      "ERROR 1045 (28000): Access denied for user 'root'@'10.244.0.5' (using password: YES)\n[1]",
    );
    expect(beside('mysql:8.4', mysql, ['mysqladmin', 'ping', '-h', 'localhost'])).toBe('mysqld is alive\n');
  });
});

describe('postgres', () => {
  it('insists on a password', () => {
    const postgres = start(image('postgres:17'));
    expect([postgres.exitCode, postgres.logged[0]]).toEqual([
      1,
      'Error: Database is uninitialized and superuser password is not specified.',
    ]);
  });

  it('answers psql beside it, and who knows the password', () => {
    const postgres = start(image('postgres:17'), { env: { POSTGRES_PASSWORD: 'secret' } });
    const psql = (...args: string[]) => beside('postgres:17', postgres, ['psql', '-U', 'postgres', ...args]);
    expect(psql('-c', 'CREATE TABLE teas (id serial, name text)')).toBe('CREATE TABLE\n');
    expect(psql('-c', "INSERT INTO teas (name) VALUES ('Assam')")).toBe('INSERT 0 1\n');
    expect(psql('-c', 'SELECT * FROM teas')).toBe(' id | name  \n----+-------\n  1 | Assam\n(1 row)\n\n');
    expect(psql('-h', 'db', '-c', 'SELECT 1')).toBe(
      'psql: error: connection to server at "db", port 5432 failed: FATAL:  password authentication failed for user "postgres"\n[2]',
    );
    expect(psql('-c', 'SELECT * FROM coffees')).toBe('ERROR:  relation "coffees" does not exist\n[1]');
    expect(beside('postgres:17', postgres, ['pg_isready', '-U', 'postgres'])).toBe(
      '/var/run/postgresql:5432 - accepting connections\n',
    );
  });
});

describe('mongosh', () => {
  const PAIR = { MONGO_INITDB_ROOT_USERNAME: 'root', MONGO_INITDB_ROOT_PASSWORD: 'secret' };

  it('asks the database beside it', () => {
    const mongo = start(image('mongo:7'), { env: PAIR });
    const shell = (source: string) =>
      beside('mongo:7', mongo, ['mongosh', '-u', 'root', '-p', 'secret', '--quiet', '--eval', source]);
    expect(shell("db.adminCommand('ping')")).toBe('{ ok: 1 }\n');
    expect(shell("db.teas.insertOne({ name: 'Assam', grams: 50 })")).toMatch(/acknowledged: true/);
    expect(shell('db.teas.countDocuments()')).toBe('1\n');
    expect(shell("db.teas.find({ name: 'Assam' })")).toMatch(
      /^\[\n {2}\{ _id: ObjectId\('[0-9a-f]{24}'\), name: 'Assam', grams: 50 \}\n\]\n$/,
    );
    expect(shell('show dbs')).toBe('admin   40.00 KiB\nconfig  40.00 KiB\nlocal   40.00 KiB\ntest    40.00 KiB\n');
  });

  it('is refused with a wrong password', () => {
    const mongo = start(image('mongo:7'), { env: PAIR });
    expect(beside('mongo:7', mongo, ['mongosh', '-u', 'root', '-p', 'x', '--eval', 'show dbs'])).toBe(
      'MongoServerError: Authentication failed.\n[1]',
    );
  });
});

describe('mongo-express', () => {
  const env = {
    ME_CONFIG_MONGODB_ADMINUSERNAME: 'root',
    ME_CONFIG_MONGODB_ADMINPASSWORD: 'secret',
    ME_CONFIG_MONGODB_SERVER: 'mongo-service',
  };
  const before =
    (mongo: () => TestProcess | undefined) =>
    (target: Target, message: Message): Reply | undefined =>
      mongo()?.listeners.get(target.port)?.(message, '10.244.0.7');
  const newMongo = () =>
    start(image('mongo:5.0'), { env: { MONGO_INITDB_ROOT_USERNAME: 'root', MONGO_INITDB_ROOT_PASSWORD: 'secret' } });

  it('waits for its server and shows its databases to who may see them', () => {
    let mongo: TestProcess | undefined;
    const express = start(image('mongo-express'), { env, network: before(() => mongo) });
    expect(get(express, 8_081, '/')).toBeUndefined();
    mongo = newMongo();
    express.clock.runUntil(express.now() + 1_000);
    expect(express.logged).toContain('Mongo Express server listening at http://0.0.0.0:8081');
    expect(get(express, 8_081, '/')).toMatchObject({ status: 401 });
    const page = send(express, 8_081, {
      method: 'GET',
      path: '/',
      headers: { authorization: `Basic ${toBase64('admin:pass')}` },
      body: '',
    });
    expect(page?.body).toContain('<a href="/db/admin/">admin</a>');
  });

  it('ends when it is never reached, and when it is refused', () => {
    const alone = start(image('mongo-express'), { env });
    alone.clock.runUntilIdle();
    expect([alone.exitCode, alone.logged.at(-1)]).toEqual([
      1,
      'MongoServerSelectionError: connect ECONNREFUSED mongo-service:27017',
    ]);
    const refused = start(image('mongo-express'), {
      env: { ...env, ME_CONFIG_MONGODB_ADMINPASSWORD: 'x' },
      network: before(newMongo),
    });
    expect([refused.exitCode, refused.logged.at(-1)]).toEqual([1, 'MongoServerError: Authentication failed.']);
  });
});
