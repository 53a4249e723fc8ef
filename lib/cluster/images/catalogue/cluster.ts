/** Kubernetes' own images: test images, add-ons, the control plane's parts. */
import type { CatalogueEntry } from '../catalogue';
import { agnhost } from '../programs/agnhost';
import { listening } from '../programs/listening';
import { effectiveUser, pause, pictures } from '../programs/small';
import { MORE_NETWORK_TOOLS, NETWORK_TOOLS } from '../tools/network';
import { curl } from '../tools/curl';

function quietServer(repository: string, http: readonly number[], others: readonly number[] = []): CatalogueEntry {
  const name = repository.split('/').at(-1) ?? 'server';
  return {
    repository,
    tags: 'any',
    base: 'none',
    megabytes: 40,
    tools: { [`/${name}`]: listening(name, http, others) },
    entrypoint: [`/${name}`],
    exposedPorts: [...http, ...others],
  };
}

export const CLUSTER_IMAGES: readonly CatalogueEntry[] = [
  ...['registry.k8s.io/e2e-test-images/agnhost', 'k8s.gcr.io/e2e-test-images/agnhost'].map((repository) => ({
    repository,
    tags: { names: [], versions: ['2.0-99'], hasMajors: false },
    base: 'bash' as const,
    megabytes: 51,
    tools: { '/agnhost': agnhost, '/agnhost-2': agnhost, curl, ...MORE_NETWORK_TOOLS, ...NETWORK_TOOLS },
    entrypoint: ['/agnhost'],
    cmd: ['pause'],
    // Whose absence its tests make a probe fail by.
    files: { '/localhost.crt': 'CERTIFICATE\n', '/localhost.key': 'KEY\n' },
  })),
  ...[
    'registry.k8s.io/pause',
    'k8s.gcr.io/pause',
    'gcr.io/google_containers/pause',
    'gcr.io/google-containers/pause',
    'gcr.io/google_containers/pause-amd64',
  ].map((repository) => ({
    repository,
    tags: 'any' as const,
    base: 'none' as const,
    megabytes: 0.3,
    tools: { '/pause': pause },
    entrypoint: ['/pause'],
    user: 65_535,
  })),
  ...['nautilus', 'kitten'].map((animal) => ({
    repository: `registry.k8s.io/e2e-test-images/${animal}`,
    tags: 'any' as const,
    base: 'busybox' as const,
    megabytes: 50,
    tools: { '/test-webserver': pictures },
    entrypoint: ['/test-webserver'],
    exposedPorts: [80],
    files: { '/data.json': `{\n"image": "${animal}.jpg"\n}\n` },
  })),
  {
    repository: 'registry.k8s.io/e2e-test-images/nonewprivs',
    tags: 'any',
    base: 'none',
    megabytes: 3,
    tools: { '/nnp': effectiveUser },
    entrypoint: ['/nnp'],
  },
  ...['registry.k8s.io/serve_hostname', 'k8s.gcr.io/serve_hostname'].map((repository) => ({
    repository,
    tags: 'any' as const,
    base: 'none' as const,
    megabytes: 6,
    tools: {
      '/serve_hostname': (call: Parameters<typeof agnhost>[0]) =>
        agnhost({ ...call, args: ['agnhost', 'serve-hostname'] }),
    },
    entrypoint: ['/serve_hostname'],
    exposedPorts: [9_376],
  })),
  ...['registry.k8s.io/liveness', 'k8s.gcr.io/liveness', 'gcr.io/google_containers/liveness'].map((repository) => ({
    repository,
    tags: 'any' as const,
    base: 'none' as const,
    megabytes: 3,
    tools: { '/server': (call: Parameters<typeof agnhost>[0]) => agnhost({ ...call, args: ['agnhost', 'liveness'] }) },
    entrypoint: ['/server'],
    exposedPorts: [8_080],
  })),
  quietServer('registry.k8s.io/goproxy', [], [8_080]),
  quietServer('registry.k8s.io/ingress-nginx/controller', [80, 10_254], [443, 8_443]),
  quietServer('registry.k8s.io/metrics-server/metrics-server', [], [10_250]),
  quietServer('registry.k8s.io/kube-state-metrics/kube-state-metrics', [8_080, 8_081]),
  quietServer('registry.k8s.io/coredns/coredns', [8_080, 8_181, 9_153], []),
  quietServer('registry.k8s.io/ingress-nginx/kube-webhook-certgen', []),
  quietServer('docker.io/kubernetesui/dashboard', [9_090]),
  quietServer('gcr.io/google-samples/gb-frontend', [80]),
  quietServer('us-docker.pkg.dev/google-samples/containers/gke/gb-frontend', [80]),
  quietServer('gcr.io/google_samples/gb-redis-follower', [], [6_379]),
  quietServer('gcr.io/k8s-minikube/storage-provisioner', []),
];
