import { expect, test } from 'vitest';
import { goJsonObjectFault } from './go-json';

// Right: what json.Unmarshal into a map[string]interface{} answers.
test.each([
  ['', 'unexpected end of JSON input'],
  ['{"a"', 'unexpected end of JSON input'],
  ['"a', 'unexpected end of JSON input'],
  ['invalid', "invalid character 'i' looking for beginning of value"],
  ['{"a":}', "invalid character '}' looking for beginning of value"],
  ['[1,]', "invalid character ']' looking for beginning of value"],
  ['{a}', "invalid character 'a' looking for beginning of object key string"],
  ['{"a":1,}', "invalid character '}' looking for beginning of object key string"],
  ["{'a':1}", String.raw`invalid character '\'' looking for beginning of object key string`],
  ['{"a" 1}', "invalid character '1' after object key"],
  ['{"a":1 "b"}', `invalid character '"' after object key:value pair`],
  ['[1 2]', "invalid character '2' after array element"],
  ['{} x', "invalid character 'x' after top-level value"],
  ['{"a":1}}', "invalid character '}' after top-level value"],
  ['01', "invalid character '1' after top-level value"],
  ['"\u0001"', String.raw`invalid character '\x01' in string literal`],
  [String.raw`"\x"`, "invalid character 'x' in string escape code"],
  [String.raw`"\u12g"`, String.raw`invalid character 'g' in \u hexadecimal character escape`],
  ['-', "invalid character ' ' in numeric literal"],
  ['-a', "invalid character 'a' in numeric literal"],
  ['1.', "invalid character ' ' after decimal point in numeric literal"],
  ['1ex', "invalid character 'x' in exponent of numeric literal"],
  ['[1e5.2]', "invalid character '.' after array element"],
  ['tru', "invalid character ' ' in literal true (expecting 'e')"],
  ['nope', "invalid character 'o' in literal null (expecting 'u')"],
  ['\xff', "invalid character 'ÿ' looking for beginning of value"],
  ['[]', 'json: cannot unmarshal array into Go value of type map[string]interface {}'],
  [' "s"', 'json: cannot unmarshal string into Go value of type map[string]interface {}'],
  ['12', 'json: cannot unmarshal number into Go value of type map[string]interface {}'],
  ['true', 'json: cannot unmarshal bool into Go value of type map[string]interface {}'],
])('%j is refused: %s', (text, fault) => {
  expect(goJsonObjectFault(text)).toBe(fault);
});

test.each(['{}', ' {"auths":{"ecr":{"auth":"eA=="}}} ', '{"a":[1,-2.5e+3,true,null,"\\u00e9"],"b":{}}', 'null'])(
  '%j is an object',
  (text) => {
    expect(goJsonObjectFault(text)).toBeUndefined();
  },
);

test('ten thousand levels are no trouble, one more is refused', () => {
  const nested = (depth: number): string => `{"a":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;
  expect(goJsonObjectFault(nested(10_000))).toBeUndefined();
  expect(goJsonObjectFault(nested(10_001))).toBe('exceeded max depth');
});
