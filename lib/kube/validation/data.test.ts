/** ConfigMaps and Secrets: what data may be, and how much. */
import { describe, expect, test } from 'vitest';
import type { ConfigMap, Secret } from '../schema/generated/types';
import { base64Bytes, base64Length } from './base64';
import { MOST_DATA_BYTES, validateConfigMap } from './configmap';
import { sentences } from './sample-objects';
import { validateSecret } from './secret';

const KEY =
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";

describe('a ConfigMap', () => {
  const faults = (changes: ConfigMap): string[] =>
    sentences(validateConfigMap({ metadata: { name: 'settings', namespace: 'default' }, ...changes }));

  test('holds text and bytes', () => {
    expect(faults({})).toEqual([]);
    expect(faults({ data: { 'a.b_C-1': '한글' }, binaryData: { logo: 'aGVsbG8=' }, immutable: true })).toEqual([]);
  });

  test('has a key once, spelt as keys are', () => {
    expect(faults({ data: { 'a b': '', '..': '' }, binaryData: { 'c/d': '' } })).toEqual([
      `data[a b]: Invalid value: "a b": ${KEY}`,
      'data[..]: Invalid value: "..": must not be \'..\'',
      `binaryData[c/d]: Invalid value: "c/d": ${KEY}`,
    ]);
    expect(faults({ data: { logo: '' }, binaryData: { logo: '' } })).toEqual([
      'data[logo]: Invalid value: "logo": duplicate of key present in binaryData',
    ]);
  });

  test('is no larger than a mebibyte, whose fault is at no field', () => {
    const most = 'a'.repeat(MOST_DATA_BYTES - 4);
    expect(faults({ data: { most, one: '한' } })).toEqual([]);
    expect(faults({ data: { most, one: '한글' } })).toEqual(['[]: Too long: may not be more than 1048576 bytes']);
    expect(faults({ data: { most }, binaryData: { five: 'aGVsbG8=' } })).toEqual([
      '[]: Too long: may not be more than 1048576 bytes',
    ]);
  });
});

describe('a Secret', () => {
  const faults = (changes: Secret): string[] =>
    sentences(validateSecret({ metadata: { name: 'login', namespace: 'default' }, type: 'Opaque', ...changes }));

  test('of a type of its own holds what it likes', () => {
    expect(faults({ data: { token: 'aGVsbG8=' } })).toEqual([]);
    expect(faults({ type: 'example.com/mine' })).toEqual([]);
  });

  test('is no larger than a mebibyte', () => {
    expect(faults({ data: { most: 'A'.repeat((MOST_DATA_BYTES * 4) / 3 + 4) } })).toEqual([
      'data: Too long: may not be more than 1048576 bytes',
    ]);
  });

  test.each<[string, Record<string, string>, string[]]>([
    ['kubernetes.io/tls', {}, ['data[tls.crt]: Required value', 'data[tls.key]: Required value']],
    ['kubernetes.io/tls', { 'tls.crt': '', 'tls.key': '' }, []],
    ['kubernetes.io/basic-auth', {}, ['data[username]: Required value', 'data[password]: Required value']],
    ['kubernetes.io/basic-auth', { password: '' }, []],
    ['kubernetes.io/ssh-auth', { 'ssh-privatekey': '' }, ['data[ssh-privatekey]: Required value']],
    ['kubernetes.io/dockercfg', {}, ['data[.dockercfg]: Required value']],
    ['kubernetes.io/dockerconfigjson', {}, ['data[.dockerconfigjson]: Required value']],
    ['kubernetes.io/dockerconfigjson', { '.dockerconfigjson': 'e30=' }, []],
    [
      'kubernetes.io/dockerconfigjson',
      { '.dockerconfigjson': 'aGVsbG8=' },
      [
        'data[.dockerconfigjson]: Invalid value: "<secret contents redacted>": invalid character \'h\' looking for beginning of value',
      ],
    ],
    [
      'kubernetes.io/dockerconfigjson',
      { '.dockerconfigjson': '' },
      ['data[.dockerconfigjson]: Invalid value: "<secret contents redacted>": unexpected end of JSON input'],
    ],
    [
      'kubernetes.io/service-account-token',
      {},
      ['metadata.annotations[kubernetes.io/service-account.name]: Required value'],
    ],
  ])('of type %s with %j', (type, data, expected) => {
    expect(faults({ type, data })).toEqual(expected);
  });
});

test.each([
  ['', ''],
  ['aA==', 'h'],
  ['aGVsbG8=', 'hello'],
  ['aGVs\r\nbG8=', 'hello'],
])('base64 %j stands for %j', (text, bytes) => {
  expect(base64Bytes(text)).toBe(bytes);
  expect(base64Length(text)).toBe(bytes.length);
});
