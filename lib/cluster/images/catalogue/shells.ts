/** Images that are there for their shell and tools. */
import type { CatalogueEntry } from '../catalogue';
import { sh } from '../shell';
import { curl } from '../tools/curl';
import { MORE_NETWORK_TOOLS, NETWORK_TOOLS } from '../tools/network';

const DEBIAN = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nNAME="Debian GNU/Linux"\nVERSION_ID="12"\nID=debian\n';
const UBUNTU = 'PRETTY_NAME="Ubuntu 24.04.3 LTS"\nNAME="Ubuntu"\nVERSION_ID="24.04"\nID=ubuntu\n';
const ALPINE = 'NAME="Alpine Linux"\nID=alpine\nVERSION_ID=3.22.1\nPRETTY_NAME="Alpine Linux v3.22"\n';

export const SHELLS: readonly CatalogueEntry[] = [
  {
    repository: 'docker.io/library/busybox',
    tags: {
      names: ['latest', 'stable', 'musl', 'glibc', 'uclibc', 'unstable'],
      versions: ['1.21-37'],
      variants: ['musl', 'glibc', 'uclibc'],
    },
    base: 'busybox',
    megabytes: 2,
    cmd: ['sh'],
  },
  ...[
    'registry.k8s.io/busybox',
    'k8s.gcr.io/busybox',
    'gcr.io/google-containers/busybox',
    'registry.k8s.io/e2e-test-images/busybox',
    'quay.io/prometheus/busybox',
  ].map((repository) => ({
    repository,
    tags: 'any' as const,
    base: 'busybox' as const,
    megabytes: 2,
    cmd: ['sh'],
  })),
  {
    repository: 'docker.io/library/alpine',
    tags: { names: ['latest', 'edge'], versions: ['3.3-23'] },
    base: 'alpine',
    megabytes: 4,
    cmd: ['/bin/sh'],
    files: { '/etc/os-release': ALPINE, '/etc/alpine-release': '3.22.1\n' },
  },
  {
    repository: 'docker.io/library/ubuntu',
    tags: {
      names: ['latest', 'rolling', 'noble', 'jammy', 'focal', 'bionic', 'oracular', 'plucky'],
      versions: ['14.4-10', '16.4-10', '18.4-10', '20.4-10', '22.4-10', '24.4-10', '25.4-10'],
      hasMajors: false,
    },
    base: 'debian',
    megabytes: 29,
    cmd: ['/bin/bash'],
    files: { '/etc/os-release': UBUNTU },
  },
  {
    repository: 'docker.io/library/debian',
    tags: {
      names: ['latest', 'stable', 'stable-slim', 'testing', 'unstable', 'sid'],
      versions: ['9', '10', '11', '12', '13'],
      variants: ['bookworm', 'bullseye', 'buster', 'trixie', 'slim', 'stretch'],
    },
    base: 'debian',
    megabytes: 48,
    cmd: ['bash'],
    files: { '/etc/os-release': DEBIAN },
  },
  {
    repository: 'docker.io/library/bash',
    tags: { names: ['latest', 'devel'], versions: ['3.0-2', '4.0-4', '5.0-3'], variants: ['alpine'] },
    base: 'bash',
    megabytes: 6,
    tools: {
      bash: sh,
      'docker-entrypoint.sh': (call) =>
        call.args.length > 1
          ? (call.tools.find(call.args[1] ?? '')?.({ ...call, args: call.args.slice(1) }) ?? 127)
          : 0,
    },
    entrypoint: ['docker-entrypoint.sh'],
    cmd: ['bash'],
  },
  {
    repository: 'docker.io/curlimages/curl',
    tags: { names: ['latest'], versions: ['7.60-88', '8.0-17'] },
    base: 'alpine',
    megabytes: 9,
    tools: {
      curl,
      '/entrypoint.sh': (call) =>
        curl({ ...call, args: call.args[1] === 'curl' ? call.args.slice(1) : ['curl', ...call.args.slice(1)] }),
    },
    entrypoint: ['/entrypoint.sh'],
    cmd: ['curl'],
    user: 100,
    workingDir: '/home/curl_user',
    files: { '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\ncurl_user:x:100:101::/home/curl_user:/bin/sh\n' },
  },
  {
    repository: 'docker.io/radial/busyboxplus',
    tags: { names: ['latest', 'curl', 'git'] },
    base: 'alpine',
    megabytes: 5,
    tools: { curl },
    cmd: ['/bin/sh'],
  },
  ...[
    'docker.io/nicolaka/netshoot',
    'docker.io/wbitt/network-multitool',
    'docker.io/praqma/network-multitool',
    'registry.k8s.io/e2e-test-images/jessie-dnsutils',
    'registry.k8s.io/e2e-test-images/glibc-dns-testing',
    'docker.io/tutum/dnsutils',
    'gcr.io/kubernetes-e2e-test-images/dnsutils',
  ].map((repository) => ({
    repository,
    tags: 'any' as const,
    base: 'bash' as const,
    megabytes: 180,
    tools: { curl, bash: sh, zsh: sh, ...MORE_NETWORK_TOOLS, ...NETWORK_TOOLS },
    cmd: ['bash'],
  })),
  {
    repository: 'docker.io/yauritux/busybox-curl',
    tags: 'any',
    base: 'busybox',
    megabytes: 9,
    tools: { curl },
    cmd: ['sh'],
  },
  { repository: 'docker.io/polinux/stress', tags: 'any', base: 'alpine', megabytes: 4, cmd: ['stress'] },
  { repository: 'docker.io/progrium/stress', tags: 'any', base: 'alpine', megabytes: 90, entrypoint: ['stress'] },
  { repository: 'docker.io/vish/stress', tags: 'any', base: 'alpine', megabytes: 5, entrypoint: ['stress'] },
];
