import { expect, test } from 'vitest';
import { parsePath, resolvePath } from './path';

const pod = {
  metadata: { annotations: { 'a.b/c': 'dotted' } },
  spec: {
    containers: [
      { name: 'log', image: 'busybox' },
      { name: 'web', image: 'nginx' },
    ],
  },
};

function follow(path: string): unknown {
  const { exists, value } = resolvePath(parsePath(path), pod);
  return exists ? value : undefined;
}

test('a path goes through keys, positions, items by a field and quoted keys', () => {
  expect(parsePath('a.b-c[0].d[name=web]["e.f"]')).toEqual(['a', 'b-c', 0, 'd', { field: 'name', is: 'web' }, 'e.f']);
  expect(follow('spec.containers[0].image')).toBe('busybox');
  expect(follow('spec.containers[name=web].image')).toBe('nginx');
  expect(follow('metadata.annotations["a.b/c"]')).toBe('dotted');
});

test('an empty path is the whole', () => {
  expect(follow('')).toBe(pod);
});

test('a path that leads nowhere keeps the part that exists', () => {
  const { path, exists, value, map } = resolvePath(parsePath('spec.containers[name=db].image'), pod);
  expect({ path, exists }).toEqual({ path: ['spec', 'containers'], exists: false });
  expect(value).toBe(pod.spec.containers);
  expect(map).toBeUndefined();
});

test('the map of a path is the one at its end, or the one that its last step is missing from', () => {
  const mapOf = (path: string) => resolvePath(parsePath(path), pod).map;
  expect(mapOf('spec')).toBe(pod.spec);
  expect(mapOf('spec.containers[1].image')).toBe(pod.spec.containers[1]);
  expect(mapOf('spec.restartPolicy')).toBe(pod.spec);
  expect(mapOf('metadata.labels.app')).toBeUndefined();
});

test('an item found by a field is given by its position', () => {
  expect(resolvePath(parsePath('spec.containers[name=web].image'), pod).path).toEqual([
    'spec',
    'containers',
    1,
    'image',
  ]);
});

test('what every object inherits is not a field', () => {
  expect(follow('metadata.constructor')).toBeUndefined();
  expect(follow('spec.containers.length')).toBeUndefined();
});

test('a path that can not be read names the character', () => {
  expect(() => parsePath('spec.[0]')).toThrow('Field path "spec.[0]" can\'t be read at character 5');
  expect(() => parsePath('spec[x')).toThrow('Field path "spec[x" can\'t be read at character 5');
});
