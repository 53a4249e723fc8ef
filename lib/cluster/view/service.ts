/** Services: whom they select, and how many of those can be spoken to. */
import { includesLabels } from '@/lib/kube';
import { isReady } from './pod';
import { select } from './selecting';
import { sightOf } from './sight';

export const service = sightOf('v1/Service', 'services', (service, scene) => {
  const { spec = {}, metadata } = service;
  const ports = scene.cell(service, 'Port(s)');
  const { selector = {} } = spec;
  const type = spec.type ?? 'ClusterIP';
  const status = spec.clusterIP === 'None' ? 'None' : type;
  if (type === 'ExternalName') return { state: 'plain', status, detail: spec.externalName };
  if (Object.keys(selector).length === 0) return { state: 'plain', status, detail: ports };
  const { pods, ties } = select(
    metadata.namespace ?? '',
    (labels) => includesLabels(labels, selector),
    scene.cell(service, 'Selector'),
    scene,
  );
  const ends = pods.filter((pod) => isReady(pod) && !pod.metadata.deletionTimestamp).length;
  return {
    state: ends > 0 ? 'ready' : 'waiting',
    status,
    detail: `${ports === '<none>' ? '' : `${ports}, `}${ends} endpoint${ends === 1 ? '' : 's'}`,
    ties,
  };
});
