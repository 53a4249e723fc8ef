import { expect, test } from 'vitest';
import type { types } from '@/lib/kube';
import { newTestCluster, type TestCluster } from '../../test-cluster';
import { ingressStatusController } from './ingress-status';
import { serviceLoadBalancerController } from './service-loadbalancer';
import type { Switch } from './switch';

function newSwitch(): Switch & { turn(isOn: boolean): void } {
  const listeners = new Set<() => void>();
  let state = false;
  return {
    isOn: () => state,
    onTurn(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    turn(isOn) {
      state = isOn;
      for (const listener of listeners) listener();
    },
  };
}

function createIngress({ client }: TestCluster, name: string, spec: types.IngressSpec = {}): void {
  const created = client.create('networking.k8s.io/v1/Ingress', {
    metadata: { name, namespace: 'default' },
    spec: { defaultBackend: { service: { name: 'web', port: { number: 80 } } }, ...spec },
  });
  if (!created.ok) throw new Error(created.status.message);
}

test('an Ingress gets its address once the addon is enabled, and loses it with the addon', async () => {
  const addon = newSwitch();
  const cluster = await newTestCluster({ controllers: [ingressStatusController(addon)] });
  const addressOf = (name: string): string | undefined => {
    cluster.settle();
    const { status } = cluster.client.get('networking.k8s.io/v1/Ingress', 'default', name) ?? {};
    return status?.loadBalancer?.ingress?.[0]?.ip;
  };
  cluster.client.create('networking.k8s.io/v1/IngressClass', {
    metadata: { name: 'nginx' },
    spec: { controller: 'k8s.io/ingress-nginx' },
  });
  createIngress(cluster, 'plain');
  createIngress(cluster, 'nginx', { ingressClassName: 'nginx' });
  createIngress(cluster, 'other', { ingressClassName: 'traefik' });
  expect(addressOf('plain')).toBeUndefined();
  expect(cluster.events()).toEqual([]);
  addon.turn(true);
  expect(['plain', 'nginx', 'other'].map(addressOf)).toEqual(['192.168.49.2', '192.168.49.2', undefined]);
  expect(cluster.events()).toEqual(['Normal Sync Scheduled for sync', 'Normal Sync Scheduled for sync']);
  createIngress(cluster, 'late');
  expect(addressOf('late')).toBe('192.168.49.2');
  addon.turn(false);
  expect(['plain', 'nginx', 'late'].map(addressOf)).toEqual([undefined, undefined, undefined]);
});

test('a LoadBalancer waits for the tunnel', async () => {
  const tunnel = newSwitch();
  const cluster = await newTestCluster({ controllers: [serviceLoadBalancerController(tunnel)] });
  const created = cluster.client.create('v1/Service', {
    metadata: { name: 'web', namespace: 'default' },
    spec: { type: 'LoadBalancer', ports: [{ port: 80 }] },
  });
  const clusterIP = created.ok ? created.object.spec?.clusterIP : undefined;
  const ingress = (): unknown => {
    cluster.settle();
    return cluster.client.get('v1/Service', 'default', 'web')?.status?.loadBalancer?.ingress;
  };
  expect(ingress()).toBeUndefined();
  tunnel.turn(true);
  expect(ingress()).toEqual([{ ip: clusterIP, ipMode: 'VIP' }]);
  tunnel.turn(false);
  expect(ingress()).toBeUndefined();
});
