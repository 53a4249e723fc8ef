import { describe, expect, it } from 'vitest';
import { newRegistry } from '../index';
import { newTestProcess, start } from '../test-process';

function talk(reference: string, env: Record<string, string>, args: readonly string[]) {
  const pulled = newRegistry().pull(reference, new Map());
  if ('failed' in pulled) throw new Error(pulled.failed);
  const { image } = pulled;
  const database = start(image, { env });
  const process = newTestProcess({
    network: ({ port }, message) => database.listeners.get(port)?.(message, '10.244.0.5'),
  });
  const session = image.openSession(args, process);
  if (!session) throw new Error('no session');
  return (line: string) => session.write(line).output;
}

describe('a client that is talked to', () => {
  it('is redis-cli', () => {
    const say = talk('redis:7.4', {}, ['redis-cli']);
    expect(say('')).toBe('127.0.0.1:6379> ');
    expect(say('set name "Mina Park"\n')).toBe('OK\n127.0.0.1:6379> ');
    expect(say('get name\nget none\nrpush l a b\nlrange l 0 -1\n')).toBe(
      '"Mina Park"\n127.0.0.1:6379> (nil)\n127.0.0.1:6379> (integer) 2\n127.0.0.1:6379> 1) "a"\n2) "b"\n127.0.0.1:6379> ',
    );
  });

  it('is mysql, over several lines', () => {
    const say = talk('mysql:8.4', { MYSQL_ROOT_PASSWORD: 'x', MYSQL_DATABASE: 'shop' }, ['mysql', '-uroot', '-px']);
    expect(say('use shop\n')).toBe('mysql> mysql> ');
    expect(say('create table teas\n')).toBe('... ');
    expect(say('(id int, name text);\n')).toBe('Query OK, 0 rows affected (0.01 sec)\n\nmysql> ');
    expect(say("insert into teas values (1, 'Assam');\nselect * from teas;\n")).toBe(
      'Query OK, 1 row affected (0.01 sec)\n\nmysql> +----+-------+\n| id | name  |\n+----+-------+\n|  1 | Assam |\n+----+-------+\n1 row in set (0.00 sec)\n\nmysql> ',
    );
  });

  it('is mongosh', () => {
    const say = talk('mongo:7', {}, ['mongosh']);
    expect(say('use shop\n')).toBe('test> switched to db shop\nshop> ');
    say("db.teas.insertOne({ _id: 'a', name: 'Assam' })\n");
    expect(say('db.teas.find()\n')).toBe("[\n  { _id: 'a', name: 'Assam' }\n]\nshop> ");
  });

  it('is psql', () => {
    const say = talk('postgres:17', { POSTGRES_PASSWORD: 'x' }, ['psql', '-U', 'postgres']);
    expect(say('select 1 as one;\n')).toBe('postgres=#  one \n-----\n   1\n(1 row)\n\npostgres=# ');
  });
});
