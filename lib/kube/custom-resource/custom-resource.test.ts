import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { newCluster } from '../admission';
import { clusterHolding } from '../held-cluster';
import { isObject, type JsonObject } from '../json-object';
import { loadAllKinds } from '../later';
import { definitionOf, judgeCustomResource } from './index';

await loadAllKinds();
const [first = '', ...rest] = readFileSync('fixtures/oracle/custom-resources.jsonl', 'utf8')
  .split('\n')
  .filter(Boolean);
const recorded = rest.map((line) => [line.slice(0, 200), objectIn(line)] as const);
const cluster = clusterHolding(definitionsIn(objectIn(first)));

describe('a custom resource', () => {
  it.each(recorded)('is judged as the server does: %s', (_line, { manifest, expect: said }) => {
    expect(answer(isObject(manifest) ? manifest : {})).toEqual(said);
  });

  it('is of no known kind in a version that is not served, or without a definition', () => {
    expect(definitionOf('d.example.com/v2', 'Course', cluster)).toBeUndefined();
    expect(definitionOf('d.example.com/v1', 'Course', newCluster)).toBeUndefined();
  });

  it('is not judged by a definition that is refused itself', () => {
    const definition = definitionOf('d.example.com/v1', 'Course', cluster) ?? {};
    const broken = { ...definition, metadata: { name: 'course' } };
    expect(judgeCustomResource(broken, { apiVersion: 'd.example.com/v1', kind: 'Course' })).toEqual({
      verdict: 'not-judged',
      apiVersion: 'd.example.com/v1',
      kind: 'Course',
      reason: 'the definition of Course is refused itself',
    });
  });

  it('cannot be read with an object in it whose kind is no text', () => {
    const emb = { apiVersion: 'v1', kind: null };
    const manifest = {
      apiVersion: 'd.example.com/v1',
      kind: 'Course',
      metadata: { name: 'a' },
      spec: { title: 'ab', emb },
    };
    expect(answer(manifest)).toMatchObject({
      code: 400,
      message:
        'Course in version "v1" cannot be handled as a Course: spec.emb.kind: Invalid value: null: must be a string',
    });
  });

  it('says what is wrong behind an unknown field, and where', () => {
    const manifest = {
      apiVersion: 'd.example.com/v1',
      kind: 'Course',
      metadata: { name: 'a' },
      spec: { title: 'ab', levle: 'x', lessons: [{ name: 'a', minutes: 'ten' }] },
    };
    const definition = definitionOf('d.example.com/v1', 'Course', cluster) ?? {};
    expect(judgeCustomResource(definition, manifest)).toMatchObject({
      status: {
        message:
          'Course in version "v1" cannot be handled as a Course: strict decoding error: unknown field "spec.levle"',
      },
      errors: [
        { path: ['spec', 'levle'], at: 'key' },
        { path: ['spec', 'lessons', 0, 'minutes'], at: 'value', after: 'decode' },
      ],
    });
  });
});

/** Our answer in the form of the recorded ones. */
function answer(manifest: JsonObject): JsonObject {
  const definition = definitionOf(String(manifest['apiVersion']), String(manifest['kind']), cluster) ?? {};
  const judgement = judgeCustomResource(definition, manifest, { cluster });
  if (judgement.verdict === 'not-judged') return { reason: judgement.reason };
  const warnings = judgement.warnings.length > 0 && { warnings: judgement.warnings };
  const said = judgement.verdict === 'accepted' ? { code: 201, object: judgement.object } : judgement.status;
  return { ...said, ...warnings };
}

function objectIn(line: string): JsonObject {
  const value: unknown = JSON.parse(line);
  return isObject(value) ? value : {};
}

function definitionsIn({ definitions }: JsonObject): JsonObject[] {
  return Array.isArray(definitions) ? definitions.filter(isObject) : [];
}
