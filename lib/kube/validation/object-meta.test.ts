import { describe, expect, test } from 'vitest';
import type { FieldError } from '../field/error';
import type { ObjectMeta } from '../schema/generated/types';
import { dnsSubdomainFaults } from './names';
import { validateObjectMeta } from './object-meta';
import { sentences } from './sample-objects';

function faults(changes: ObjectMeta, scope: 'namespaced' | 'cluster' = 'namespaced'): FieldError[] {
  const errors: FieldError[] = [];
  validateObjectMeta({ name: 'web', namespace: 'default', ...changes }, scope, dnsSubdomainFaults, errors);
  return errors;
}

const LABEL_VALUE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
const OWNER = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'rs', uid: 'u1' };

test('good metadata has no faults', () => {
  const meta: ObjectMeta = {
    generateName: 'web-',
    labels: { app: 'web', 'app.kubernetes.io/name': '' },
    annotations: { 'Example.com/Owner': 'anything at all\n' },
    ownerReferences: [{ ...OWNER, controller: true }],
    finalizers: ['example.com/clean', 'kubernetes'],
  };
  expect(faults(meta)).toEqual([]);
});

test.each<[string, ObjectMeta, string[]]>([
  ['no name', { name: '' }, ['metadata.name: Required value: name or generateName is required']],
  ['no namespace', { namespace: '' }, ['metadata.namespace: Required value']],
  [
    'a negative generation',
    { generation: -1 },
    ['metadata.generation: Invalid value: -1: must be greater than or equal to 0'],
  ],
  ['a label with a blank', { labels: { app: 'my app' } }, [`metadata.labels: Invalid value: "my app": ${LABEL_VALUE}`]],
  [
    'annotations of more than 256 KiB',
    { annotations: { a: 'x'.repeat(262_144) } },
    ['metadata.annotations: Too long: may not be more than 262144 bytes'],
  ],
  [
    'an owner without anything',
    { ownerReferences: [{}] },
    [
      'metadata.ownerReferences.apiVersion: Invalid value: "": version must not be empty',
      'metadata.ownerReferences.kind: Invalid value: "": must not be empty',
      'metadata.ownerReferences.name: Invalid value: "": must not be empty',
      'metadata.ownerReferences.uid: Invalid value: "": must not be empty',
    ],
  ],
  [
    'an Event as the owner',
    { ownerReferences: [{ ...OWNER, apiVersion: 'v1', kind: 'Event' }] },
    [
      'metadata.ownerReferences: Invalid value: {"apiVersion":"v1","kind":"Event","name":"rs","uid":"u1"}: /v1, Kind=Event is disallowed from being an owner',
    ],
  ],
  [
    'a finalizer without a domain',
    { finalizers: ['clean'] },
    [
      'metadata.finalizers[0]: Invalid value: "clean": name is neither a standard finalizer name nor is it fully qualified',
    ],
  ],
  [
    'two finalizers that contradict each other',
    { finalizers: ['orphan', 'foregroundDeletion'] },
    [
      'metadata.finalizers: Invalid value: ["orphan","foregroundDeletion"]: finalizer orphan and foregroundDeletion cannot be both set',
    ],
  ],
  [
    'a manager of more than 128 bytes',
    { managedFields: [{ manager: 'x'.repeat(129) }] },
    ['metadata.managedFields[0].manager: Too long: may not be more than 128 bytes'],
  ],
])('%s is refused', (_, changes, expected) => {
  expect(sentences(faults(changes))).toEqual(expected);
});

test('an object that lives in no namespace may not name one', () => {
  expect(sentences(faults({ namespace: 'shop' }, 'cluster'))).toEqual([
    'metadata.namespace: Forbidden: not allowed on this type',
  ]);
});

test('only one owner may be the controller', () => {
  const owners = [
    { ...OWNER, controller: true },
    { ...OWNER, name: 'other', uid: 'u2', controller: true },
  ];
  expect(sentences(faults({ ownerReferences: owners }))).toEqual([
    'metadata.ownerReferences: Invalid value: [{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"rs","uid":"u1","controller":true},{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"other","uid":"u2","controller":true}]: Only one reference can have Controller set to true. Found "true" in references for ReplicaSet/rs and ReplicaSet/other',
  ]);
});

describe('where an editor should point', () => {
  test('a wrong label is at its key, though the server names only the map', () => {
    const [error] = faults({ labels: { good: 'a', app: 'my app' } });
    expect(error?.path.toString()).toBe('metadata.labels');
    expect(error?.place?.segments()).toEqual(['metadata', 'labels', 'app']);
  });

  test('a wrong owner is at its place in the list', () => {
    const [error] = faults({ ownerReferences: [OWNER, { ...OWNER, name: '' }] });
    expect(error?.place?.segments()).toEqual(['metadata', 'ownerReferences', 1, 'name']);
  });
});
