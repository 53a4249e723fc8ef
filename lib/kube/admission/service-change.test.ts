import { describe, expect, test } from 'vitest';
import { strategyOf } from '../registry';
import type { Service, ServiceSpec } from '../schema/generated/types';
import type { Changes } from '../validation/sample-objects';
import { newService, sentences } from '../validation/sample-objects';
import { dryRunOf, newCluster } from '.';

const strategy = strategyOf('v1/Service');
const given: Changes<ServiceSpec> = {
  clusterIP: undefined,
  clusterIPs: undefined,
  ipFamilies: undefined,
  ipFamilyPolicy: undefined,
};
const nodePort: Changes<ServiceSpec> = {
  type: 'NodePort',
  externalTrafficPolicy: 'Cluster',
  ports: [{ name: 'http', protocol: 'TCP', port: 80, targetPort: 80, nodePort: 30_080 }],
};
const balancer: Changes<ServiceSpec> = {
  ...nodePort,
  type: 'LoadBalancer',
  allocateLoadBalancerNodePorts: true,
  loadBalancerClass: 'example.com/lb',
};
const external: Changes<ServiceSpec> = {
  ...given,
  type: 'ExternalName',
  externalName: 'db.example.com',
  ports: undefined,
  internalTrafficPolicy: undefined,
};

/** The live Service, and what is put in its place, as a client writes it: without what it was given. */
function changed(live: Changes<ServiceSpec>, next: Changes<ServiceSpec>, cluster = newCluster) {
  const service: Service = newService({ ...given, ...next });
  const before: Service = { ...newService(live), status: { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } } };
  strategy?.setDefaults(service);
  const refusal = strategy?.prepareForUpdate?.(service, before, cluster);
  const faults = refusal ? [refusal.message] : sentences(strategy?.validateUpdate(service, before) ?? []);
  return { spec: service.spec ?? {}, status: service.status, faults };
}

const port = (nodePort?: number, name = 'http') => ({
  name,
  protocol: 'TCP',
  port: name === 'http' ? 80 : 443,
  targetPort: 80,
  ...(nodePort !== undefined && { nodePort }),
});

describe('what is left out is kept', () => {
  test('addresses', () => {
    const { spec, faults } = changed({}, {});
    expect(faults).toEqual([]);
    expect(spec).toMatchObject({
      clusterIP: '10.96.0.100',
      clusterIPs: ['10.96.0.100'],
      ipFamilyPolicy: 'SingleStack',
    });
  });

  test('node ports, by the name of the port', () => {
    expect(changed(nodePort, { ...nodePort, ports: [port(undefined, 'tls'), port()] }).spec.ports).toEqual([
      port(30_000, 'tls'),
      port(30_080),
    ]);
    expect(changed(nodePort, { ...nodePort, ports: [port(30_080, 'tls'), port()] }).spec.ports).toEqual([
      port(30_080, 'tls'),
      port(30_000),
    ]);
  });

  test('the port of the health check', () => {
    const local: Changes<ServiceSpec> = { ...balancer, externalTrafficPolicy: 'Local' };
    expect(changed({ ...local, healthCheckNodePort: 30_100 }, local).spec.healthCheckNodePort).toBe(30_100);
    expect(changed(balancer, local).spec.healthCheckNodePort).toBe(30_000);
    expect(
      changed({ ...local, healthCheckNodePort: 30_100 }, { ...local, healthCheckNodePort: 30_101 }).faults,
    ).toEqual(['spec.healthCheckNodePort: Forbidden: field is immutable']);
  });
});

describe('another type', () => {
  test('with node ports gets them', () => {
    expect(changed({}, { ...nodePort, ports: [port()] }, dryRunOf(newCluster)).spec.ports).toEqual([port(32_769)]);
  });

  test('without them loses them, unless they were changed', () => {
    const { spec, faults, status } = changed(balancer, { ...balancer, type: 'ClusterIP' });
    expect(faults).toEqual([]);
    expect(spec.ports).toEqual([port()]);
    for (const field of ['allocateLoadBalancerNodePorts', 'loadBalancerClass', 'externalTrafficPolicy']) {
      expect(spec).not.toHaveProperty(field);
    }
    expect(status).toEqual({ loadBalancer: {} });
    expect(changed(nodePort, { ports: [port(30_081)] }).faults).toEqual([
      "spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'",
    ]);
  });

  test('without addresses loses them, and gets them again', () => {
    const kept = { clusterIP: '10.96.0.100', clusterIPs: ['10.96.0.100'] };
    const gone = changed({}, { ...external, ...kept, ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' });
    expect(gone.faults).toEqual([]);
    for (const field of ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy']) {
      expect(gone.spec).not.toHaveProperty(field);
    }
    expect(changed(external, {}).spec).toMatchObject(kept);
  });
});

describe('what was given once stays', () => {
  test.each<[string, Changes<ServiceSpec>, Changes<ServiceSpec>, string[]]>([
    [
      'another address',
      {},
      { clusterIP: '10.96.0.7' },
      ['spec.clusterIPs[0]: Invalid value: ["10.96.0.7"]: may not change once set'],
    ],
    ['none', {}, { clusterIP: 'None' }, ['spec.clusterIPs[0]: Invalid value: ["None"]: may not change once set']],
    [
      'another class of balancer',
      balancer,
      { ...balancer, loadBalancerClass: 'example.com/other' },
      ['spec.loadBalancerClass: Invalid value: "example.com/other": may not change once set'],
    ],
    [
      'no class',
      balancer,
      { ...balancer, loadBalancerClass: undefined },
      ['spec.loadBalancerClass: Invalid value: null: may not change once set'],
    ],
    [
      'one family of two',
      { clusterIP: 'None', clusterIPs: ['None'], ipFamilies: ['IPv4', 'IPv6'], ipFamilyPolicy: 'RequireDualStack' },
      { clusterIP: 'None', ipFamilies: ['IPv4'] },
      [
        `Service "web" is invalid: spec.ipFamilyPolicy: Invalid value: "RequireDualStack": must be 'SingleStack' to release the secondary IP family`,
      ],
    ],
    [
      'a node port out of the range',
      {},
      { ...nodePort, ports: [port(80)] },
      [
        'Service "web" is invalid: spec.ports[0].nodePort: Invalid value: 80: provided port is not in the valid range. The range of valid ports is 30000-32767',
      ],
    ],
    [
      'a node port twice',
      nodePort,
      { ...nodePort, ports: [port(30_080), port(30_080, 'tls')] },
      ['duplicate nodePort: {TCP 30080}'],
    ],
  ])('%s', (_what, live, next, expected) => {
    expect(changed(live, next).faults).toEqual(expected);
  });

  test('addresses that are there already are let pass', () => {
    const live = { externalIPs: ['::ffff:192.0.2.1'] };
    expect(changed(live, live).faults).toEqual([]);
    expect(changed({}, live).faults).toEqual([
      'spec.externalIPs[0]: Invalid value: "::ffff:192.0.2.1": must not be an IPv4-mapped IPv6 address',
    ]);
  });
});
