/** What kube-controller-manager runs, in the order of its names. */
import type { NewController } from './controllers/controller';
import { daemonSetController } from './controllers/daemonset';
import { deploymentController } from './controllers/deployment';
import { endpointsController } from './controllers/endpoints/endpoints';
import { endpointSliceController } from './controllers/endpoints/endpointslice';
import { garbageCollectorController } from './controllers/garbage-collector';
import { jobController } from './controllers/job';
import { namespaceController } from './controllers/namespace';
import { nodeLifecycleController } from './controllers/nodes/node-lifecycle';
import { nodeTtlController } from './controllers/nodes/node-ttl';
import { podGarbageCollectorController } from './controllers/nodes/pod-garbage-collector';
import { taintEvictionController } from './controllers/nodes/taint-eviction';
import { persistentVolumeBinderController } from './controllers/persistent-volumes/binder';
import { claimProtectionController, volumeProtectionController } from './controllers/persistent-volumes/protection';
import { replicaSetController } from './controllers/replicaset';
import { rootCaPublisherController } from './controllers/root-ca-publisher';
import { serviceAccountController } from './controllers/serviceaccount';
import { ttlAfterFinishedController } from './controllers/ttl-after-finished';

/** No certificate of anything: nobody here checks one. */
const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nMIIBkubetil\n-----END CERTIFICATE-----\n';

export const controllers: readonly NewController[] = [
  claimProtectionController,
  daemonSetController,
  deploymentController,
  endpointsController,
  endpointSliceController,
  garbageCollectorController(),
  jobController,
  namespaceController(),
  nodeLifecycleController,
  nodeTtlController,
  persistentVolumeBinderController,
  podGarbageCollectorController,
  replicaSetController,
  rootCaPublisherController({ certificate: CERTIFICATE }),
  serviceAccountController,
  taintEvictionController,
  ttlAfterFinishedController,
  volumeProtectionController,
];
