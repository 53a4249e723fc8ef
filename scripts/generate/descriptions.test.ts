import { expect, test } from 'vitest';
import { descriptionsSource, furtherDescriptionsSource } from './descriptions';
import { structureSource } from './schema';

const descriptions = JSON.parse(descriptionsSource()) as Record<string, Record<string, string>>;

test('says what a field is for, in Kubernetes’ words', () => {
  expect(descriptions['ContainerPort']?.['hostIP']).toBe('What host IP to bind the external port to.');
  expect(descriptions['Deployment']?.['']).toBe('Deployment enables declarative updates for Pods and ReplicaSets.');
  expect(descriptions['Deployment']?.['kind']).toMatch(/^Kind is a string value representing the REST resource/);
  expect(descriptions['ContainerPort']?.['protocol']).toContain('\n - `"UDP"` is the UDP protocol.');
});

test('says it as the server does, without the marks of a comment', () => {
  expect(descriptions['IngressRule']?.['host']).toContain('(e.g. "*.foo.com")');
  expect(descriptions['RuleWithOperations']?.['resources']).toContain("'*/scale' means all scale subresources.");
  expect(descriptions['EndpointPort']?.['']).toMatch(/ This API is deprecated in v1\.33\+\.$/);
});

test('says of the other types what they are for', () => {
  const further = JSON.parse(furtherDescriptionsSource()) as Record<string, Record<string, string>>;
  expect(further['ConfigMapList']?.['items']).toBe('Items is the list of ConfigMaps.');
  expect(further['MicroTime']?.['']).toBe('MicroTime is version of Time with microsecond level precision.');
  expect(further['ReplicationControllerSpec']?.['selector']).toMatch(/^Selector is a label query over pods/);
  expect(Object.keys(further).filter((name) => descriptions[name])).toEqual([]);
});

// Of a CustomResourceDefinition's schema Kubernetes documents its own extensions only.
const UNDOCUMENTED = ['JSONSchemaProps', 'ExternalDocumentation'];

test('documents every field of every type that is shipped, but for those that Kubernetes itself does not', () => {
  const types = [...structureSource().matchAll(/^ {2}"(\w+)": "(.*)",$/gm)];
  const undocumented = types.flatMap(([, name = '', line = '']) =>
    line
      .replace(/^(?:\w+\.\w+ )?~?/, '')
      .split(';')
      .map((field) => /^[\w$-]*\w/.exec(field)?.[0] ?? '')
      .filter((field) => !UNDOCUMENTED.includes(name) && descriptions[name]?.[field] === undefined)
      .map((field) => `${name}.${field}`),
  );
  expect(types.length).toBeGreaterThan(200);
  expect(undocumented).toEqual(['IngressRule.http']);
});
