import { expect, test } from 'vitest';
import { describeConfigMap, describeSecret } from './data';
import { describeAny } from './generic';
import { describePod } from './pod';
import { describeRole } from './rbac';
import { describeSigningRequest } from './signing-request';
import type { Surroundings } from './surroundings';
import { Value } from './value';

const now = 1_652_432_460_000;

function around(events: readonly unknown[] | undefined): Surroundings {
  return {
    now,
    get: () => Promise.resolve({ refused: 'nothing here', reason: '', failure: { words: 'nothing here' } }),
    list: () => Promise.resolve([]),
    events: () => Promise.resolve(events?.map((event) => new Value(event))),
  };
}

test('a Pod that waits for a node', async () => {
  const pod = {
    metadata: { name: 'web', namespace: 'default', labels: { app: 'web', a: 'b' } },
    spec: {
      containers: [{ name: 'nginx', image: 'nginx', env: [{ name: 'A', value: 'x\ny' }] }],
      volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
      tolerations: [{ operator: 'Exists' }],
    },
    status: { phase: 'Pending', qosClass: 'BestEffort', conditions: [{ type: 'PodScheduled', status: 'False' }] },
  };
  const events = [
    {
      type: 'Warning',
      reason: 'FailedScheduling',
      firstTimestamp: '2022-05-13T09:00:00Z',
      lastTimestamp: '2022-05-13T09:00:50Z',
      count: 3,
      source: { component: 'default-scheduler' },
      message: 'no nodes available\n',
    },
  ];
  expect(await describePod(new Value(pod), around(events))).toBe(`Name:         web
Namespace:    default
Node:         <none>
Labels:       a=b
              app=web
Annotations:  <none>
Status:       Pending
IP:           
IPs:          <none>
Containers:
  nginx:
    Image:      nginx
    Port:       <none>
    Host Port:  <none>
    Environment:
      A:     x
             y
    Mounts:  <none>
Conditions:
  Type           Status
  PodScheduled   False 
Volumes:
  data:
    Type:        PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)
    ClaimName:   data
    ReadOnly:    false
QoS Class:       BestEffort
Node-Selectors:  <none>
Tolerations:     op=Exists
Events:
  Type     Reason            Age                From               Message
  ----     ------            ----               ----               -------
  Warning  FailedScheduling  10s (x3 over 60s)  default-scheduler  no nodes available
`);
});

test('a Secret tells only how long its values are', async () => {
  const secret = { metadata: { name: 's', namespace: 'x' }, type: 'Opaque', data: { k: 'aGVsbG8=', a: '' } };
  expect(await describeSecret(new Value(secret))).toBe(`Name:         s
Namespace:    x
Labels:       <none>
Annotations:  <none>

Type:  Opaque

Data
====
a:  0 bytes
k:  5 bytes
`);
});

test('what could steer a terminal is written out', async () => {
  const map = { metadata: { name: 'c', namespace: 'x' }, data: { k: '\u001b[31mred\r' } };
  expect(await describeConfigMap(new Value(map), around(undefined))).toContain('k:\n----\n^[[31mred\\r\n');
});

test('the verbs on one resource stand together', async () => {
  const rules = [
    { apiGroups: ['apps'], resources: ['deployments/scale'], verbs: ['get', 'list'] },
    { apiGroups: ['apps'], resources: ['deployments/scale'], verbs: ['watch', 'get'] },
    { nonResourceURLs: ['/healthz'], verbs: ['get'] },
  ];
  expect(await describeRole(new Value({ metadata: { name: 'r' }, rules }))).toBe(`Name:         r
Labels:       <none>
Annotations:  <none>
PolicyRule:
  Resources               Non-Resource URLs  Resource Names  Verbs
  ---------               -----------------  --------------  -----
  deployments.apps/scale  []                 []              [get list watch]
                          [/healthz]         []              [get]
`);
});

test('a custom resource is told by its fields, whatever they are', async () => {
  const note = {
    apiVersion: 'til.dev/v1',
    kind: 'Note',
    metadata: { name: 'one', uid: 'u', managedFields: [{}] },
    spec: { someURL: null, clusterIPs: ['a', ['b', { c: 1 }]], 'x_y.z': 1.5, podUID: true },
  };
  expect(await describeAny(new Value(note), around([]))).toBe(`Name:         one
Namespace:    
Labels:       <none>
Annotations:  <none>
API Version:  til.dev/v1
Kind:         Note
Metadata:
  UID:  u
Spec:
  Cluster I Ps:
    a
    [b map[c:1]]
  Pod UID:   true
  Some URL:  <nil>
  x_y.z:     1.5
Events:      <none>
`);
});

test('a request that is no PEM is a fault in words', async () => {
  const request = { metadata: { name: 'c' }, spec: { request: 'aGVsbG8=' } };
  expect(await describeSigningRequest(new Value(request), around(undefined))).toMatchObject({
    refused: 'Error parsing CSR: PEM block type must be CERTIFICATE REQUEST',
  });
});
