/** Models SetDefaults_Pod (pkg/apis/core/v1/defaults.go): what a Pod gets and a template does not. */
import type { Container, Pod } from '../schema/generated/types';
import { setPodResourceDefaults } from './pod-resources';
import { dropInitContainerAnnotations, setPodSpecDefaults } from './pod-spec';

export function setPodDefaults(pod: Pod): void {
  const spec = (pod.spec ??= {});
  spec.containers?.forEach(requestLimits);
  spec.initContainers?.forEach(requestLimits);
  setPodResourceDefaults(spec);
  spec.enableServiceLinks ??= true;
  if (spec.hostNetwork) {
    spec.containers?.forEach(openHostPorts);
    spec.initContainers?.forEach(openHostPorts);
  }
  setPodSpecDefaults(spec);
  dropInitContainerAnnotations(pod.metadata);
  if ((spec.terminationGracePeriodSeconds ?? 0) < 0) spec.terminationGracePeriodSeconds = 1;
}

/** What is limited and not requested is requested. */
function requestLimits({ resources }: Container): void {
  if (!resources?.limits) return;
  resources.requests = { ...resources.limits, ...resources.requests };
}

function openHostPorts({ ports }: Container): void {
  for (const port of ports ?? []) if (port.containerPort) port.hostPort ??= port.containerPort;
}
