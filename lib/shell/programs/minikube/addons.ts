/** minikube addons: ingress and metrics-server do something here, the rest is named. */
import type { Addon } from '@/lib/cluster';
import { exiting, isUp, NOT_UP, tell, type MinikubeCommand, type MinikubeRun } from './run';
import { table } from './table';

/** With who maintains it, as minikube lists them. */
const ADDONS: Readonly<Record<string, string>> = {
  'auto-pause': 'minikube',
  'cloud-spanner': 'Google',
  'csi-hostpath-driver': 'Kubernetes',
  dashboard: 'Kubernetes',
  'default-storageclass': 'Kubernetes',
  efk: '3rd party (Elastic)',
  gvisor: 'minikube',
  headlamp: '3rd party (kinvolk.io)',
  ingress: 'Kubernetes',
  'ingress-dns': 'minikube',
  'istio-provisioner': '3rd party (Istio)',
  metallb: '3rd party (MetalLB)',
  'metrics-server': 'Kubernetes',
  registry: 'minikube',
  'registry-creds': '3rd party (UPMC Enterprises)',
  'storage-provisioner': 'minikube',
  volumesnapshots: 'Kubernetes',
};

const ALWAYS: ReadonlySet<string> = new Set(['default-storageclass', 'storage-provisioner']);

const IMAGES: Readonly<Record<Addon, readonly string[]>> = {
  ingress: [
    'registry.k8s.io/ingress-nginx/controller:v1.13.2',
    'registry.k8s.io/ingress-nginx/kube-webhook-certgen:v1.6.2',
    'registry.k8s.io/ingress-nginx/kube-webhook-certgen:v1.6.2',
  ],
  'metrics-server': ['registry.k8s.io/metrics-server/metrics-server:v0.8.0'],
};

function isModelled(name: string): name is Addon {
  return Object.hasOwn(IMAGES, name);
}

export const addons: MinikubeCommand = (run) => {
  const [verb, name] = run.operands;
  if (verb === 'list') return list(run);
  if (verb !== 'enable' && verb !== 'disable') {
    run.call.out('minikube addons list\nminikube addons enable NAME\nminikube addons disable NAME\n');
    return verb === undefined ? 0 : 1;
  }
  if (!isUp(run)) return NOT_UP;
  if (name === undefined) return exiting(run, 'MK_USAGE', `usage: minikube addons ${verb} ADDON_NAME`, 14);
  if (!Object.hasOwn(ADDONS, name)) {
    const code = verb === 'enable' ? 'MK_ADDON_ENABLE' : 'MK_ADDON_DISABLE';
    return exiting(run, code, `${verb} failed: property name "${name}" not found`, 10);
  }
  return verb === 'enable' ? enable(run, name) : disable(run, name);
};

function list({ computer, call }: MinikubeRun): number {
  const isOn = (name: string): boolean => ALWAYS.has(name) || computer.cluster.addons.some((addon) => addon === name);
  const rows = Object.entries(ADDONS).map(([name, maintainer]) => [
    name,
    'minikube',
    isOn(name) ? 'enabled ✅' : 'disabled',
    maintainer,
  ]);
  call.out(table(['ADDON NAME', 'PROFILE', 'STATUS', 'MAINTAINER'], rows));
  return 0;
}

async function enable(run: MinikubeRun, name: string): Promise<number> {
  const { computer, call } = run;
  const maintainer = ADDONS[name] ?? '';
  if (ALWAYS.has(name)) {
    call.out(`🌟  The '${name}' addon is enabled\n`);
    return 0;
  }
  if (name === 'dashboard') {
    call.out(`🌟  The 'dashboard' addon is enabled\n💡  minikube dashboard opens it: here it is the cluster's pane\n`);
    return 0;
  }
  if (!isModelled(name)) {
    call.err(`❗  ${name} does nothing here: ingress and metrics-server are the addons that there are\n`);
    return 1;
  }
  call.out(
    maintainer === 'Kubernetes'
      ? `💡  ${name} is an addon maintained by Kubernetes. For any concerns contact minikube on GitHub.\nYou can view the list of minikube maintainers at: https://github.com/kubernetes/minikube/blob/master/OWNERS\n`
      : '',
  );
  const isTold = await tell(
    run,
    IMAGES[name].map((image) => [`    ▪ Using image ${image}`, 400] as const),
  );
  if (!isTold) return 130;
  if (name === 'ingress' && !(await tell(run, [['🔎  Verifying ingress addon...', 2000]]))) return 130;
  if (!computer.cluster.addons.includes(name)) {
    computer.willChange();
    computer.cluster.enable(name);
  }
  call.out(`🌟  The '${name}' addon is enabled\n`);
  return 0;
}

function disable({ computer, call }: MinikubeRun, name: string): number {
  if (isModelled(name) && computer.cluster.addons.includes(name)) {
    computer.willChange();
    computer.cluster.disable(name);
  }
  if (ALWAYS.has(name)) call.err(`❗  ${name} stays on here\n`);
  else call.out(`🌑  "The '${name}' addon is disabled\n`);
  return ALWAYS.has(name) ? 1 : 0;
}
