/**
 * Writes lib/kube/discovery/generated/resources.ts: what the server's discovery says of a resource beyond what kinds.ts
 * says of its kind. Read by lib/kube/discovery/read-resources.ts, which documents the notation.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './openapi';

interface Discovered {
  groupVersion: string;
  name: string;
  namespaced: boolean;
  kind: string;
  group?: string;
  version?: string;
  verbs: string[];
  categories?: string[];
}

const LETTERS: Record<string, string> = {
  create: 'c',
  delete: 'd',
  deletecollection: 'D',
  get: 'g',
  list: 'l',
  patch: 'p',
  update: 'u',
  watch: 'w',
};
const ALL = 'cdDglpuw';
const STATUS = 'gpu';

export function resourcesSource(): string {
  const { resources } = JSON.parse(readFileSync(path.join(root, 'fixtures/golden/discovery.json'), 'utf8')) as {
    resources: Discovered[];
  };
  const lines = resources
    .filter(({ name }) => !name.includes('/'))
    .map((parent) => {
      const below = resources.filter(
        ({ groupVersion, name }) => groupVersion === parent.groupVersion && name.startsWith(`${parent.name}/`),
      );
      const words = [
        verbsText(parent.verbs, ALL),
        ...(parent.categories ?? []).map((category) => `@${category}`),
        ...below.map((subresource) => subresourceText(subresource, parent)),
      ].filter((word) => word !== '');
      return [`${parent.groupVersion}/${parent.kind}`, words.join(' ')] as const;
    })
    .filter(([, text]) => text !== '');
  const entries = lines.map(([name, text]) => `  ${JSON.stringify(name)}: ${JSON.stringify(text)},\n`);
  return `// Made by scripts/generate from fixtures/golden; not to be edited.\nexport const resourceLines: Readonly<Record<string, string>> = {\n${entries.join('')}};\n`;
}

function verbsText(verbs: string[], usual: string): string {
  const letters = verbs.map((verb) => LETTERS[verb] ?? '').join('');
  return letters === usual ? '' : `:${letters}`;
}

function subresourceText({ name, kind, group, version, verbs }: Discovered, parent: Discovered): string {
  const apiVersion = group === undefined ? '' : `${group}/${version}/`;
  const own = apiVersion === '' && kind === parent.kind ? '' : `=${apiVersion}${kind}`;
  return `${name.slice(parent.name.length + 1)}${verbsText(verbs, STATUS)}${own}`;
}
