/**
 * Against what a real API server answered: fixtures/golden/discovery.json, and recorded/custom.json for a server with three
 * definitions. Recorded lists of one group version are sorted by name, which the server does in its aggregated form only.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  aggregatedDiscovery,
  apiGroup,
  apiGroupList,
  apiResourceList,
  apiVersions,
  resourceOf,
  resources,
  type StoredDefinition,
} from './index';

interface Golden {
  readonly groups: { readonly name: string; readonly versions: string[]; readonly preferred?: string }[];
  readonly resources: ({ readonly groupVersion: string; readonly name: string } & Record<string, unknown>)[];
}

interface Custom {
  readonly definitions: StoredDefinition[];
  readonly groups: unknown;
  readonly group: unknown;
  readonly 'resources v1': unknown;
  readonly 'resources v1beta2': unknown;
  readonly aggregated: { readonly items: unknown[] };
  readonly core: { readonly items: { versions: { resources: { resource: string }[] }[] }[] };
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own recording
const golden = JSON.parse(readFileSync('fixtures/golden/discovery.json', 'utf8')) as Golden;
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own recording
const custom = JSON.parse(readFileSync(new URL('recorded/custom.json', import.meta.url), 'utf8')) as Custom;

test('groups and their versions are those of the server, in its order', () => {
  const expected = golden.groups.filter(({ name }) => name !== '');
  expect(apiGroupList().groups).toEqual(
    expected.map(({ name, versions, preferred }) => ({
      name,
      versions: versions.map((version) => ({ groupVersion: `${name}/${version}`, version })),
      preferredVersion: { groupVersion: `${name}/${preferred}`, version: preferred },
    })),
  );
});

test('resources are those of the server, in its order', () => {
  const groupVersions = [...new Set(golden.resources.map(({ groupVersion }) => groupVersion))];
  const listed = groupVersions.flatMap((groupVersion) =>
    (apiResourceList(groupVersion)?.resources ?? []).map((resource) => ({ groupVersion, ...resource })),
  );
  expect(listed).toEqual(golden.resources);
});

test('the core group says no version of its own', () => {
  expect(apiVersions('192.0.2.2:8443')).toEqual({
    kind: 'APIVersions',
    versions: ['v1'],
    serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: '192.0.2.2:8443' }],
  });
  expect(apiResourceList('v1')).not.toHaveProperty('apiVersion');
  expect(apiResourceList('apps/v1')).toMatchObject({ kind: 'APIResourceList', apiVersion: 'v1' });
});

test('what nobody serves is not found', () => {
  expect(apiGroup('nope')).toBeUndefined();
  expect(apiGroup('')).toBeUndefined();
  expect(apiResourceList('apps/v2')).toBeUndefined();
  expect(resourceOf('apps', 'v1', 'pods')).toBeUndefined();
  expect(resourceOf('', 'v1', 'configmaps', 'status')).toBeUndefined();
});

test('custom groups come after the others, by the name of their first APIService', () => {
  expect(apiGroupList(custom.definitions)).toEqual(custom.groups);
  expect(apiGroup('til.dev', custom.definitions)).toEqual(custom.group);
});

test('custom resources have the names and subresources of their definition', () => {
  expect(apiResourceList('til.dev/v1', custom.definitions)).toEqual(custom['resources v1']);
  expect(apiResourceList('til.dev/v1beta2', custom.definitions)).toEqual(custom['resources v1beta2']);
  expect(apiResourceList('til.dev/v2', custom.definitions)).toBeUndefined();
});

test('the aggregated form holds the same', () => {
  const { items, ...head } = aggregatedDiscovery('apis', custom.definitions);
  expect({ ...head, items: items.slice(-2) }).toEqual(custom.aggregated);
  expect(items.map(({ metadata }) => metadata.name).slice(0, -2)).toEqual(
    apiGroupList().groups.map(({ name }) => name),
  );
});

test('the aggregated core group names foreign kinds in full', () => {
  const names = ['bindings', 'configmaps', 'namespaces', 'pods', 'serviceaccounts'];
  const { items, ...head } = aggregatedDiscovery('api');
  const core = items.map(({ versions, ...item }) => ({
    ...item,
    versions: versions.map((version) => ({
      ...version,
      resources: version.resources.filter(({ resource }) => names.includes(resource)),
    })),
  }));
  expect({ ...head, items: core }).toEqual(custom.core);
});

test('a resource is found by its path', () => {
  expect(resourceOf('', 'v1', 'pods', 'eviction')).toEqual({
    group: '',
    version: 'v1',
    resource: 'pods',
    subresource: 'eviction',
    singularName: '',
    namespaced: true,
    kind: 'Eviction',
    apiVersion: 'policy/v1',
    shortNames: [],
    categories: [],
    verbs: ['create'],
  });
  expect(resourceOf('til.dev', 'v1', 'books', 'scale', custom.definitions)).toMatchObject({
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    namespaced: false,
  });
});

test('a definition that is not established serves nothing, and one without conditions does', () => {
  const [definition = {}] = custom.definitions;
  const status = { conditions: [{ type: 'Established', status: 'False' }] };
  expect(resources([{ ...definition, status }])).toEqual(resources());
  expect(resources([{ ...definition, status: {} }]).length).toBe(resources().length + 5);
});
