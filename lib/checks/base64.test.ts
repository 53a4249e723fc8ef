import { assert, property, uint8Array } from 'fast-check';
import { expect, test } from 'vitest';
import { decodeBase64 } from './base64';

test('decodes what any encoder wrote', () => {
  assert(
    property(uint8Array({ maxLength: 64 }), (bytes) => {
      expect([...decodeBase64(Buffer.from(bytes).toString('base64'))]).toEqual([...bytes]);
    }),
    { seed: 36, numRuns: 300 },
  );
});

test('skips line breaks, as Go does', () => {
  expect(new TextDecoder().decode(decodeBase64('bW9u\nZ291\r\nc2Vy\n'))).toBe('mongouser');
});

test('refuses plain text, missing padding and padding in the middle', () => {
  expect(() => decodeBase64('mongopassword!==')).toThrow('illegal character "!"');
  expect(() => decodeBase64('bW9uZ29wYXNzd29yZA')).toThrow('length 18 is not a multiple of 4');
  expect(() => decodeBase64('bW==Z291')).toThrow('illegal character "="');
});
