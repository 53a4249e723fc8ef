/** Models SetDefaults_Service (pkg/apis/core/v1/defaults.go). Addresses and node ports are not defaults: see admission/. */
import type { Service, ServicePort, ServiceSpec } from '../schema/generated/types';

const THREE_HOURS = 10_800;
const OPEN_TYPES = ['NodePort', 'LoadBalancer'];

export function setServiceDefaults(service: Service): void {
  const spec = (service.spec ??= {});
  setAffinityDefaults(spec);
  spec.type ??= 'ClusterIP';
  spec.ports?.forEach(setPortDefaults);
  const isOpen = OPEN_TYPES.includes(spec.type);
  const isExternal = isOpen || (spec.type === 'ClusterIP' && (spec.externalIPs?.length ?? 0) > 0);
  if (isExternal) spec.externalTrafficPolicy ??= 'Cluster';
  if (isOpen || spec.type === 'ClusterIP') spec.internalTrafficPolicy ??= 'Cluster';
  if (spec.type === 'LoadBalancer') spec.allocateLoadBalancerNodePorts ??= true;
}

function setAffinityDefaults(spec: ServiceSpec): void {
  spec.sessionAffinity ??= 'None';
  if (spec.sessionAffinity === 'None') delete spec.sessionAffinityConfig;
  if (spec.sessionAffinity === 'ClientIP' && spec.sessionAffinityConfig?.clientIP?.timeoutSeconds === undefined) {
    spec.sessionAffinityConfig = { clientIP: { timeoutSeconds: THREE_HOURS } };
  }
}

function setPortDefaults(port: ServicePort): void {
  port.protocol ??= 'TCP';
  port.targetPort ||= port.port ?? 0;
}
