/** What can be done to nodes, and to what runs the cluster. */
import type { ComponentName, ViewItem } from '@/lib/cluster';
import type { ClusterClient } from '../cluster-client';
import { done, shownOf, type Ready } from './deed';

const NODE_KEYS = { stopped: 'stopNode', cut: 'cutNode', running: 'restoreNode' } as const;

export type NodeState = keyof typeof NODE_KEYS;

export function setNode(client: ClusterClient, node: ViewItem, state: NodeState): Ready {
  return {
    deed: {
      key: NODE_KEYS[state],
      values: { name: node.name },
      commands: ['kubectl get nodes', `kubectl describe node ${node.name}`, 'kubectl get pods -A -o wide'],
      item: shownOf(node),
    },
    run: () => done(client.ask('node', { name: node.name, state })),
  };
}

export function addNode(client: ClusterClient): Ready {
  return {
    deed: { key: 'addNode', values: {}, commands: ['kubectl get nodes -o wide', 'kubectl get pods -A -o wide'] },
    run: () => done(client.ask('addNode', null)),
  };
}

const LOOK_AT: Readonly<Record<ComponentName, readonly string[]>> = {
  'kube-apiserver': ['kubectl get pods', 'kubectl cluster-info'],
  'kube-scheduler': ['kubectl get pods', 'kubectl get events --field-selector reason=FailedScheduling'],
  'kube-controller-manager': ['kubectl get deployments,replicasets', 'kubectl get endpointslices'],
  'storage-provisioner': ['kubectl get pvc', 'kubectl get events'],
  'addon-controllers': ['kubectl get ingress', 'minikube addons list'],
  coredns: ['kubectl get services', 'kubectl get endpointslices'],
};

export function setComponent(client: ClusterClient, name: ComponentName, running: boolean): Ready {
  return {
    deed: {
      key: running ? 'startComponent' : 'stopComponent',
      values: { name },
      commands: LOOK_AT[name],
      item: { kind: 'Component', name },
    },
    run: () => done(client.ask('component', { name, running })),
  };
}
