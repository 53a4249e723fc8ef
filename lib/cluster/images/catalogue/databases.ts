/** Databases. What they hold lies in their data folder. */
import type { CatalogueEntry } from '../catalogue';
import { mongod, mongoEntrypoint } from '../programs/mongo';

const MONGO = {
  base: 'debian',
  version: '8.0.13',
  megabytes: 260,
  entrypoint: ['docker-entrypoint.sh'],
  cmd: ['mongod'],
  exposedPorts: [27_017],
} as const;

export const DATABASES: readonly CatalogueEntry[] = [
  {
    repository: 'docker.io/library/mongo',
    tags: {
      names: ['latest'],
      versions: ['3.0-6', '4.0-4', '5.0-3', '6.0-3', '7.0-3', '8.0-3'],
      variants: ['jammy', 'focal', 'noble', 'bionic', 'xenial'],
    },
    ...MONGO,
    tools: { mongod, 'docker-entrypoint.sh': mongoEntrypoint },
    env: (version) => ({ MONGO_MAJOR: version.split('.').slice(0, 2).join('.'), MONGO_VERSION: version }),
  },
];
