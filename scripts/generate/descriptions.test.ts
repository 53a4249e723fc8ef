import { expect, test } from 'vitest';
import { descriptionsSource } from './descriptions';
import { structureSource } from './schema';

const descriptions = JSON.parse(descriptionsSource()) as Record<string, Record<string, string>>;

test('says what a field is for, in Kubernetes’ words', () => {
  expect(descriptions['ContainerPort']?.['hostIP']).toBe('What host IP to bind the external port to.');
  expect(descriptions['Deployment']?.['']).toBe('Deployment enables declarative updates for Pods and ReplicaSets.');
  expect(descriptions['Deployment']?.['kind']).toMatch(/^Kind is a string value representing the REST resource/);
  expect(descriptions['ContainerPort']?.['protocol']).toContain('\n - `"UDP"` is the UDP protocol.');
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
