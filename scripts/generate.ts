/** Makes what is derived from recorded or published data and therefore not kept in git. Run before build and check. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { explanationsSource } from './generate/explanations';
import { makeGoals } from '../lib/lessons';
import { descriptionsSource, furtherDescriptionsSource } from './generate/descriptions';
import { resourcesSource } from './generate/discovery';
import { root } from './generate/openapi';
import { openApiNamesSource } from './generate/openapi-names';
import { kindsSource } from './generate/kinds';
import { rolesSource } from './generate/roles';
import { furtherStructureSource, structureSource } from './generate/schema';
import { typesSource } from './generate/types';

write('lib/kube/schema/generated/types.ts', typesSource());
write('public/generated/explanations.json', explanationsSource());
write('lib/kube/schema/generated/structure.ts', structureSource());
write('lib/kube/schema/generated/further-structure.ts', furtherStructureSource());
write('lib/cluster/generated/roles.ts', rolesSource());
write('lib/kube/schema/generated/kinds.ts', kindsSource());
write('lib/kube/discovery/generated/resources.ts', resourcesSource());
write('lib/kube/openapi/generated/names.ts', openApiNamesSource());
write('public/generated/descriptions.json', descriptionsSource());
write('public/generated/further-descriptions.json', furtherDescriptionsSource());
// Last: it runs the cluster, which is made of the files above.
write('lib/lessons/generated/goals.json', await makeGoals());

function write(file: string, text: string): void {
  const target = path.join(root, file);
  if (existsSync(target) && readFileSync(target, 'utf8') === text) return;
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
}
