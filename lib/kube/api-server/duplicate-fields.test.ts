import { expect, test } from 'vitest';
import { duplicateFields } from './duplicate-fields';

test('a field that stands twice is found by its path, once', () => {
  const text = '{"a":1,"a":2,"a":3,"b":{"c":"\\"c\\":","c" : []},"d":[{},{"e":1,"e":2}],"f":"a","g":["a","a"]}';
  expect(duplicateFields(text)).toEqual(['a', 'b.c', 'd[1].e']);
});

test('a text without any has none', () => {
  expect(duplicateFields('{"a":{"a":[{"a":1},{"a":2}]},"b":"{\\"b\\":1}"}')).toEqual([]);
});
