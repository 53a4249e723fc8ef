/** The course's demo web application, languages' images, and what stands beside an application. */
import type { CatalogueEntry } from '../catalogue';
import { demoWebapp } from '../programs/demo-webapp';
import { entrypoint } from '../programs/entrypoint';
import { mongoExpress } from '../programs/mongo-express';
import { node, perl, python } from '../programs/scripts';
import { curl } from '../tools/curl';
import { fluentBit, helloWorld, nodeExporter } from '../programs/small';

const DEMO = {
  base: 'alpine',
  megabytes: 48,
  tools: { node: demoWebapp },
  cmd: ['node', 'server.js'],
  workingDir: '/home/app',
  exposedPorts: [3_000],
  tags: { names: ['latest'], prefix: 'v', versions: ['1.0', '2.0'] },
} as const;

const DEBIAN_NAMES = ['alpine', 'slim', 'bookworm', 'bullseye', 'buster', 'trixie'] as const;

export const APPLICATIONS: readonly CatalogueEntry[] = [
  { repository: 'docker.io/nanajanashia/k8s-demo-app', ...DEMO },
  { repository: 'docker.io/example/demo-webapp', ...DEMO },
  {
    repository: 'docker.io/library/mongo-express',
    tags: {
      names: ['latest'],
      versions: ['0.49-54', '1.0'],
      variants: ['alpine', '18', '20', '20-alpine', '18-alpine'],
    },
    version: '1.0.2',
    base: 'alpine',
    megabytes: 63,
    tools: { 'mongo-express': mongoExpress, '/docker-entrypoint.sh': entrypoint({ server: 'mongo-express' }) },
    entrypoint: ['/sbin/tini', '--', '/docker-entrypoint.sh'],
    cmd: ['mongo-express'],
    env: (version) => ({ MONGO_EXPRESS_VERSION: version }),
    workingDir: '/app',
    exposedPorts: [8_081],
  },
  {
    repository: 'docker.io/library/node',
    tags: {
      names: ['latest', 'lts', 'current', 'lts-alpine', 'lts-slim'],
      versions: ['8', '10', '12', '14', '16', '18', '20', '21', '22', '23', '24', '25'],
      variants: DEBIAN_NAMES,
    },
    version: '24.8.0',
    base: 'debian',
    megabytes: 380,
    tools: {
      node,
      curl,
      npm: (call) => node({ ...call, args: ['node', 'index.js'] }),
      'docker-entrypoint.sh': entrypoint({ server: 'node' }),
    },
    entrypoint: ['docker-entrypoint.sh'],
    cmd: ['node'],
    env: (version) => ({ NODE_VERSION: version }),
  },
  {
    repository: 'docker.io/library/python',
    tags: { names: ['latest', 'slim', 'alpine'], versions: ['2.7', '3.6-14'], variants: DEBIAN_NAMES },
    version: '3.13.7',
    base: 'debian',
    megabytes: 370,
    tools: { python, python3: python, curl },
    cmd: ['python3'],
    env: (version) => ({ PYTHON_VERSION: version }),
  },
  {
    repository: 'docker.io/library/perl',
    tags: {
      names: ['latest', 'stable', 'slim', 'devel'],
      versions: ['5.20-42'],
      variants: ['slim', 'threaded', ...DEBIAN_NAMES],
    },
    base: 'debian',
    megabytes: 340,
    tools: { perl },
    cmd: ['perl', '-de0'],
  },
  {
    repository: 'docker.io/library/hello-world',
    tags: { names: ['latest', 'linux', 'nanoserver'] },
    base: 'none',
    megabytes: 1,
    tools: { '/hello': helloWorld },
    cmd: ['/hello'],
  },
  {
    repository: 'docker.io/fluent/fluent-bit',
    tags: { names: ['latest'], versions: ['0.12-14', '1.0-9', '2.0-2', '3.0-2', '4.0-1'], variants: ['debug'] },
    version: '4.0.9',
    base: 'none',
    megabytes: 33,
    tools: { '/fluent-bit/bin/fluent-bit': fluentBit },
    entrypoint: ['/fluent-bit/bin/fluent-bit'],
    cmd: ['-c', '/fluent-bit/etc/fluent-bit.conf'],
    env: (version) => ({ FLUENT_BIT_VERSION: version }),
    exposedPorts: [2_020],
  },
  ...['docker.io/prom/node-exporter', 'quay.io/prometheus/node-exporter'].map((repository) => ({
    repository,
    tags: { names: ['latest', 'master'], prefix: 'v', versions: ['0.12-18', '1.0-10'] },
    base: 'busybox' as const,
    megabytes: 12,
    tools: { '/bin/node_exporter': nodeExporter },
    entrypoint: ['/bin/node_exporter'],
    user: 65_534,
    exposedPorts: [9_100],
  })),
];
