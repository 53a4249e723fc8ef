/** Right: what a real API server v1.36.3 answered, step by step; each step begins with the object as it was then. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decode, encode } from '../decode';
import { setConfigMapDefaults } from '../defaults/configmap';
import { setDeploymentDefaults } from '../defaults/deployment';
import { setServiceDefaults } from '../defaults/service';
import { isObject, type JsonObject } from '../json-object';
import { schemaOf, type GoType } from '../schema';
import { jsonPatch, managedFieldsAfterUpdate, mergePatch, serverSideApply, strategicMergePatch } from './index';

interface Line {
  live?: number;
  object?: JsonObject;
  op?: 'apply' | 'create' | 'update' | 'patch:json' | 'patch:merge' | 'patch:strategic';
  apiVersion?: string;
  kind?: string;
  manager?: string;
  force?: boolean;
  /** The number of the live object. */
  of?: number;
  body?: unknown;
  /** The Status, or what is in the object. */
  expect?: JsonObject;
}

const lines = readFileSync('fixtures/oracle/patch/applies.jsonl', 'utf8')
  .split('\n')
  .filter(Boolean)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own recording
  .map((line): Line => JSON.parse(line) as Line);
const lives = new Map(lines.flatMap(({ live, object }) => (live && object ? [[live, object] as const] : [])));
const steps = lines.flatMap((line) => (line.op ? [line] : []));

test.each(steps)('$manager: $op $kind $body', (step) => {
  const live = lives.get(step.of ?? 0);
  const before = JSON.stringify([live, step.body]);
  expect(answer(step, live)).toEqual(step.expect);
  expect(JSON.stringify([live, step.body])).toBe(before);
});

function answer(step: Line, live: JsonObject | undefined): unknown {
  const { apiVersion = '', kind = '', manager = '', force = false, body, expect: expected = {} } = step;
  const type = typeOf(apiVersion, kind);
  const change = { type, apiVersion, live, manager, now: timeIn(expected, step) };
  if (step.op === 'apply') {
    const applied = serverSideApply({ ...change, kind, applied: body, force });
    return 'refusal' in applied ? applied.refusal : seen(finished(type, applied.object), expected);
  }
  const document = documentOf(step, type, live ?? {});
  const next = finished(type, document);
  const { managedFields: sent } = metaOf(document);
  const metadata = { ...metaOf(next), ...(Array.isArray(sent) && { managedFields: sent }) };
  const managedFields = managedFieldsAfterUpdate({ ...change, next: { ...next, metadata } });
  return seen({ ...next, metadata: { ...metadata, managedFields } }, expected);
}

function documentOf({ op, body }: Line, type: GoType, live: JsonObject): JsonObject {
  if (op === 'create' || op === 'update') return isObject(body) ? body : {};
  const patch = { 'patch:json': jsonPatch, 'patch:merge': mergePatch, 'patch:strategic': strategicMergePatch }[
    op === 'patch:json' || op === 'patch:merge' ? op : 'patch:strategic'
  ];
  const patched = patch(type, live, body);
  return 'document' in patched ? patched.document : {};
}

function finished(type: GoType, document: JsonObject): JsonObject {
  const { object } = decode(type, document);
  if (type.name === 'Deployment') setDeploymentDefaults(object);
  if (type.name === 'Service') setServiceDefaults(object);
  if (type.name === 'ConfigMap') setConfigMapDefaults(object);
  return encode(type, object);
}

/** What the recording holds of it. */
function seen(object: JsonObject, expected: JsonObject): JsonObject {
  const { managedFields, labels, annotations, finalizers } = metaOf(object);
  const { spec, data } = object;
  const all: JsonObject = { managedFields, labels, annotations, finalizers, spec, data };
  return Object.fromEntries(Object.keys(expected).map((name) => [name, all[name] ?? null]));
}

/** The step's own time: that of its manager's entry. */
function timeIn({ managedFields }: JsonObject, { manager, op }: Line): string {
  const operation = op === 'apply' ? 'Apply' : 'Update';
  const entries: unknown[] = Array.isArray(managedFields) ? managedFields : [];
  const entry = entries.find((one) => isObject(one) && one['manager'] === manager && one['operation'] === operation);
  return isObject(entry) ? String(entry['time']) : '';
}

function metaOf({ metadata }: JsonObject): JsonObject {
  return isObject(metadata) ? metadata : {};
}

function typeOf(apiVersion: string, kind: string): GoType {
  const type = schemaOf(apiVersion, kind);
  if (!type) throw new Error(`no type of ${kind}`);
  return type;
}

describe('managedFields', () => {
  test('are written in the order of the server, also within', () => {
    const applied = serverSideApply({
      type: typeOf('v1', 'Service'),
      apiVersion: 'v1',
      kind: 'Service',
      live: undefined,
      applied: {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'web', labels: { b: '1', a: '2' } },
        spec: { ports: [{ port: 443, name: 'b' }, { port: 80 }], selector: { app: 'web' } },
      },
      manager: 'kubectl',
      now: '2026-01-01T00:00:00Z',
    });
    const managed = 'object' in applied ? metaOf(applied.object)['managedFields'] : undefined;
    expect(JSON.stringify(managed)).toBe(
      '[{"manager":"kubectl","operation":"Apply","apiVersion":"v1","time":"2026-01-01T00:00:00Z","fieldsType":"FieldsV1","fieldsV1":{"f:metadata":{"f:labels":{"f:a":{},"f:b":{}}},"f:spec":{"f:ports":{"k:{\\"port\\":80,\\"protocol\\":\\"TCP\\"}":{".":{},"f:port":{}},"k:{\\"port\\":443,\\"protocol\\":\\"TCP\\"}":{".":{},"f:name":{},"f:port":{}}},"f:selector":{}}}}]',
    );
  });

  test('that cannot be read are as good as none', () => {
    const type = typeOf('v1', 'ConfigMap');
    const live = { metadata: { name: 'a', managedFields: [{ manager: 'x', operation: 'Delete' }] } };
    const change = { type, apiVersion: 'v1', live, manager: 'y', now: '' };
    expect(
      managedFieldsAfterUpdate({ ...change, next: { metadata: { name: 'a' }, data: { b: 'c' } } }),
    ).toBeUndefined();
  });
});

test.each([undefined, null, 'x', [], 5, { metadata: 'x' }, { metadata: { managedFields: 'x' } }])(
  'applying %j ends in a refusal',
  (applied) => {
    const type = typeOf('v1', 'ConfigMap');
    const request = { type, apiVersion: 'v1', kind: 'ConfigMap', live: undefined, applied, manager: 'a', now: '' };
    expect(serverSideApply(request)).toHaveProperty('refusal.code', 400);
  },
);
