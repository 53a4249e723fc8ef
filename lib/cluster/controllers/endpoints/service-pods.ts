/**
 * Which Pods stand behind a Service, and on which ports. Models pkg/controller/util/endpoint (ShouldPodBeInEndpoints,
 * podEndpointsChanged) and FindPort (component-helpers/node/util).
 */
import type { ObjectChange, Stored, types } from '@/lib/kube';
import type { LabelIndex } from './label-index';
import { isPodReady, isPodTerminal, readyCondition } from '../pod-readiness';

export type Service = Stored<'v1/Service'>;
export type Pod = Stored<'v1/Pod'>;

export const HEADLESS_LABEL = 'service.kubernetes.io/headless';
export const TRIGGER_TIME = 'endpoints.kubernetes.io/last-change-trigger-time';

export function isHeadless({ spec }: types.Service): boolean {
  return spec?.clusterIP === 'None';
}

/** Those without a selector have endpoints that somebody else writes. */
export function hasSelector({ spec }: types.Service): boolean {
  return spec?.type !== 'ExternalName' && Object.keys(spec?.selector ?? {}).length > 0;
}

/** Those with an address that are not over, in the order of their names. Terminating ones only where asked for. */
export function podsBehind(index: LabelIndex, service: Service, withTerminating: boolean): Pod[] {
  const pods: Pod[] = [];
  for (const pod of index.podsOf(service)) {
    if (hasEndpoint(pod) && (withTerminating || !pod.metadata.deletionTimestamp)) pods.push(pod);
  }
  return pods.sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
}

function hasEndpoint(pod: types.Pod): boolean {
  return Boolean(pod.status?.podIP) && !isPodTerminal(pod);
}

/** The number of a Service's target port in that Pod; undefined where no container has a port of that name. */
export function targetPortOf({ spec }: types.Pod, { targetPort, port, protocol = 'TCP' }: types.ServicePort) {
  if (typeof targetPort !== 'string') return targetPort || port;
  const sidecars = (spec?.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always');
  for (const { ports = [] } of [...(spec?.containers ?? []), ...sidecars]) {
    const named = ports.find((own) => own.name === targetPort && (own.protocol ?? 'TCP') === protocol);
    if (named) return named.containerPort;
  }
  return undefined;
}

/** The name that DNS gives the Pod within the Service. */
export function hostnameOf({ metadata, spec }: Pod, service: Service): string | undefined {
  return spec?.subdomain === service.metadata.name && metadata.namespace === service.metadata.namespace
    ? spec.hostname
    : undefined;
}

/** The keys of the Services whose endpoints a change of a Pod may change. */
export function servicesConcerned(index: LabelIndex, change: ObjectChange<'v1/Pod'>): Iterable<string> {
  const { type, object, before } = change;
  if (!object.status?.podIP && !before?.status?.podIP) return [];
  if (type === 'MODIFIED' && before && !isEndpointChanged(object, before)) return [];
  return index.servicesOf(change);
}

function isEndpointChanged(pod: Pod, before: Pod): boolean {
  return (
    pod.metadata.labels !== before.metadata.labels ||
    pod.metadata.deletionTimestamp !== before.metadata.deletionTimestamp ||
    pod.status?.podIP !== before.status?.podIP ||
    pod.status?.phase !== before.status?.phase ||
    isPodReady(pod) !== isPodReady(before)
  );
}

/**
 * When what is now written came about: the first of the Pods whose readiness changed, or the Service's own beginning. Models
 * TriggerTimeTracker, of which this remembers nothing: the changed Pods are those that stood otherwise in what was written.
 */
export function triggerTimeOf(changed: readonly Pod[], created: string | undefined): string | undefined {
  const times = changed.flatMap((pod) => readyCondition(pod)?.lastTransitionTime ?? []);
  return (created === undefined ? times : [created, ...times]).sort()[0];
}
