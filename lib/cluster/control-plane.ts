/** What kube-controller-manager runs, in the order of the names, and what minikube adds. */
import type { Registry } from '@/lib/kube';
import { horizontalPodAutoscalerController } from './controllers/autoscaling/horizontal';
import type { UsagePort } from './controllers/autoscaling/metrics';
import { clusterRoleAggregationController } from './controllers/cluster-role-aggregation';
import type { NewController } from './controllers/controller';
import { cronJobController } from './controllers/cronjob';
import { daemonSetController } from './controllers/daemonset';
import { deploymentController } from './controllers/deployment';
import { disruptionController } from './controllers/disruption/disruption';
import { endpointsController } from './controllers/endpoints/endpoints';
import { endpointSliceController } from './controllers/endpoints/endpointslice';
import { endpointSliceMirroringController } from './controllers/endpoints/endpointslice-mirroring';
import { garbageCollectorController } from './controllers/garbage-collector';
import { jobController } from './controllers/job';
import { ingressStatusController } from './controllers/minikube/ingress-status';
import { serviceLoadBalancerController } from './controllers/minikube/service-loadbalancer';
import type { Switch } from './controllers/minikube/switch';
import { namespaceController } from './controllers/namespace';
import { nodeLifecycleController } from './controllers/nodes/node-lifecycle';
import { nodeTtlController } from './controllers/nodes/node-ttl';
import { podGarbageCollectorController } from './controllers/nodes/pod-garbage-collector';
import { taintEvictionController } from './controllers/nodes/taint-eviction';
import { persistentVolumeBinderController } from './controllers/persistent-volumes/binder';
import { ephemeralVolumeController } from './controllers/persistent-volumes/ephemeral-volumes';
import { claimProtectionController, volumeProtectionController } from './controllers/persistent-volumes/protection';
import { replicationControllerController } from './controllers/replicationcontroller';
import { resourceQuotaController } from './controllers/quota/resourcequota';
import { replicaSetController } from './controllers/replicaset';
import { rootCaPublisherController } from './controllers/root-ca-publisher';
import { serviceAccountController } from './controllers/serviceaccount';
import { serviceAccountTokenController } from './controllers/service-account-tokens';
import { statefulSetController } from './controllers/statefulset';
import { ttlAfterFinishedController } from './controllers/ttl-after-finished';
import { customOwners, customResources } from './custom-objects';

/** No certificate of anything: nobody here checks one. */
const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nMIIBkubetil\n-----END CERTIFICATE-----\n';

export function controllersOf(registry: Registry, usage: UsagePort): readonly NewController[] {
  return [
    claimProtectionController,
    clusterRoleAggregationController,
    cronJobController,
    daemonSetController,
    deploymentController,
    disruptionController,
    endpointsController,
    endpointSliceController,
    endpointSliceMirroringController,
    ephemeralVolumeController,
    garbageCollectorController(customOwners(registry)),
    horizontalPodAutoscalerController(usage),
    jobController,
    namespaceController(customResources(registry)),
    nodeLifecycleController,
    nodeTtlController,
    persistentVolumeBinderController,
    podGarbageCollectorController,
    replicaSetController,
    replicationControllerController,
    resourceQuotaController,
    rootCaPublisherController({ certificate: CERTIFICATE }),
    serviceAccountController,
    serviceAccountTokenController({ certificate: CERTIFICATE }),
    statefulSetController,
    taintEvictionController,
    ttlAfterFinishedController,
    volumeProtectionController,
  ];
}

/** The Ingress addon and `minikube tunnel`, as far as they write. */
export function addonControllers(ingress: Switch, tunnel: Switch): readonly NewController[] {
  return [ingressStatusController(ingress), serviceLoadBalancerController(tunnel)];
}
