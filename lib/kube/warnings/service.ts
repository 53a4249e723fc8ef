/** Models GetWarningsForService (pkg/api/service/warnings.go). */
import { quote } from '../field/print';
import type { Service } from '../schema/generated/types';
import { warnForCIDR, warnForIP } from './ip';

const TOPOLOGY_HINTS = 'service.kubernetes.io/topology-aware-hints';
const TOPOLOGY_MODE = 'service.kubernetes.io/topology-mode';

export function warningsForService({ metadata, spec = {} }: Service): string[] {
  const { type, clusterIP = '', clusterIPs = [], externalIPs = [], loadBalancerIP = '', externalName = '' } = spec;
  const warnings: string[] = [];
  if (metadata?.annotations && Object.hasOwn(metadata.annotations, TOPOLOGY_HINTS)) {
    warnings.push(`annotation ${TOPOLOGY_HINTS} is deprecated, please use ${TOPOLOGY_MODE} instead`);
  }
  if (clusterIP !== '' && clusterIP !== 'None') {
    clusterIPs.forEach((ip, at) => warnForIP(`spec.clusterIPs[${at}]`, ip, warnings));
  }
  const isHeadless = type === 'ClusterIP' && clusterIP === 'None';
  if (isHeadless) {
    if (loadBalancerIP !== '') warnings.push('spec.loadBalancerIP is ignored for headless services');
    if (externalIPs.length > 0) warnings.push('spec.externalIPs is ignored for headless services');
    if (spec.sessionAffinity !== 'None') warnings.push('spec.SessionAffinity is ignored for headless services');
  }
  externalIPs.forEach((ip, at) => warnForIP(`spec.externalIPs[${at}]`, ip, warnings));
  if (externalIPs.length > 0 && !isHeadless && type !== 'ExternalName') {
    warnings.push('spec.externalIPs is deprecated and may no longer be implemented in some clusters');
  }
  if (loadBalancerIP !== '') warnForIP('spec.loadBalancerIP', loadBalancerIP, warnings);
  spec.loadBalancerSourceRanges?.forEach((range, at) => {
    warnForCIDR(`spec.loadBalancerSourceRanges[${at}]`, range.trim(), warnings);
  });
  if (type === 'ExternalName' && externalIPs.length > 0) {
    warnings.push('spec.externalIPs is ignored when spec.type is "ExternalName"');
  }
  if (type !== 'ExternalName' && externalName !== '') {
    warnings.push('spec.externalName is ignored when spec.type is not "ExternalName"');
  }
  if (spec.trafficDistribution === 'PreferClose') {
    warnings.push(`spec.trafficDistribution: ${quote('PreferClose')} is deprecated; use ${quote('PreferSameZone')}`);
  }
  return warnings;
}
