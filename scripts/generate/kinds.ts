/** Writes lib/kube/schema/generated/kinds.ts: what the server's discovery says of every kind it serves. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readOpenApi, root, shortNames } from './openapi';

interface Discovery {
  resources: {
    groupVersion: string;
    name: string;
    singularName: string;
    namespaced: boolean;
    kind: string;
    shortNames?: string[];
  }[];
}

export function kindsSource(): string {
  const { resources } = JSON.parse(
    readFileSync(path.join(root, 'fixtures/golden/discovery.json'), 'utf8'),
  ) as Discovery;
  const types = typeNames();
  const lines = resources
    .filter(({ name }) => !name.includes('/'))
    .map(({ groupVersion, kind, name, namespaced, shortNames = [] }) => {
      const type = types.get(`${groupVersion}/${kind}`) ?? kind;
      return [`${groupVersion}/${kind}`, name, namespaced ? 'ns' : '-', type === kind ? '' : type, ...shortNames].join(
        ' ',
      );
    });
  return `// Made by scripts/generate from fixtures/golden; not to be edited.\nexport const kindLines: readonly string[] = ${JSON.stringify(lines, null, 1)};\n`;
}

/** The short name of the type behind `apps/v1/Deployment`. */
function typeNames(): Map<string, string> {
  const openApi = readOpenApi();
  const names = shortNames(openApi);
  const found = new Map<string, string>();
  for (const [full, type] of openApi) {
    const kinds = type['x-kubernetes-group-version-kind'] ?? [];
    const [only, ...others] = kinds;
    if (!only || others.length > 0) continue;
    found.set(`${only.group === '' ? '' : `${only.group}/`}${only.version}/${only.kind}`, names.get(full) ?? full);
  }
  return found;
}
