import { expect, test } from 'vitest';
import { findJsonPath, readJsonPath } from './json-path';

const root = {
  list: [
    { name: 'a', size: 1 },
    { name: 'b', size: 2, on: true },
    { name: 'c', size: 3 },
  ],
  map: { x: 1, y: { 'a.b': 2 } },
};

function find(text: string): unknown[] | undefined {
  const path = readJsonPath(text);
  return path && findJsonPath(path, root);
}

test.each([
  ['.map.x', [1]],
  ['$.map.x', [1]],
  ['.map.y.a\\.b', [2]],
  [".map.y['a.b']", [2]],
  ['.map["x"]', [1]],
  ['.nothing.at.all', []],
  ['.list[0].name', ['a']],
  ['.list[-1].name', ['c']],
  ['.list[1:].name', ['b', 'c']],
  ['.list[:-1].name', ['a', 'b']],
  ['.list[0:3:2].name', ['a', 'c']],
  ['.list[0,2].name', ['a', 'c']],
  ["..['name']", ['a', 'b', 'c']],
  ['.list[*].size', [1, 2, 3]],
  ['.list.*.size', [1, 2, 3]],
  ['.list[?(@.name=="b")].size', [2]],
  [".list[?(@.name != 'b')].size", [1, 3]],
  ['.list[?(@.size >= 2)].name', ['b', 'c']],
  ['.list[?(@.size < 2)].name', ['a']],
  ['.list[?(@.on)].name', ['b']],
  ['.list[?(@.on==true)].name', ['b']],
  ['.list[3].name', undefined],
  ['.map[0]', undefined],
  ['.map[?(@.x)]', undefined],
  ['.list[', undefined],
  ['.list[x]', undefined],
])('%s finds %j', (text, found) => {
  expect(find(text)).toEqual(found);
});
