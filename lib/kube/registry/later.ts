/**
 * What most manifests do without, a chunk of its own (../later.ts): kinds that make the API larger, custom resources, what
 * policies say, Pod Security, and kinds that the cluster writes for itself.
 */
import { enforcePodSecurity, validatePodSecurityLabels, warnOfPods, warnOfTemplate } from '../admission/pod-security';
import { admitTopologyLabels } from '../admission/topology-labels';
import { compilePolicy, enforcePolicies } from '../admission/validating-admission-policy';
import { compileRules, definitionOf, deprecationOfCustom, judgeCustomResource } from '../custom-resource';
import { controllerRevision } from './controllerrevision';
import { customResourceDefinition } from './customresourcedefinition';
import { endpoints } from './endpoints';
import { endpointSlice } from './endpointslice';
import { event, eventsV1Event } from './event';
import { horizontalPodAutoscalerV1 } from './horizontalpodautoscaler-v1';
import { lease } from './lease';
import { node } from './node';
import { podTemplate } from './podtemplate';
import { replicationController } from './replicationcontroller';
import { validatingAdmissionPolicy } from './validatingadmissionpolicy';
import { validatingAdmissionPolicyBinding } from './validatingadmissionpolicybinding';
import type { LaterKind } from '../later';
import type { Strategies } from './index';

const strategies: Strategies<LaterKind> = {
  'v1/Endpoints': endpoints,
  'v1/Event': event,
  'v1/Node': node,
  'v1/PodTemplate': podTemplate,
  'v1/ReplicationController': replicationController,
  'admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy': validatingAdmissionPolicy,
  'admissionregistration.k8s.io/v1/ValidatingAdmissionPolicyBinding': validatingAdmissionPolicyBinding,
  'apiextensions.k8s.io/v1/CustomResourceDefinition': customResourceDefinition,
  'apps/v1/ControllerRevision': controllerRevision,
  'autoscaling/v1/HorizontalPodAutoscaler': horizontalPodAutoscalerV1,
  'coordination.k8s.io/v1/Lease': lease,
  'discovery.k8s.io/v1/EndpointSlice': endpointSlice,
  'events.k8s.io/v1/Event': eventsV1Event,
};

export const later = {
  strategies,
  admitTopologyLabels,
  compilePolicy,
  compileRules,
  definitionOf,
  deprecationOfCustom,
  enforcePodSecurity,
  enforcePolicies,
  judgeCustomResource,
  validatePodSecurityLabels,
  warnOfPods,
  warnOfTemplate,
};
