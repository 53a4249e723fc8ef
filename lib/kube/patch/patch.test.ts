/** Right: what a real API server v1.36.3 answered, as a dry run with strict field validation. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decode, encode } from '../decode';
import { setDeploymentDefaults } from '../defaults/deployment';
import { setReplicaSetDefaults } from '../defaults/replicaset';
import { setServiceDefaults } from '../defaults/service';
import { quote } from '../field/print';
import { isObject, type JsonObject } from '../json-object';
import { schemaOf, type GoType } from '../schema';
import { jsonPatch, mergePatch, strategicMergePatch, type Patched } from './index';

interface Line {
  live?: string;
  object?: JsonObject;
  of?: string;
  type?: keyof typeof PATCHES;
  patch?: unknown;
  expect?: unknown;
}

const PATCHES = { json: jsonPatch, merge: mergePatch, strategic: strategicMergePatch };

const lines = readFileSync('fixtures/oracle/patch/patches.jsonl', 'utf8')
  .split('\n')
  .filter(Boolean)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own recording
  .map((line): Line => JSON.parse(line) as Line);
const lives = new Map(lines.flatMap(({ live, object }) => (live && object ? [[live, object] as const] : [])));
const cases = lines.flatMap(({ of = '', type, patch, expect }) => (type ? [{ of, type, patch, expect }] : []));

test.each(cases)('$of, $type: $patch', ({ of, type, patch, expect: expected }) => {
  const live = lives.get(of) ?? {};
  const goType = schemaOf(String(live['apiVersion']), String(live['kind']));
  if (!goType) throw new Error(`no type of ${of}`);
  const before = JSON.stringify([live, patch]);
  expect(answer(PATCHES[type](goType, live, patch), goType)).toEqual(expected);
  expect(JSON.stringify([live, patch])).toBe(before);
});

/** As the recording holds it: the Status, or what a patch can change of the object. */
function answer(patched: Patched, type: GoType): unknown {
  if ('refusal' in patched) return patched.refusal;
  const { object, faults } = decode(type, patched.document);
  if (faults.length + patched.unknownFields.length > 0) {
    const { value, why } = patched.wordFaults(faults);
    const message = ` "" is invalid: patch: Invalid value: ${quote(value)}: ${why}`;
    return { code: 422, reason: 'Invalid', message };
  }
  if (type.name === 'Deployment') setDeploymentDefaults(object);
  if (type.name === 'ReplicaSet') setReplicaSetDefaults(object);
  if (type.name === 'Service') setServiceDefaults(object);
  const { metadata, spec, data } = encode(type, object);
  const { labels, annotations, finalizers } = isObject(metadata) ? metadata : {};
  const changed = { metadata: present({ labels, annotations, finalizers }), ...present({ spec, data }) };
  return { code: 200, object: changed };
}

function present(fields: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

describe('a patch', () => {
  const type = schemaOf('v1', 'ConfigMap');
  const live = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'conf' } };

  test('has 10000 operations at most', () => {
    const operation = { op: 'add', path: '/data', value: {} };
    const operations = Array.from({ length: 10_001 }, () => operation);
    expect(type && jsonPatch(type, live, operations)).toEqual({
      refusal: {
        code: 413,
        reason: 'RequestEntityTooLarge',
        message: 'Request entity too large: The allowed maximum operations in a JSON patch is 10000, got 10001',
      },
    });
    expect(type && jsonPatch(type, live, operations.slice(1))).toHaveProperty('document.data', {});
  });

  test.each(['json', 'merge', 'strategic'] as const)('of any depth ends in an answer: %s', (kind) => {
    let deep: unknown = 'x';
    for (let depth = 0; depth < 100_000; depth++) deep = depth % 2 === 0 ? [deep] : { a: deep };
    const patch = kind === 'json' ? [{ op: 'add', path: '/data', value: deep }] : deep;
    expect(type && PATCHES[kind](type, live, patch)).toHaveProperty('refusal.code', 400);
  });

  test('sets no prototype', () => {
    const patch: unknown = JSON.parse('{"data":{"__proto__":"x"}}');
    const patched = type && mergePatch(type, live, patch);
    const data = patched && 'document' in patched ? patched.document['data'] : undefined;
    expect(Object.entries(data ?? {})).toEqual([['__proto__', 'x']]);
  });
});
