/**
 * What ties to what, as one table: at which place of which kind a word names something elsewhere, and what it names.
 * Not modelled: affinities, which speak of Pods that need not be here, and references of one field to another.
 */
import { ownScope } from './end';
import { names, namesByKind, namesItems, namesKey, selector, useObject, type Read } from './gather';
import { wordOf } from '../json';
import { branchesOf, type Branch, type Rule } from './pattern';
import { readBackendService, readContainerPorts, readServicePorts } from './ports';

function rule(at: string, read: Read): Rule {
  return { at, read };
}

const container: readonly Rule[] = [
  rule('', readContainerPorts),
  rule('env.*.valueFrom.secretKeyRef', namesKey('Secret')),
  rule('env.*.valueFrom.configMapKeyRef', namesKey('ConfigMap')),
  rule('envFrom.*.secretRef', names('Secret', 'name')),
  rule('envFrom.*.configMapRef', names('ConfigMap', 'name')),
  rule('volumeMounts.*', mountsVolume()),
  rule('volumeDevices.*', mountsVolume()),
];

const podSpec: readonly Rule[] = [
  ...['containers', 'initContainers', 'ephemeralContainers'].flatMap((list) => under(`${list}.*`, container)),
  rule('', names('ServiceAccount', 'serviceAccountName')),
  rule('', names('PriorityClass', 'priorityClassName')),
  rule('imagePullSecrets.*', names('Secret', 'name')),
  rule('volumes.*', definesVolume('name')),
  rule('volumes.*.secret', namesItems('Secret', 'secretName')),
  rule('volumes.*.configMap', namesItems('ConfigMap', 'name')),
  rule('volumes.*.projected.sources.*.secret', namesItems('Secret', 'name')),
  rule('volumes.*.projected.sources.*.configMap', namesItems('ConfigMap', 'name')),
  rule('volumes.*.persistentVolumeClaim', names('PersistentVolumeClaim', 'claimName')),
  ...under('volumes.*.ephemeral.volumeClaimTemplate.spec', claimSpec()),
];

const template = under('spec.template.spec', podSpec);
const matchLabels = rule('spec.selector', selector('own', 'matchLabels'));

const byKind: Readonly<Record<string, readonly Rule[]>> = {
  Pod: under('spec', podSpec),
  ReplicaSet: [...template, matchLabels],
  Deployment: [...template, matchLabels],
  DaemonSet: [...template, matchLabels],
  StatefulSet: [
    ...template,
    matchLabels,
    rule('spec', names('Service', 'serviceName')),
    rule('spec.volumeClaimTemplates.*.metadata', definesVolume('name')),
    ...under('spec.volumeClaimTemplates.*.spec', claimSpec()),
  ],
  Job: [...template, matchLabels],
  CronJob: under('spec.jobTemplate.spec.template.spec', podSpec),
  ReplicationController: [...template, rule('spec', selector('own', 'selector'))],
  Service: [rule('spec', selector('pods', 'selector')), rule('spec', readServicePorts)],
  Ingress: [
    rule('spec', names('IngressClass', 'ingressClassName')),
    rule('spec.defaultBackend.service', readBackendService),
    rule('spec.rules.*.http.paths.*.backend.service', readBackendService),
    rule('spec.tls.*', names('Secret', 'secretName')),
  ],
  PersistentVolumeClaim: under('spec', claimSpec()),
  PersistentVolume: [
    rule('spec', names('StorageClass', 'storageClassName')),
    rule('spec.claimRef', namesIn('PersistentVolumeClaim')),
  ],
  NetworkPolicy: [rule('spec.podSelector', selector('pods', 'matchLabels'))],
  PodDisruptionBudget: [rule('spec.selector', selector('pods', 'matchLabels'))],
  HorizontalPodAutoscaler: [rule('spec.scaleTargetRef', namesByKind())],
  RoleBinding: [rule('roleRef', namesByKind()), rule('subjects.*', namesSubject())],
  ClusterRoleBinding: [rule('roleRef', namesByKind()), rule('subjects.*', namesSubject())],
  ServiceAccount: [rule('secrets.*', names('Secret', 'name')), rule('imagePullSecrets.*', names('Secret', 'name'))],
  EndpointSlice: [rule('metadata.labels', names('Service', 'kubernetes.io/service-name'))],
  ValidatingAdmissionPolicyBinding: [rule('spec', names('ValidatingAdmissionPolicy', 'policyName'))],
};

const everyKind: readonly Rule[] = [rule('metadata', names('Namespace', 'namespace'))];

const branches = new Map<string, Branch>();

/** The rules of a kind, one that is not in the table included. */
export function rulesOf(kind: string): Branch {
  const before = branches.get(kind);
  if (before) return before;
  const own = Object.hasOwn(byKind, kind) ? byKind[kind] : undefined;
  const made = branchesOf([...everyKind, ...(own ?? [])]);
  if (own) branches.set(kind, made);
  return made;
}

/** Where a kind keeps the labels of its Pods. */
export function podLabelsPath(kind: string): readonly string[] | undefined {
  if (kind === 'Pod') return ['metadata', 'labels'];
  if (kind === 'CronJob') return ['spec', 'jobTemplate', 'spec', 'template', 'metadata', 'labels'];
  const makesPods = ['ReplicaSet', 'Deployment', 'DaemonSet', 'StatefulSet', 'Job', 'ReplicationController'];
  return makesPods.includes(kind) ? ['spec', 'template', 'metadata', 'labels'] : undefined;
}

function under(at: string, rules: readonly Rule[]): Rule[] {
  return rules.map((inner) => rule(inner.at === '' ? at : `${at}.${inner.at}`, inner.read));
}

function claimSpec(): readonly Rule[] {
  return [rule('', names('StorageClass', 'storageClassName')), rule('', names('PersistentVolume', 'volumeName'))];
}

function definesVolume(field: string): Read {
  return (value, path, into) => {
    const name = wordOf(value[field]);
    if (name === undefined) return;
    into.definitions.push({ thing: 'volume', name, scopes: [ownScope('volume')], path: [...path, field], at: 'value' });
  };
}

/** The API server itself refuses a mount of a volume that is not there. */
function mountsVolume(): Read {
  return (value, path, into) => {
    if (!Object.hasOwn(value, 'name')) return;
    into.uses.push({
      thing: 'volume',
      kind: 'Pod',
      name: wordOf(value['name']),
      scope: ownScope('volume'),
      silent: true,
      path: [...path, 'name'],
      at: 'value',
    });
  };
}

/** A name with its namespace beside it. */
function namesIn(kind: string): Read {
  return (value, path, into) => {
    useObject(into, kind, value, path, 'name', wordOf(value['namespace']) ?? 'default');
  };
}

function namesSubject(): Read {
  const namesAccount = namesIn('ServiceAccount');
  return (value, path, into) => {
    if (value['kind'] === 'ServiceAccount') namesAccount(value, path, into);
  };
}
