import { describe, expect, test } from 'vitest';
import {
  duplicate,
  forbidden,
  invalid,
  invalidTyped,
  notFound,
  notSupported,
  required,
  tooLong,
  tooMany,
} from './error';
import { aggregateMessage, errorMessage } from './message';
import { FieldPath } from './path';
import { byteLength, goJson, goMap, quote } from './print';
import { forbiddenStatus, invalidStatus, notFoundStatus, qualifiedKind } from './status';

const SPEC = FieldPath.of('spec');

describe('a path', () => {
  test('is spelt as Kubernetes spells it', () => {
    const port = SPEC.child('ports').index(0).child('port');
    expect(port.toString()).toBe('spec.ports[0].port');
    expect(FieldPath.of('data').key('my.key').toString()).toBe('data[my.key]');
    expect(FieldPath.of('metadata', 'annotations').key('a/b').toString()).toBe('metadata.annotations[a/b]');
  });

  test('gives the steps of the JSON object', () => {
    expect(SPEC.child('ports').index(0).child('port').segments()).toEqual(['spec', 'ports', 0, 'port']);
    expect(FieldPath.of('data').key('my.key').segments()).toEqual(['data', 'my.key']);
  });

  test('of the whole object has no steps and is printed as Go prints a path without a name', () => {
    expect(FieldPath.of('').toString()).toBe('[]');
    expect(FieldPath.of('').segments()).toEqual([]);
  });

  test('moves to another beginning', () => {
    const template = SPEC.child('template');
    const label = template.child('labels').key('app');
    expect(label.rebased(template, template.child('metadata')).toString()).toBe('spec.template.metadata.labels[app]');
  });
});

// Right: what fmt.Sprintf("%q") prints.
test.each([
  ['plain', '"plain"'],
  ['say "hi"\\', String.raw`"say \"hi\"\\"`],
  ['a\tb\nc\r', String.raw`"a\tb\nc\r"`],
  ['\x07\b\f\v', String.raw`"\a\b\f\v"`],
  ['\x01\x7f', String.raw`"\x01\x7f"`],
  ['한글 café 🚀', '"한글 café 🚀"'],
  ['\u00a0\u200b\ufeff', String.raw`"\u00a0\u200b\ufeff"`],
  ['\u{e0001}', String.raw`"\U000e0001"`],
  ['a<b>&c', '"a<b>&c"'],
  ['\ud800', '"\ufffd"'],
])('quote(%j) is %s', (text, quoted) => {
  expect(quote(text)).toBe(quoted);
});

// Right: what json.Marshal prints.
test.each([
  ['a<b>&c\u2028', String.raw`"a\u003cb\u003e\u0026c\u2028"`],
  ['\x01\x7f한글', '"\\u0001\x7f한글"'],
  [goMap({ b: '1', a: '2', '10': '3', '9': '4' }), '{"10":"3","9":"4","a":"2","b":"1"}'],
  [goMap(undefined), 'null'],
  [{ Name: '', AppProtocol: null, left: undefined, Port: 80 }, '{"Name":"","AppProtocol":null,"Port":80}'],
  [['a', 1, true], '["a",1,true]'],
])('goJson(%j) is %s', (value, json) => {
  expect(goJson(value)).toBe(json);
});

test.each([
  ['abc', 3],
  ['é', 2],
  ['한', 3],
  ['🚀', 4],
  ['\ud800', 3],
])('byteLength(%j) is %d', (text, bytes) => {
  expect(byteLength(text)).toBe(bytes);
});

test.each([
  [required(SPEC), 'spec: Required value'],
  [required(SPEC, 'must specify a volume type'), 'spec: Required value: must specify a volume type'],
  [invalid(SPEC, 'a\u0001', 'is wrong'), String.raw`spec: Invalid value: "a\x01": is wrong`],
  [invalidTyped(SPEC, 'a\u0001', 'is wrong'), String.raw`spec: Invalid value: "a\u0001": is wrong`],
  [invalid(SPEC, -1, 'is wrong'), 'spec: Invalid value: -1: is wrong'],
  [invalid(SPEC, true, 'is wrong'), 'spec: Invalid value: true: is wrong'],
  [invalid(SPEC, goMap({ app: 'a' }), 'is wrong'), 'spec: Invalid value: {"app":"a"}: is wrong'],
  [notSupported(SPEC, 'Foo', ['A', 'B']), 'spec: Unsupported value: "Foo": supported values: "A", "B"'],
  [duplicate(SPEC, 'web'), 'spec: Duplicate value: "web"'],
  [forbidden(SPEC, 'not here'), 'spec: Forbidden: not here'],
  [notFound(SPEC, 'data'), 'spec: Not found: "data"'],
  [tooLong(FieldPath.of('data'), 1_048_576), 'data: Too long: may not be more than 1048576 bytes'],
  [tooMany(SPEC, 21, 20), 'spec: Too many: 21: must have at most 20 items'],
])('words %#: %s', (error, message) => {
  expect(errorMessage(error)).toBe(message);
});

describe('several faults', () => {
  test('stand in brackets', () => {
    const errors = [required(SPEC.child('a')), required(SPEC.child('b'))];
    expect(aggregateMessage(errors)).toBe('[spec.a: Required value, spec.b: Required value]');
  });

  test('are said once when they say the same, and without brackets when one is left', () => {
    expect(aggregateMessage([required(SPEC), required(SPEC)])).toBe('spec: Required value');
  });
});

describe('a status', () => {
  test('of an invalid object names the kind with its group, and lists every cause', () => {
    const error = required(SPEC.child('selector'));
    expect(invalidStatus(qualifiedKind('apps/v1', 'Deployment'), 'web', [error, error])).toEqual({
      code: 422,
      reason: 'Invalid',
      message: 'Deployment.apps "web" is invalid: spec.selector: Required value',
      causes: [
        { reason: 'FieldValueRequired', message: 'Required value', field: 'spec.selector' },
        { reason: 'FieldValueRequired', message: 'Required value', field: 'spec.selector' },
      ],
    });
    expect(invalidStatus(qualifiedKind('v1', 'Pod'), '', [error]).message).toBe(
      'Pod "" is invalid: spec.selector: Required value',
    );
  });

  test('of a refusal says what and why', () => {
    expect(forbiddenStatus('pods', 'web', 'no').message).toBe('pods "web" is forbidden: no');
    expect(notFoundStatus('namespaces', 'shop')).toEqual({
      code: 404,
      reason: 'NotFound',
      message: 'namespaces "shop" not found',
    });
  });
});
