/** The control plane, and what minikube runs beside it: no objects of the API, and yet what makes them live. */
import type { Cluster, ComponentName } from '../cluster';
import type { ViewItem } from './view-item';

const ALWAYS: readonly ComponentName[] = [
  'kube-apiserver',
  'kube-scheduler',
  'kube-controller-manager',
  'coredns',
  'storage-provisioner',
];

export function componentItems(cluster: Cluster): readonly ViewItem[] {
  const names = cluster.addons.length > 0 ? [...ALWAYS, 'addon-controllers' as const] : ALWAYS;
  return names.map((name) => {
    const isRunning = cluster.isRunning(name);
    return {
      id: name,
      apiVersion: '',
      kind: 'Component',
      name,
      state: isRunning ? 'ready' : 'failed',
      status: isRunning ? 'Running' : 'Stopped',
      ties: [],
    };
  });
}
