/** Pods learn where their node stands. Models the plugin PodTopologyLabels (plugin/pkg/admission/podtopologylabels). */
import type { Pod } from '../schema/generated/types';
import type { AdmissionCluster } from './cluster';

const PLACES = ['topology.kubernetes.io/zone', 'topology.kubernetes.io/region'];

/** Those labels of a node that its Pods get, before what they say themselves. */
export function topologyLabels(labels: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(PLACES.flatMap((key) => (labels[key] === undefined ? [] : [[key, labels[key]]])));
}

/** For a Pod that comes with its node; the others learn it when they are bound. */
export function admitTopologyLabels({ metadata, spec }: Pod, cluster: AdmissionCluster): undefined {
  const name = spec?.nodeName;
  if (!name || !metadata) return;
  const node = cluster.list('v1/Node').find((each) => each.metadata?.name === name);
  const labels = topologyLabels(node?.metadata?.labels);
  if (Object.keys(labels).length > 0) metadata.labels = { ...metadata.labels, ...labels };
}
