/** Texts of a learner's that other little languages are asked to read: none of them breaks a program down. */
import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newRegistry, parseReference } from './index';
import { get, newTestProcess, start, type TestProcess } from './test-process';

function image(reference: string) {
  const pulled = newRegistry().pull(reference, new Map());
  if ('failed' in pulled) throw new Error(pulled.failed);
  return pulled.image;
}

function texts(...words: readonly string[]) {
  return oneof(
    array(oneof(constantFrom(...words), string({ maxLength: 4 })), { maxLength: 12 }).map((parts) => parts.join('')),
    string({ maxLength: 30 }),
  );
}

function command(reference: string, database: TestProcess | undefined, env: Readonly<Record<string, string>> = {}) {
  const own = image(reference);
  return (args: readonly string[], stdin = '') => {
    const process = newTestProcess({
      env,
      network: ({ port }, message) => database?.listeners.get(port)?.(message, '10.244.0.5'),
    });
    const result = own.run({ args, stdin }, process);
    expect(typeof result?.exitCode).toBe('number');
  };
}

describe('hostile texts', () => {
  it('are no trouble to sed, awk, grep and their like', () => {
    const run = command('busybox', undefined);
    const scripts = texts(
      's/',
      '/',
      'g',
      '{',
      '}',
      'print',
      '$1',
      '$(',
      '"',
      '\\',
      '[',
      ']',
      '*',
      '(',
      ')',
      ';',
      '1,$',
      'p',
      'd',
      'if',
      '==',
      '~',
      '||',
      '&&',
      'NR',
      '=',
      '[z-a]',
      '%d',
      '-',
    );
    assert(
      property(
        scripts,
        constantFrom(
          'sed',
          'awk',
          'grep',
          'tr',
          'cut',
          'printf',
          'expr',
          'test',
          'find',
          'date',
          'seq',
          'xargs',
          'head',
          'base64',
          'wget',
          'nc',
          'sort',
          'diff',
          'comm',
          'paste',
          'nl',
          'column',
          'fold',
          'kill',
          'sleep',
        ),
        (script, tool) => {
          run([tool, script, script], 'a b c\n1 2 3\n');
        },
      ),
      { numRuns: 600 },
    );
  });

  it('are no trouble to databases', () => {
    const mysql = command(
      'mysql:8.4',
      start(image('mysql:8.4'), { env: { MYSQL_ROOT_PASSWORD: 'x', MYSQL_DATABASE: 'shop' } }),
    );
    const psql = command('postgres:17', start(image('postgres:17'), { env: { POSTGRES_PASSWORD: 'x' } }));
    const redis = command('redis:7', start(image('redis:7')));
    const mongo = command('mongo:7', start(image('mongo:7')));
    const statements = texts(
      'SELECT ',
      '* ',
      'FROM ',
      't',
      'INSERT INTO ',
      'VALUES ',
      '(',
      ')',
      "'",
      '"',
      ',',
      ';',
      'CREATE TABLE ',
      'WHERE ',
      'a=1',
      'ORDER BY ',
      'LIMIT ',
      'constructor',
      '__proto__',
      'UPDATE ',
      'SET ',
      'COUNT(*)',
      'db.',
      'find',
      'insertOne',
      '{',
      '}',
      ':',
      '$set',
      'use ',
      'show dbs',
    );
    assert(
      property(statements, (text) => {
        mysql(['mysql', '-px', 'shop', '-e', text]);
        psql(['psql', '-U', 'postgres', '-c', text]);
        mongo(['mongosh', '--eval', text]);
        redis(['redis-cli', ...text.split(' ')]);
      }),
      { numRuns: 300 },
    );
  });

  it("are no trouble to nginx' configuration and to requests", () => {
    const configs = texts(
      'server',
      '{',
      '}',
      ';',
      'listen ',
      '80',
      'location ',
      '/',
      'return ',
      '200 ',
      '"x"',
      'proxy_pass ',
      'http://',
      '#',
      '\n',
      '$uri',
      'include ',
      '/etc/nginx/conf.d/*.conf',
      'root ',
      '=',
      'upstream ',
    );
    const nginx = image('nginx:1.29');
    assert(
      property(configs, configs, (config, path) => {
        const process = start(nginx, { files: { '/etc/nginx/conf.d/default.conf': config } });
        get(process, 80, path);
        expect(typeof get(start(nginx), 80, path)?.status).toBe('number');
      }),
      { numRuns: 200 },
    );
  });

  it('are no trouble to the names of images', () => {
    assert(
      property(
        texts(
          'docker.io',
          '/',
          ':',
          '@',
          'sha256:',
          'nginx',
          'A',
          '..',
          '-',
          'latest',
          '1.29',
          'localhost',
          'constructor',
        ),
        (text) => {
          expect(typeof parseReference(text)).toBe('object');
          expect(Object.keys(newRegistry().pull(text, new Map()))).toHaveLength(1);
        },
      ),
    );
  });
});
