import { describe, expect, it } from 'vitest';
import { judgeCreate } from '../judge';
import type { Judgement } from '../judgement';
import { loadAllKinds } from '../later';

await loadAllKinds();

const SHAPE = { type: 'object', properties: { spec: { type: 'object', properties: { title: { type: 'string' } } } } };

function judged(spec: Record<string, unknown>, ...versions: Record<string, unknown>[]): Judgement {
  const first = { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: SHAPE } };
  const names = { plural: 'courses', kind: 'Course' };
  const all = versions.map((version, at) => ({ ...first, name: `v${at + 1}`, storage: at === 0, ...version }));
  return judgeCreate({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'courses.example.com' },
    spec: { group: 'example.com', scope: 'Namespaced', names, versions: all, ...spec },
  });
}

function schema(spec: Record<string, unknown>): Record<string, unknown> {
  return { schema: { openAPIV3Schema: { type: 'object', properties: { spec } } } };
}

function faults(judgement: Judgement): string[] {
  if (judgement.verdict !== 'refused') throw new Error(judgement.verdict);
  return judgement.errors.map(({ field, message }) => `${field}: ${message}`);
}

describe('a CustomResourceDefinition', () => {
  it('gets its other names, a conversion and its stored version', () => {
    expect(judged({}, {})).toMatchObject({
      verdict: 'accepted',
      object: {
        spec: { names: { singular: 'course', listKind: 'CourseList' }, conversion: { strategy: 'None' } },
        status: { storedVersions: ['v1'] },
      },
    });
  });

  it('points into the first version where upstream speaks of what all versions share', () => {
    const judgement = judged({}, schema({ type: 'strng' }));
    expect(faults(judgement)).toEqual([
      'spec.validation.openAPIV3Schema.properties[spec].type: Unsupported value: "strng": supported values: "array", "boolean", "integer", "number", "object", "string"',
    ]);
    expect(judgement).toMatchObject({
      errors: [
        { path: ['spec', 'versions', 0, 'schema', 'openAPIV3Schema', 'properties', 'spec', 'type'], at: 'value' },
      ],
    });
  });

  it('points into each version where they differ', () => {
    expect(faults(judged({}, {}, schema({ type: 'array' })))).toEqual([
      'spec.versions[1].schema.openAPIV3Schema.properties[spec].items: Required value: must be specified',
    ]);
  });

  it('points to a column by the name it has in the manifest', () => {
    expect(
      judged({}, { additionalPrinterColumns: [{ name: 'Title', type: 'string', jsonPath: 'spec.title' }] }),
    ).toMatchObject({
      errors: [
        {
          path: ['spec', 'versions', 0, 'additionalPrinterColumns', 0, 'jsonPath'],
          field: 'spec.additionalPrinterColumns[0].JSONPath',
          message: 'Invalid value: "spec.title": must be a simple json path starting with .',
        },
      ],
    });
  });

  it.each([
    [
      { type: 'object', default: { titel: 'x' } },
      'default: Invalid value: {"titel":"x"}: must not have unknown fields',
    ],
    [
      { type: 'object', properties: { n: { type: 'integer', default: 'x' } } },
      'properties[n].default: Invalid value: "string":  in body must be of type integer: "string"',
    ],
  ])('says what is wrong with the schema %j', (spec, said) => {
    expect(faults(judged({}, schema(spec)))).toEqual([`spec.validation.openAPIV3Schema.properties[spec].${said}`]);
  });
});
