/** Against fixtures/golden/openapi.json, and what a real API server wrote for custom resources and paths (recorded/). */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StoredDefinition } from '../discovery';
import { learnStructure } from '../schema';
import { furtherStructure } from '../schema/generated/further-structure';
import { openApiDocument, openApiIndex, openApiV2Json, type OpenApiDocument, type Schema } from './index';
import { fullName, shortName } from './names';
import { typeSchema } from './type-schema';

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own recording
const golden = JSON.parse(readFileSync('fixtures/golden/openapi.json', 'utf8')) as Record<string, Schema>;

interface Recorded {
  readonly schemas: Record<string, Schema>;
  readonly operations: Record<string, unknown>;
  readonly v2: Record<string, Schema>;
}

/** A definition with nearly all that structural schemas can say, and what the server made of it. */
interface Odd {
  readonly definition: StoredDefinition;
  readonly v2: Record<string, Schema>;
  readonly v3: Record<string, Schema>;
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own recording
const custom = JSON.parse(readFileSync(new URL('recorded/custom.json', import.meta.url), 'utf8')) as Recorded;
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own recording
const odd = JSON.parse(readFileSync(new URL('recorded/odd.json', import.meta.url), 'utf8')) as Odd;
const apps: unknown = JSON.parse(readFileSync(new URL('recorded/apps.json', import.meta.url), 'utf8'));
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own recording
const { definitions } = JSON.parse(
  readFileSync(new URL('../discovery/recorded/custom.json', import.meta.url), 'utf8'),
) as { definitions: StoredDefinition[] };

beforeAll(() => learnStructure(furtherStructure));
afterAll(() => learnStructure({}));

function document(path: string): OpenApiDocument {
  const found = openApiDocument(path, {}, definitions);
  if (!found) throw new Error(`no document ${path}`);
  return found;
}

function operationIds({ paths }: OpenApiDocument): Record<string, Record<string, string>> {
  const ids = Object.entries(paths).map(([path, { get, put, post, delete: remove, patch }]) => {
    const operations = Object.entries({ get, put, post, delete: remove, patch });
    return [path, Object.fromEntries(operations.flatMap(([verb, one]) => (one ? [[verb, one.operationId]] : [])))];
  });
  return Object.fromEntries(ids);
}

/** Zero values that are declared as defaults although the field may be absent: the structure does not keep them. */
const DECLARED_ZERO = [
  'ScaleSpec.replicas',
  'AzureDiskVolumeSource.readOnly',
  'ConfigMapEnvSource.name',
  'ConfigMapKeySelector.name',
  'ConfigMapProjection.name',
  'ConfigMapVolumeSource.name',
  'FileKeySelector.optional',
  'GRPCAction.service',
  'LocalObjectReference.name',
  'ReplicationControllerSpec.minReadySeconds',
  'SecretEnvSource.name',
  'SecretKeySelector.name',
  'SecretProjection.name',
];

/** What else is written differently, and read the same. */
const ELSE = ['APIServiceSpec.caBundle'];

/** Types of discovery and of watches, which the documents leave out. */
const LEFT_OUT = ['APIResource', 'WatchEvent'];

describe('types', () => {
  const types = Object.entries(golden).filter(([full]) => !LEFT_OUT.includes(shortName(full) ?? ''));

  test.each(types.filter(([full]) => shortName(full) !== undefined))(
    '%s is as the server writes it',
    (full, expected) => {
      const name = shortName(full) ?? '';
      const { 'x-kubernetes-group-version-kind': _, 'x-kubernetes-unions': __, properties, ...head } = expected;
      const { properties: made, ...madeHead } = typeSchema(name, [], {}) ?? {};
      expect(fullName(name)).toBe(full);
      expect(madeHead).toEqual(head);
      expect(Object.keys(made ?? {})).toEqual(Object.keys(properties ?? {}));
      for (const [field, schema] of Object.entries(properties ?? {})) {
        const { default: fallback, ...rest } = schema;
        const isDeclaredZero = DECLARED_ZERO.includes(`${name}.${field}`);
        if (ELSE.includes(`${name}.${field}`)) continue;
        // Nothing stands beside a reference to wrap it for: the recorded types have lost their descriptions.
        const unwrapped = fallback === undefined && rest.allOf && Object.keys(rest).length === 1 ? rest.allOf[0] : rest;
        const expected = fallback === undefined || isDeclaredZero ? unwrapped : { ...rest, default: fallback };
        expect(made?.[field]).toEqual(expected);
      }
    },
  );
});

describe('documents', () => {
  test('hold every type that is referred to', () => {
    const { schemas } = document('apis/apps/v1').components;
    const references = [...JSON.stringify(schemas).matchAll(/"#\/components\/schemas\/([^"]+)"/g)];
    expect(references.length).toBeGreaterThan(200);
    for (const [, name = ''] of references) expect(schemas).toHaveProperty([name]);
  });

  test('say of which kind a type is', () => {
    const { schemas } = document('apis/apps/v1').components;
    const kinds = (name: string): unknown => schemas[name]?.['x-kubernetes-group-version-kind'];
    expect(kinds('io.k8s.api.apps.v1.Deployment')).toEqual([{ group: 'apps', kind: 'Deployment', version: 'v1' }]);
    expect(kinds('io.k8s.api.apps.v1.DeploymentList')).toEqual([
      { group: 'apps', kind: 'DeploymentList', version: 'v1' },
    ]);
    expect(kinds('io.k8s.api.autoscaling.v1.Scale')).toEqual([{ group: 'autoscaling', kind: 'Scale', version: 'v1' }]);
    expect(kinds('io.k8s.api.apps.v1.DeploymentSpec')).toBeUndefined();
  });

  test('have the operations of the server under its paths', () => {
    expect(operationIds(document('apis/apps/v1'))).toEqual(apps);
    expect(operationIds(document('apis/til.dev/v1'))).toEqual(custom.operations);
  });

  test('tell kubectl that the server validates fields, and takes strategic merge patches', () => {
    const { patch } = document('api/v1').paths['/api/v1/namespaces/{namespace}/pods/{name}'] ?? {};
    expect(patch?.parameters?.map(({ name }) => name)).toEqual(['dryRun', 'fieldManager', 'fieldValidation', 'force']);
    expect(Object.keys(patch?.requestBody?.content ?? {})).toContain('application/strategic-merge-patch+json');
    expect(patch?.['x-kubernetes-group-version-kind']).toEqual({ group: '', version: 'v1', kind: 'Pod' });
  });

  test('say how lists are merged, for a patch that kubectl computes', () => {
    const { schemas } = document('apis/apps/v1').components;
    expect(schemas['io.k8s.api.core.v1.PodSpec']?.properties?.['volumes']).toMatchObject({
      'x-kubernetes-list-map-keys': ['name'],
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-patch-merge-key': 'name',
      'x-kubernetes-patch-strategy': 'merge,retainKeys',
    });
  });

  test('carry the descriptions that are handed in', () => {
    const descriptions = {
      Pod: { '': 'A Pod.', kind: 'What it is.', spec: 'What it should be.' },
      PodList: { '': 'Pods.', items: 'All of them.' },
    };
    const { schemas } = openApiDocument('api/v1', descriptions)?.components ?? {};
    const pod = schemas?.['io.k8s.api.core.v1.Pod'];
    expect(pod?.description).toBe('A Pod.');
    expect(pod?.properties?.['spec']).toEqual({
      description: 'What it should be.',
      default: {},
      allOf: [{ $ref: '#/components/schemas/io.k8s.api.core.v1.PodSpec' }],
    });
    const list = schemas?.['io.k8s.api.core.v1.PodList'];
    expect(list?.description).toBe('Pods.');
    expect(list?.properties?.['items']?.description).toBe('All of them.');
    expect(list?.properties?.['kind']?.description).toBe('What it is.');
  });

  test('are there for group versions that are served', () => {
    expect(openApiDocument('apis/apps/v2')).toBeUndefined();
    expect(openApiDocument('apis/til.dev/v1')).toBeUndefined();
    expect(openApiDocument('apis/til.dev/v2', {}, definitions)).toBeUndefined();
  });
});

describe('a custom resource', () => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own recording
  const texts = custom.schemas['dev.til.v1.Note']?.properties as Record<string, { description: string }>;
  const Pod = { apiVersion: texts['apiVersion']?.description ?? '', kind: texts['kind']?.description ?? '' };
  const own = (schemas: Readonly<Record<string, Schema>> = {}): Record<string, Schema> =>
    Object.fromEntries(Object.entries(schemas).filter(([name]) => name.startsWith('dev.')));

  test('has the schema of its definition, and what every object has', () => {
    const document = openApiDocument('apis/til.dev/v1', { Pod }, definitions);
    expect(own(document?.components.schemas)).toEqual(custom.schemas);
    const odds = openApiDocument('apis/til.dev/v1', { Pod }, [odd.definition]);
    expect(own(odds?.components.schemas)).toEqual(odd.v3);
  });

  test('is said in the words of v2, as far as it has any', () => {
    expect(own(openApiV2Json({ Pod }, definitions).definitions)).toEqual(custom.v2);
    expect(own(openApiV2Json({ Pod }, [odd.definition]).definitions)).toEqual(odd.v2);
  });
});

describe('the index', () => {
  test('says where each document is', () => {
    const { paths } = openApiIndex();
    expect(Object.keys(paths)).toContain('apis/networking.k8s.io/v1');
    expect(paths['api/v1']?.serverRelativeURL).toMatch(/^\/openapi\/v3\/api\/v1\?hash=\w+$/);
    for (const path of Object.keys(paths)) expect(openApiDocument(path)).toBeDefined();
  });

  test('gives a custom document another URL when its definition changes', () => {
    const url = (list: readonly StoredDefinition[]): string | undefined =>
      openApiIndex(list).paths['apis/til.dev/v1']?.serverRelativeURL;
    const [first = {}] = definitions;
    const changed = definitions.map((definition) => (definition === first ? { ...first, spec: {} } : definition));
    expect(url(definitions)).toBeDefined();
    expect(url([...definitions])).toBe(url(definitions));
    expect(url(changed)).not.toBe(url(definitions));
    expect(openApiIndex(definitions).paths['api/v1']).toEqual(openApiIndex().paths['api/v1']);
  });
});
