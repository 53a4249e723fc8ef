/** Web servers and the small images that answer with what they were asked. */
import type { CatalogueEntry } from '../catalogue';
import {
  bootcamp,
  echoserver,
  helloApp,
  httpEcho,
  hpaExample,
  nginxHello,
  nodeHello,
  whoami,
} from '../programs/echo-servers';
import { HTTPD_PAGE, httpd } from '../programs/httpd';
import { nginx, unprivilegedNginx, NGINX_CONF, NGINX_DEFAULT_CONF, NGINX_PAGE } from '../programs/nginx';
import { entrypoint } from '../programs/entrypoint';
import { curl } from '../tools/curl';

const DEBIAN_NAMES = ['alpine', 'slim', 'perl', 'otel', 'bookworm', 'bullseye', 'buster', 'trixie'] as const;

const NGINX = {
  base: 'debian',
  version: '1.29.1',
  megabytes: 72,
  tools: {
    nginx,
    curl,
    'docker-entrypoint.sh': entrypoint({ server: 'nginx' }),
    '/docker-entrypoint.sh': entrypoint({ server: 'nginx' }),
  },
  entrypoint: ['/docker-entrypoint.sh'],
  cmd: ['nginx', '-g', 'daemon off;'],
  env: (version: string) => ({ NGINX_VERSION: version }),
  exposedPorts: [80],
  files: {
    '/etc/nginx/nginx.conf': NGINX_CONF,
    '/etc/nginx/mime.types': 'types {\n    text/html  html htm;\n}\n',
    '/etc/nginx/conf.d/default.conf': NGINX_DEFAULT_CONF,
    '/usr/share/nginx/html/index.html': NGINX_PAGE,
    '/usr/share/nginx/html/50x.html': '<!DOCTYPE html>\n<title>Error</title>\n<h1>An error occurred.</h1>\n',
  },
} as const;

const NGINX_TAGS = {
  names: ['latest', 'stable', 'mainline', 'stable-alpine', 'mainline-alpine', 'stable-perl', 'stable-alpine-slim'],
  versions: ['1.7-31'],
  variants: DEBIAN_NAMES,
} as const;

export const WEB_SERVERS: readonly CatalogueEntry[] = [
  { repository: 'docker.io/library/nginx', tags: NGINX_TAGS, ...NGINX },
  {
    repository: 'docker.io/nginxinc/nginx-unprivileged',
    tags: NGINX_TAGS,
    ...NGINX,
    tools: { ...NGINX.tools, nginx: unprivilegedNginx },
    user: 101,
    exposedPorts: [8080],
    files: { ...NGINX.files, '/etc/nginx/conf.d/default.conf': NGINX_DEFAULT_CONF.replace('80', '8080') },
  },
  // What Kubernetes' own documentation and tests use: nginx under other names.
  { repository: 'registry.k8s.io/nginx-slim', tags: 'any', ...NGINX, version: '1.21.4' },
  { repository: 'k8s.gcr.io/nginx-slim', tags: 'any', ...NGINX, version: '1.21.4' },
  { repository: 'registry.k8s.io/e2e-test-images/nginx', tags: 'any', ...NGINX, version: '1.15.4' },
  {
    repository: 'docker.io/library/httpd',
    tags: {
      names: ['latest'],
      versions: ['2.2', '2.4'],
      patches: 70,
      variants: ['alpine', 'bookworm', 'bullseye', 'trixie'],
    },
    version: '2.4.65',
    base: 'debian',
    megabytes: 60,
    tools: { 'httpd-foreground': httpd, httpd },
    cmd: ['httpd-foreground'],
    env: (version) => ({ HTTPD_VERSION: version, HTTPD_PREFIX: '/usr/local/apache2' }),
    workingDir: '/usr/local/apache2',
    exposedPorts: [80],
    files: { '/usr/local/apache2/htdocs/index.html': HTTPD_PAGE },
  },
  {
    repository: 'gcr.io/google-samples/hello-app',
    tags: { names: ['latest', '1.0', '2.0'] },
    version: '1.0',
    base: 'none',
    megabytes: 12,
    tools: { '/hello-app': helloApp, './hello-app': helloApp },
    entrypoint: ['/hello-app'],
    env: (version) => ({ HELLO_APP_VERSION: version.startsWith('2') ? '2.0.0' : '1.0.0' }),
    exposedPorts: [8080],
  },
  ...['registry.k8s.io/hpa-example', 'k8s.gcr.io/hpa-example'].map((repository) => ({
    repository,
    tags: 'any' as const,
    base: 'debian' as const,
    megabytes: 182,
    tools: { 'apache2-foreground': hpaExample },
    cmd: ['apache2-foreground'],
    exposedPorts: [80],
  })),
  ...[
    'registry.k8s.io/echoserver',
    'k8s.gcr.io/echoserver',
    'gcr.io/google_containers/echoserver',
    'gcr.io/google-containers/echoserver',
    'kicbase/echo-server',
  ].map((repository) => ({
    repository: repository.startsWith('kicbase') ? `docker.io/${repository}` : repository,
    tags: 'any' as const,
    base: 'debian' as const,
    megabytes: 44,
    tools: { '/bin/echo-server': echoserver, 'echo-server': echoserver },
    entrypoint: ['/bin/echo-server'],
    exposedPorts: [8080],
  })),
  {
    repository: 'docker.io/hashicorp/http-echo',
    tags: { names: ['latest', 'alpine'], versions: ['0.2', '1.0'] },
    base: 'none',
    megabytes: 4,
    tools: { '/http-echo': httpEcho, 'http-echo': httpEcho },
    entrypoint: ['/http-echo'],
    exposedPorts: [5678],
  },
  ...['docker.io/traefik/whoami', 'docker.io/containous/whoami'].map((repository) => ({
    repository,
    tags: { names: ['latest'], prefix: 'v', versions: ['1.0-12'] },
    base: 'none' as const,
    megabytes: 3,
    tools: { '/whoami': whoami },
    entrypoint: ['/whoami'],
    exposedPorts: [80],
  })),
  ...[
    'gcr.io/google-samples/kubernetes-bootcamp',
    'gcr.io/k8s-minikube/kubernetes-bootcamp',
    'docker.io/jocatalin/kubernetes-bootcamp',
  ].map((repository) => ({
    repository,
    tags: { names: ['latest', 'v1', 'v2'] },
    version: '1',
    base: 'debian' as const,
    megabytes: 79,
    tools: { '/bin/bootcamp': bootcamp, curl },
    entrypoint: ['/bin/bootcamp'],
    env: (version: string) => ({ BOOTCAMP_VERSION: version }),
    exposedPorts: [8080],
  })),
  {
    repository: 'gcr.io/google-samples/node-hello',
    tags: { names: ['latest', '1.0'] },
    base: 'debian',
    megabytes: 240,
    tools: { node: nodeHello },
    cmd: ['node', 'server.js'],
    exposedPorts: [8080],
  },
  {
    repository: 'docker.io/nginxdemos/hello',
    tags: { names: ['latest', 'plain-text'], versions: ['0.1-4'], variants: ['plain', 'text'] },
    base: 'alpine',
    megabytes: 20,
    tools: { nginx: nginxHello },
    cmd: ['nginx', '-g', 'daemon off;'],
    exposedPorts: [80],
  },
];
