/** Writes lib/cluster/generated/roles.ts: the roles and bindings that every new cluster holds, one JSON text. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './openapi';

export function rolesSource(): string {
  const recorded: unknown = JSON.parse(readFileSync(path.join(root, 'fixtures/golden/rbac.json'), 'utf8'));
  const text = JSON.stringify(JSON.stringify(recorded));
  return `// Made by scripts/generate from fixtures/golden/rbac.json; not to be edited.\nexport const roles = ${text};\n`;
}
