/** Databases, and the clients that lie beside them. What they hold lies in their data folder. */
import type { CatalogueEntry } from '../catalogue';
import { entrypoint } from '../programs/entrypoint';
import { mongod, mongoEntrypoint } from '../programs/mongo';
import { mariadbEntrypoint, mysqld, mysqlEntrypoint } from '../programs/mysql';
import { postgres, postgresEntrypoint } from '../programs/postgres';
import { redisServer } from '../programs/redis';
import { MYSQL_CLIENTS, POSTGRES_CLIENTS, REDIS_CLIENTS } from '../tools/database-clients';
import { mongosh } from '../tools/mongosh';

const MONGO = {
  base: 'debian',
  megabytes: 260,
  tools: { mongod, mongosh, mongo: mongosh, 'docker-entrypoint.sh': mongoEntrypoint },
  entrypoint: ['docker-entrypoint.sh'],
  cmd: ['mongod'],
  exposedPorts: [27_017],
} as const;

const REDIS = {
  base: 'debian',
  megabytes: 41,
  tools: {
    'redis-server': redisServer,
    'docker-entrypoint.sh': entrypoint({ server: 'redis-server' }),
    ...REDIS_CLIENTS,
  },
  entrypoint: ['docker-entrypoint.sh'],
  cmd: ['redis-server'],
  workingDir: '/data',
  exposedPorts: [6_379],
} as const;

const POSTGRES_VARIANTS = ['alpine', 'bookworm', 'bullseye', 'trixie'];

export const DATABASES: readonly CatalogueEntry[] = [
  {
    repository: 'docker.io/library/mongo',
    tags: {
      names: ['latest'],
      versions: ['3.0-6', '4.0-4', '5.0-3', '6.0-3', '7.0-3', '8.0-3'],
      patches: 40,
      variants: ['jammy', 'focal', 'noble', 'bionic', 'xenial'],
    },
    version: '8.0.13',
    ...MONGO,
    env: (version) => ({ MONGO_MAJOR: version.split('.').slice(0, 2).join('.'), MONGO_VERSION: version }),
  },
  { repository: 'docker.io/mongodb/mongodb-community-server', tags: 'any', version: '8.0.13', ...MONGO },
  {
    repository: 'docker.io/library/redis',
    tags: {
      names: ['latest'],
      versions: ['2.6-8', '3.0-2', '4.0', '5.0', '6.0-2', '7.0-4', '8.0-4'],
      patches: 40,
      variants: ['alpine', ...POSTGRES_VARIANTS],
    },
    version: '8.2.1',
    ...REDIS,
    env: (version) => ({ REDIS_VERSION: version }),
  },
  ...['registry.k8s.io/redis', 'gcr.io/google-samples/redis', 'docker.io/redis/redis-stack-server'].map(
    (repository) => ({ repository, tags: 'any' as const, version: '7.4.0', ...REDIS }),
  ),
  {
    repository: 'docker.io/library/mysql',
    tags: {
      names: ['latest', 'lts', 'innovation'],
      versions: ['5.5-7', '8.0-4', '9.0-5'],
      patches: 70,
      variants: ['oracle', 'debian', 'oraclelinux', 'bookworm'],
    },
    version: '9.4.0',
    base: 'debian',
    megabytes: 228,
    tools: { mysqld, 'docker-entrypoint.sh': mysqlEntrypoint, ...MYSQL_CLIENTS },
    entrypoint: ['docker-entrypoint.sh'],
    cmd: ['mysqld'],
    env: (version) => ({ MYSQL_MAJOR: version.split('.').slice(0, 2).join('.'), SERVER_VERSION: version }),
    exposedPorts: [3_306, 33_060],
  },
  {
    repository: 'docker.io/library/mariadb',
    tags: {
      names: ['latest', 'lts'],
      versions: ['10.1-11', '11.0-8', '12.0-1'],
      variants: ['jammy', 'focal', 'noble', 'ubi'],
    },
    version: '11.8.3',
    base: 'debian',
    megabytes: 117,
    tools: { mariadbd: mysqld, mysqld, 'docker-entrypoint.sh': mariadbEntrypoint, ...MYSQL_CLIENTS },
    entrypoint: ['docker-entrypoint.sh'],
    cmd: ['mariadbd'],
    env: (version) => ({ SERVER_VERSION: version }),
    exposedPorts: [3_306],
  },
  {
    repository: 'docker.io/library/postgres',
    tags: {
      names: ['latest'],
      versions: ['9.0-6', '10', '11', '12', '13', '14', '15', '16', '17', '18'],
      variants: POSTGRES_VARIANTS,
    },
    version: '17.6',
    base: 'debian',
    megabytes: 151,
    tools: { postgres, 'docker-entrypoint.sh': postgresEntrypoint, ...POSTGRES_CLIENTS },
    entrypoint: ['docker-entrypoint.sh'],
    cmd: ['postgres'],
    env: (version) => ({
      PG_VERSION: version,
      PGDATA: version.startsWith('18') ? '/var/lib/postgresql/18/docker' : '/var/lib/postgresql/data',
    }),
    exposedPorts: [5_432],
  },
];
