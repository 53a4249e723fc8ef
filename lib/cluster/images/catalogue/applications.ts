/** The course's demo web application, and what is looked at beside it. */
import type { CatalogueEntry } from '../catalogue';
import { demoWebapp } from '../programs/demo-webapp';

const DEMO = {
  base: 'alpine',
  megabytes: 48,
  tools: { node: demoWebapp },
  cmd: ['node', 'server.js'],
  workingDir: '/home/app',
  exposedPorts: [3_000],
  tags: { names: ['latest'], prefix: 'v', versions: ['1.0', '2.0'] },
} as const;

export const APPLICATIONS: readonly CatalogueEntry[] = [
  { repository: 'docker.io/nanajanashia/k8s-demo-app', ...DEMO },
  { repository: 'docker.io/example/demo-webapp', ...DEMO },
];
