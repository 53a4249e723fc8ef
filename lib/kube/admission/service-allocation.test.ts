import { describe, expect, test } from 'vitest';
import type { Service, ServicePort, ServiceSpec } from '../schema/generated/types';
import type { Changes } from '../validation/sample-objects';
import { newService } from '../validation/sample-objects';
import type { AdmissionCluster } from '.';
import { prepareForCreate } from '../registry/prepare';
import { strategyOf } from '../registry';
import { dryRunOf, newCluster } from '.';

/** A Service as it comes from defaulting. */
function defaulted(spec: Changes<ServiceSpec>): Service {
  const given = { clusterIP: undefined, clusterIPs: undefined, ipFamilies: undefined, ipFamilyPolicy: undefined };
  return newService({ ...given, ...spec });
}

function allocated(spec: Changes<ServiceSpec>, cluster: AdmissionCluster = newCluster) {
  const service = defaulted(spec);
  const refusal = prepareForCreate(service, 'v1/Service', cluster);
  return { refusal, spec: service.spec };
}

function refused(spec: Changes<ServiceSpec>, cluster?: AdmissionCluster): string | undefined {
  return allocated(spec, cluster).refusal?.message;
}

const dryRun = dryRunOf(newCluster);
const tcp = (port: number, nodePort?: number): ServicePort => ({
  protocol: 'TCP',
  port,
  targetPort: port,
  ...(nodePort === undefined ? {} : { nodePort }),
});
const nodePorts = (...ports: ServiceSpec['ports'] & {}): ServiceSpec => ({ type: 'NodePort', ports });

describe('addresses', () => {
  test.each<[string, Changes<ServiceSpec>, Partial<ServiceSpec>]>([
    [
      'are given',
      {},
      { clusterIP: '10.96.0.100', clusterIPs: ['10.96.0.100'], ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' },
    ],
    [
      'are taken as asked for',
      { clusterIP: '10.96.7.7' },
      { clusterIP: '10.96.7.7', clusterIPs: ['10.96.7.7'], ipFamilies: ['IPv4'] },
    ],
    [
      'are none for a headless Service',
      { clusterIP: 'None' },
      { clusterIP: 'None', clusterIPs: ['None'], ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' },
    ],
    [
      'are of both families for a headless Service without a selector, whoever its backends are',
      { clusterIP: 'None', selector: undefined },
      { clusterIPs: ['None'], ipFamilies: ['IPv4', 'IPv6'], ipFamilyPolicy: 'RequireDualStack' },
    ],
    ['are of one family where two are only preferred', { ipFamilyPolicy: 'PreferDualStack' }, { ipFamilies: ['IPv4'] }],
  ])('%s', (_what, spec, expected) => {
    expect(allocated(spec)).toMatchObject({ refusal: undefined, spec: expected });
  });

  test('are not for an external name, which loses its traffic policy once it is good', () => {
    const service = defaulted({ type: 'ExternalName', externalName: 'a.b', internalTrafficPolicy: 'Cluster' });
    prepareForCreate(service, 'v1/Service', newCluster);
    expect(service.spec).not.toHaveProperty('clusterIP');
    expect(service.spec).toHaveProperty('internalTrafficPolicy');
    strategyOf('v1/Service')?.canonicalize?.(service);
    expect(service.spec).not.toHaveProperty('internalTrafficPolicy');
  });

  const INVALID = 'Service "web" is invalid: ';
  test.each<[ServiceSpec, string]>([
    [
      { clusterIP: 'web' },
      'spec.clusterIPs[0]: Invalid value: "web": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
    ],
    [
      { clusterIP: '10.96.0.1' },
      'spec.clusterIPs: Invalid value: ["10.96.0.1"]: failed to allocate IP 10.96.0.1: provided IP is already allocated',
    ],
    [
      { clusterIP: '192.168.1.1' },
      'spec.clusterIPs: Invalid value: ["192.168.1.1"]: failed to allocate IP 192.168.1.1: the provided network does not match the current range',
    ],
    [
      { clusterIP: 'fd00::1' },
      'spec.clusterIPs[0]: Invalid value: ["fd00::1"]: IPv6 is not configured on this cluster',
    ],
    [{ ipFamilies: ['IPv6'] }, 'spec.ipFamilies[0]: Invalid value: "IPv6": not configured on this cluster'],
    [
      { ipFamilyPolicy: 'RequireDualStack' },
      'spec.ipFamilyPolicy: Invalid value: "RequireDualStack": this cluster is not configured for dual-stack services',
    ],
    [
      { ipFamilyPolicy: 'SingleStack', ipFamilies: ['IPv4', 'IPv6'] },
      "spec.ipFamilyPolicy: Invalid value: \"SingleStack\": must be 'RequireDualStack' or 'PreferDualStack' when multiple IP families are specified",
    ],
  ])('cannot be given: %j', (spec, why) => {
    expect(allocated(spec).refusal).toMatchObject({ code: 422, reason: 'Invalid', message: INVALID + why });
  });

  test('are looked at less closely by a dry run, in other words', () => {
    expect(refused({ clusterIP: '10.96.0.1' }, dryRun)).toBeUndefined();
    expect(refused({ clusterIP: '192.168.1.1' }, dryRun)).toBe(
      `${INVALID}spec.clusterIPs: Invalid value: ["192.168.1.1"]: failed to allocate IP 192.168.1.1: the provided IP (192.168.1.1) is not in the valid range. The range of valid IPs is 10.96.0.0/12`,
    );
  });
});

describe('node ports', () => {
  const given = (spec: ServiceSpec, cluster?: AdmissionCluster) =>
    allocated(spec, cluster).spec?.ports?.map(({ nodePort }) => nodePort);

  test('are given one after the other, beside those that were asked for', () => {
    expect(given(nodePorts(tcp(80), tcp(443), tcp(8080, 31_000)))).toEqual([30_000, 30_001, 31_000]);
  });

  test('are shared by the protocols of one number', () => {
    const udp = { ...tcp(53), protocol: 'UDP' };
    expect(given(nodePorts(tcp(53), udp))).toEqual([30_000, 30_000]);
    expect(given(nodePorts(tcp(53), { ...udp, nodePort: 31_000 }))).toEqual([31_000, 31_000]);
  });

  test('are given to a load balancer that wants them', () => {
    const balancer = (allocateLoadBalancerNodePorts: boolean): ServiceSpec => ({
      ...nodePorts(tcp(80)),
      type: 'LoadBalancer',
      allocateLoadBalancerNodePorts,
    });
    expect(given(balancer(true))).toEqual([30_000]);
    expect(given(balancer(false))).toEqual([undefined]);
  });

  test('are in the range, and given once', () => {
    expect(refused(nodePorts(tcp(80, 80)))).toBe(
      'Service "web" is invalid: spec.ports[0].nodePort: Invalid value: 80: provided port is not in the valid range. The range of valid ports is 30000-32767',
    );
    expect(refused(nodePorts(tcp(80, 30_005), tcp(81, 30_005)))).toBe(
      'Service "web" is invalid: spec.ports[1].nodePort: Invalid value: 30005: provided port is already allocated',
    );
  });

  test('are not looked at by a dry run', () => {
    expect(refused(nodePorts(tcp(80, 80)), dryRun)).toBeUndefined();
  });

  test('are asked for the health of a local load balancer, whose failure is the server’s own', () => {
    const local: ServiceSpec = {
      ...nodePorts(tcp(80)),
      type: 'LoadBalancer',
      allocateLoadBalancerNodePorts: true,
      externalTrafficPolicy: 'Local',
    };
    expect(allocated(local).spec?.healthCheckNodePort).toBe(30_001);
    expect(allocated({ ...local, healthCheckNodePort: 80 }).refusal).toEqual({
      code: 500,
      reason: 'InternalError',
      message:
        'Internal error occurred: failed to allocate requested HealthCheck NodePort 80: provided port is not in the valid range. The range of valid ports is 30000-32767',
    });
  });
});
