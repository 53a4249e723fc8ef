/** Reads the recorded structure of the API server's OpenAPI v3 (fixtures/golden/openapi.json, see its README). */
import { readFileSync } from 'node:fs';
import path from 'node:path';

export interface OpenApiProperty {
  type?: string;
  format?: string;
  enum?: string[];
  default?: unknown;
  $ref?: string;
  allOf?: { $ref: string }[];
  items?: OpenApiProperty;
  additionalProperties?: OpenApiProperty;
  [extension: `x-kubernetes-${string}`]: unknown;
}

export interface OpenApiType {
  type?: string;
  format?: string;
  required?: string[];
  properties?: Record<string, OpenApiProperty>;
  'x-kubernetes-map-type'?: string;
  'x-kubernetes-group-version-kind'?: { group: string; version: string; kind: string }[];
}

export const root = path.resolve(import.meta.dirname, '../..');

export function readOpenApi(): Map<string, OpenApiType> {
  const text = readFileSync(path.join(root, 'fixtures/golden/openapi.json'), 'utf8');
  return new Map(Object.entries(JSON.parse(text) as Record<string, OpenApiType>));
}

/** The type a property refers to, by its full name, or undefined for an inline shape. */
export function referenceOf(property: OpenApiProperty): string | undefined {
  const ref = property.$ref ?? property.allOf?.[0]?.$ref;
  return ref?.replace('#/components/schemas/', '');
}

/** Short, unique names: the last part, and where two groups share it, the group and version before it (`AutoscalingV2MetricSpec`). */
export function shortNames(types: Map<string, OpenApiType>): Map<string, string> {
  const groups = groupBy([...types.keys()], lastPart);
  const names = new Map<string, string>();
  for (const [last, full] of groups) {
    for (const name of full) names.set(name, full.length === 1 || isCore(name) ? last : capitalParts(name) + last);
  }
  return names;
}

function groupBy(list: string[], key: (item: string) => string): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const item of list) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

function isCore(name: string): boolean {
  return name.startsWith('io.k8s.api.core.v1.') || name.startsWith('io.k8s.api.rbac.v1.');
}

function capitalParts(name: string): string {
  const [version = '', group = ''] = name.split('.').slice(0, -1).reverse();
  return capital(group.replace(/-\w/g, (m) => m.slice(1).toUpperCase())) + capital(version);
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
