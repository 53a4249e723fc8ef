import { expect, test } from 'vitest';
import type { Namespace } from '../schema/generated/types';
import { validateNamespace } from './namespace';
import { sentences } from './sample-objects';

function faults(namespace: Namespace): string[] {
  return sentences(validateNamespace(namespace));
}

test('a Namespace has a DNS label for a name and lives in no other', () => {
  expect(faults({ metadata: { name: 'shop' }, spec: { finalizers: ['kubernetes', 'example.com/mine'] } })).toEqual([]);
  expect(faults({ metadata: { name: 'a.b', namespace: 'default' } })).toEqual([
    'metadata.name: Invalid value: "a.b": must not contain dots',
    'metadata.namespace: Forbidden: not allowed on this type',
  ]);
  expect(faults({})).toEqual(['metadata.name: Required value: name or generateName is required']);
});

test('a finalizer of its own has a domain', () => {
  expect(faults({ metadata: { name: 'shop' }, spec: { finalizers: ['mine'] } })).toEqual([
    'spec.finalizers: Invalid value: "mine": name is neither a standard finalizer name nor is it fully qualified',
  ]);
});
