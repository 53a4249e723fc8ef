/** Which printer prints which resource. A resource that is not here has a name and the time of its creation to show. */
import { admissionPolicyBinding } from './admission-policy-binding';
import { mutatingAdmissionPolicy, validatingAdmissionPolicy } from './admission-policy';
import { apiService } from './apiservice';
import { certificateSigningRequest } from './certificatesigningrequest';
import { componentStatus } from './componentstatus';
import { configMap } from './configmap';
import { controllerRevision } from './controllerrevision';
import { cronJob } from './cronjob';
import { csiDriver } from './csidriver';
import { csiNode } from './csinode';
import { daemonSet } from './daemonset';
import { deployment } from './deployment';
import { endpoints } from './endpoints';
import { endpointSlice } from './endpointslice';
import { event, eventsV1Event } from './event';
import { flowSchema } from './flowschema';
import { horizontalPodAutoscaler } from './horizontalpodautoscaler';
import { ingress } from './ingress';
import { ingressClass } from './ingressclass';
import { ipAddress } from './ipaddress';
import { job } from './job';
import { lease } from './lease';
import { namespace } from './namespace';
import { networkPolicy } from './networkpolicy';
import { node } from './node';
import { persistentVolume } from './persistentvolume';
import { persistentVolumeClaim } from './persistentvolumeclaim';
import { createdAt, nameAndAge, scale } from './plain';
import { pod } from './pod';
import { podDisruptionBudget } from './poddisruptionbudget';
import { podTemplate } from './podtemplate';
import type { Printer } from './printer';
import { priorityClass } from './priorityclass';
import { priorityLevelConfiguration } from './prioritylevelconfiguration';
import { replicaSet } from './replicaset';
import { replicationController } from './replicationcontroller';
import { resourceClaim } from './resourceclaim';
import { resourceQuota } from './resourcequota';
import { resourceSlice } from './resourceslice';
import { roleBinding } from './rolebinding';
import { runtimeClass } from './runtimeclass';
import { secret } from './secret';
import { service } from './service';
import { serviceCIDR } from './servicecidr';
import { statefulSet } from './statefulset';
import { storageClass } from './storageclass';
import { volumeAttachment } from './volumeattachment';
import { volumeAttributesClass } from './volumeattributesclass';
import { webhookConfiguration } from './webhook-configuration';

const printers = new Map<string, Printer<never>>([
  ['componentstatuses', componentStatus],
  ['configmaps', configMap],
  ['endpoints', endpoints],
  ['events', event],
  ['namespaces', namespace],
  ['nodes', node],
  ['persistentvolumeclaims', persistentVolumeClaim],
  ['persistentvolumes', persistentVolume],
  ['pods', pod],
  ['podtemplates', podTemplate],
  ['replicationcontrollers', replicationController],
  ['resourcequotas', resourceQuota],
  ['secrets', secret],
  ['serviceaccounts', nameAndAge],
  ['services', service],
  ['mutatingadmissionpolicies.admissionregistration.k8s.io', mutatingAdmissionPolicy],
  ['mutatingadmissionpolicybindings.admissionregistration.k8s.io', admissionPolicyBinding],
  ['mutatingwebhookconfigurations.admissionregistration.k8s.io', webhookConfiguration],
  ['validatingadmissionpolicies.admissionregistration.k8s.io', validatingAdmissionPolicy],
  ['validatingadmissionpolicybindings.admissionregistration.k8s.io', admissionPolicyBinding],
  ['validatingwebhookconfigurations.admissionregistration.k8s.io', webhookConfiguration],
  ['apiservices.apiregistration.k8s.io', apiService],
  ['controllerrevisions.apps', controllerRevision],
  ['daemonsets.apps', daemonSet],
  ['deployments.apps', deployment],
  ['replicasets.apps', replicaSet],
  ['statefulsets.apps', statefulSet],
  ['horizontalpodautoscalers.autoscaling', horizontalPodAutoscaler],
  ['scales.autoscaling', scale],
  ['cronjobs.batch', cronJob],
  ['jobs.batch', job],
  ['certificatesigningrequests.certificates.k8s.io', certificateSigningRequest],
  ['leases.coordination.k8s.io', lease],
  ['endpointslices.discovery.k8s.io', endpointSlice],
  ['events.events.k8s.io', eventsV1Event],
  ['flowschemas.flowcontrol.apiserver.k8s.io', flowSchema],
  ['prioritylevelconfigurations.flowcontrol.apiserver.k8s.io', priorityLevelConfiguration],
  ['ingressclasses.networking.k8s.io', ingressClass],
  ['ingresses.networking.k8s.io', ingress],
  ['ipaddresses.networking.k8s.io', ipAddress],
  ['networkpolicies.networking.k8s.io', networkPolicy],
  ['servicecidrs.networking.k8s.io', serviceCIDR],
  ['runtimeclasses.node.k8s.io', runtimeClass],
  ['poddisruptionbudgets.policy', podDisruptionBudget],
  ['clusterrolebindings.rbac.authorization.k8s.io', roleBinding],
  ['rolebindings.rbac.authorization.k8s.io', roleBinding],
  ['deviceclasses.resource.k8s.io', nameAndAge],
  ['resourceclaims.resource.k8s.io', resourceClaim],
  ['resourceclaimtemplates.resource.k8s.io', nameAndAge],
  ['resourceslices.resource.k8s.io', resourceSlice],
  ['priorityclasses.scheduling.k8s.io', priorityClass],
  ['csidrivers.storage.k8s.io', csiDriver],
  ['csinodes.storage.k8s.io', csiNode],
  ['storageclasses.storage.k8s.io', storageClass],
  ['volumeattachments.storage.k8s.io', volumeAttachment],
  ['volumeattributesclasses.storage.k8s.io', volumeAttributesClass],
]);

export function printerOf(resource: string): Printer<never> {
  return printers.get(resource) ?? createdAt;
}
