import { describe, expect, it } from 'vitest';
import type { Message, Reply, Target } from '../../network/message';
import { newRegistry } from '../index';
import { get, newMemoryFiles, send, start, type TestProcess } from '../test-process';

const PAIR = { MONGO_INITDB_ROOT_USERNAME: 'mongouser', MONGO_INITDB_ROOT_PASSWORD: 'mongopassword' };
const OWN = { USER_NAME: 'mongouser', USER_PWD: 'mongopassword', DB_URL: 'mongo-service' };

function image(reference: string) {
  const pulled = newRegistry().pull(reference, new Map());
  if ('failed' in pulled) throw new Error(pulled.failed);
  return pulled.image;
}

/** A Service named mongo-service before that process. */
function before(mongo: () => TestProcess | undefined) {
  return (target: Target, message: Message): Reply | 'unresolved' | undefined =>
    target.host === 'mongo-service' ? mongo()?.listeners.get(target.port)?.(message, '10.244.0.7') : 'unresolved';
}

function form(fields: Record<string, string>) {
  const body = new URLSearchParams(fields).toString();
  return {
    method: 'POST',
    path: '/update-profile',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body,
  };
}

describe('mongo', () => {
  it('ends when only one of its root pair is there', () => {
    const mongo = start(image('mongo:5.0'), { env: { MONGO_INITDB_ROOT_USERNAME: 'mongouser' } });
    expect(mongo.exitCode).toBe(1);
    expect(mongo.logged).toEqual([
      '',
      "error: missing 'MONGO_INITDB_ROOT_USERNAME' or 'MONGO_INITDB_ROOT_PASSWORD'",
      '       both must be specified for a user to be created',
      '',
    ]);
  });

  it('runs open without the pair, and says so', () => {
    const mongo = start(image('mongo:5.0'));
    expect(mongo.logged.map((line) => /"msg":"([^"]*)"/.exec(line)?.[1])).toEqual([
      'MongoDB starting',
      'Access control is not enabled for the database. Read and write access to data and configuration is unrestricted',
      'Waiting for connections',
    ]);
    const find = { wire: { protocol: 'mongodb', command: 'find' } } as const;
    expect(mongo.listeners.get(27_017)?.(find, '10.244.0.7')).toMatchObject({ wire: { ok: 1, documents: [] } });
  });

  it('wants its user once it has one', () => {
    const mongo = start(image('mongo:5.0'), { env: PAIR });
    const ask = (more: object) =>
      mongo.listeners.get(27_017)?.({ wire: { protocol: 'mongodb', command: 'find', ...more } }, '10.244.0.7');
    expect(ask({})).toMatchObject({ wire: { ok: 0, code: 13, errmsg: 'command find requires authentication' } });
    expect(ask({ user: 'mongouser', password: 'no' })).toMatchObject({
      wire: { ok: 0, code: 18, errmsg: 'Authentication failed.' },
    });
    expect(ask({ user: 'mongouser', password: 'mongopassword' })).toMatchObject({ wire: { ok: 1 } });
    expect(mongo.logged.at(-1)).toContain('"msg":"Authentication failed"');
  });

  it('keeps the first password of its folder', () => {
    const files = newMemoryFiles();
    start(image('mongo:5.0'), { env: PAIR, files });
    const again = start(image('mongo:5.0'), { env: { ...PAIR, MONGO_INITDB_ROOT_PASSWORD: 'changed' }, files });
    const ask = (password: string) =>
      again.listeners.get(27_017)?.(
        { wire: { protocol: 'mongodb', command: 'find', user: 'mongouser', password } },
        '10.244.0.7',
      );
    expect(ask('changed')).toMatchObject({ wire: { code: 18 } });
    expect(ask('mongopassword')).toMatchObject({ wire: { ok: 1 } });
  });

  it('stops when it is told to', () => {
    const mongo = start(image('mongo:5.0'));
    expect(mongo.terminate()).toBe('handled');
    expect(mongo.exitCode).toBe(0);
  });
});

describe('the demo web application', () => {
  it.each(['nanajanashia/k8s-demo-app:v1.0', 'example/demo-webapp:v1.0'])(
    '%s shows its page and keeps its form',
    (reference) => {
      const mongo = start(image('mongo:5.0'), { env: PAIR });
      const webapp = start(image(reference), { env: OWN, network: before(() => mongo) });
      expect(webapp.logged).toEqual(['app listening on port 3000!', 'connected to MongoDB at mongo-service:27017']);
      expect(get(webapp, 3_000, '/')?.body).toContain('value="Mina Park"');
      expect(send(webapp, 3_000, form({ name: 'Hana <3', email: 'hana@example.com' }))).toMatchObject({
        status: 303,
        headers: { location: '/' },
      });
      expect(get(webapp, 3_000, '/get-profile')?.body).toBe(
        '{"name":"Hana <3","email":"hana@example.com","interests":"Kubernetes"}',
      );
      expect(get(webapp, 3_000, '/')?.body).toContain('value="Hana &lt;3"');
    },
  );

  it('forgets with a new mongo and remembers with its volume', () => {
    const files = newMemoryFiles();
    let mongo: TestProcess = start(image('mongo:5.0'), { env: PAIR, files });
    const webapp = start(image('example/demo-webapp:v1.0'), { env: OWN, network: before(() => mongo) });
    const name = () => /"name":"([^"]*)"/.exec(get(webapp, 3_000, '/get-profile')?.body ?? '')?.[1];
    send(webapp, 3_000, form({ name: 'Hana' }));
    mongo = start(image('mongo:5.0'), { env: PAIR, files });
    expect(name()).toBe('Hana');
    mongo = start(image('mongo:5.0'), { env: PAIR });
    expect(name()).toBe('Mina Park');
  });

  it('ends without its environment', () => {
    const webapp = start(image('example/demo-webapp:v1.0'), { env: { USER_NAME: 'mongouser' } });
    expect(webapp.exitCode).toBe(1);
    expect(webapp.logged).toEqual(['Error: environment variable USER_PWD, DB_URL is not set']);
  });

  it("ends with the driver's words on a wrong password", () => {
    const mongo = start(image('mongo:5.0'), { env: PAIR });
    const webapp = start(image('example/demo-webapp:v1.0'), {
      env: { ...OWN, USER_PWD: 'wrong' },
      network: before(() => mongo),
    });
    expect(webapp.exitCode).toBe(1);
    expect(webapp.logged.at(-1)).toBe('MongoServerError: Authentication failed.');
  });

  it('waits for a mongo that is not there yet', () => {
    let mongo: TestProcess | undefined;
    const webapp = start(image('example/demo-webapp:v1.0'), { env: OWN, network: before(() => mongo) });
    expect(webapp.logged.at(-1)).toBe('MongoServerSelectionError: connect ECONNREFUSED mongo-service:27017');
    expect(get(webapp, 3_000, '/')).toMatchObject({ status: 500 });
    mongo = start(image('mongo:5.0'), { env: PAIR });
    webapp.clock.runUntil(webapp.now() + 5_000);
    expect(webapp.logged.at(-1)).toBe('connected to MongoDB at mongo-service:27017');
    expect(webapp.logged).toHaveLength(3);
  });
});
