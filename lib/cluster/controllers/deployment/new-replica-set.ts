/** The ReplicaSet of a template. Models the second half of getNewReplicaSet (pkg/controller/deployment/sync.go). */
import type { types } from '@/lib/kube';
import { newControllerRef } from '../controller-ref';
import { templateHash } from '../template-hash';
import { withReplicas, withRevision } from './annotations';
import { HASH, type StoredDeployment } from './replica-sets';

const MOST_NAME = 253;

/** Its name, its labels and its selector say the hash of the template, so that no Pod is taken for another's. */
export function newReplicaSet(
  deployment: StoredDeployment,
  replicas: number,
  revision: bigint,
): types.ReplicaSet & { metadata: { name: string } } {
  const { spec = {}, status, metadata } = deployment;
  const { template = {}, selector, minReadySeconds = 0 } = spec;
  const hash = templateHash(template, status?.collisionCount);
  const labels = { ...template.metadata?.labels, [HASH]: hash };
  return {
    metadata: {
      name: `${metadata.name.slice(0, MOST_NAME - 1 - hash.length)}-${hash}`,
      ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }),
      labels,
      annotations: { ...withReplicas(spec, withRevision(deployment, undefined, revision)) },
      ownerReferences: [newControllerRef(deployment)],
    },
    spec: {
      replicas,
      minReadySeconds,
      selector: { ...selector, matchLabels: { ...selector?.matchLabels, [HASH]: hash } },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
  };
}
