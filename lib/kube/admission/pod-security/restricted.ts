/** What `restricted` forbids or wants besides: good habits. Models policy/check_*.go of k8s.io/pod-security-admission. */
import type { Container } from '../../schema/generated/types';
import { checkSeccomp, isBadSeccompType } from './baseline';
import {
  called,
  containersOf,
  isInUserNamespace,
  isWindows,
  listed,
  namesOf,
  plural,
  quoted,
  setters,
  type PodCheck,
} from './violation';

export const checkPrivilegeEscalation: PodCheck = (spec) => {
  const bad = containersOf(spec).filter(({ securityContext }) => securityContext?.allowPrivilegeEscalation !== false);
  if (bad.length === 0) return undefined;
  const detail = `${called('container', namesOf(bad))} must set securityContext.allowPrivilegeEscalation=false`;
  return { reason: 'allowPrivilegeEscalation != false', detail };
};

export const checkCapabilitiesDropped: PodCheck = (spec) => {
  const forbiddenOf = ({ securityContext }: Container): string[] =>
    (securityContext?.capabilities?.add ?? []).filter((capability) => capability !== 'NET_BIND_SERVICE');
  const all = containersOf(spec);
  const keeping = all.filter(({ securityContext }) => !securityContext?.capabilities?.drop?.includes('ALL'));
  const adding = all.filter((container) => forbiddenOf(container).length > 0);
  const details: string[] = [];
  if (keeping.length > 0) {
    details.push(`${called('container', namesOf(keeping))} must set securityContext.capabilities.drop=["ALL"]`);
  }
  if (adding.length > 0) {
    const capabilities = quoted(listed(adding.flatMap(forbiddenOf)));
    const who = called('container', namesOf(adding));
    details.push(`${who} must not include ${capabilities} in securityContext.capabilities.add`);
  }
  return details.length === 0 ? undefined : { reason: 'unrestricted capabilities', detail: details.join('; ') };
};

const FREE_VOLUMES = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
] as const;

const OTHER_VOLUMES = [
  'hostPath',
  'gcePersistentDisk',
  'awsElasticBlockStore',
  'gitRepo',
  'nfs',
  'iscsi',
  'glusterfs',
  'rbd',
  'flexVolume',
  'cinder',
  'cephfs',
  'flocker',
  'fc',
  'azureFile',
  'vsphereVolume',
  'quobyte',
  'azureDisk',
  'photonPersistentDisk',
  'portworxVolume',
  'scaleIO',
  'storageos',
] as const;

export const checkVolumeTypes: PodCheck = ({ volumes = [] }) => {
  const bad = volumes.filter((volume) => !FREE_VOLUMES.some((type) => volume[type]));
  if (bad.length === 0) return undefined;
  const types = listed(bad.map((volume) => OTHER_VOLUMES.find((type) => volume[type]) ?? 'unknown'));
  const who = called(
    'volume',
    bad.map(({ name = '' }) => name),
  );
  const uses = plural('uses', 'use', bad.length);
  return { reason: 'restricted volume types', detail: `${who} ${uses} ${called('restricted volume type', types)}` };
};

export const checkRunAsNonRoot: PodCheck = (spec) => {
  const ofPod = spec.securityContext?.runAsNonRoot;
  const says = ({ securityContext }: Container): boolean | undefined => securityContext?.runAsNonRoot;
  const all = containersOf(spec);
  const who = setters(
    ofPod === false,
    all.filter((container) => says(container) === false),
  );
  const reason = 'runAsNonRoot != true';
  if (who !== '') return { reason, detail: `${who} must not set securityContext.runAsNonRoot=false` };
  const silent = ofPod ? [] : all.filter((container) => says(container) === undefined);
  if (silent.length === 0) return undefined;
  return {
    reason,
    detail: `pod or ${called('container', namesOf(silent))} must set securityContext.runAsNonRoot=true`,
  };
};

export const checkRunAsUser: PodCheck = (spec) => {
  const bad = containersOf(spec).filter(({ securityContext }) => securityContext?.runAsUser === 0);
  const who = setters(spec.securityContext?.runAsUser === 0, bad);
  return who === '' ? undefined : { reason: 'runAsUser=0', detail: `${who} must not set runAsUser=0` };
};

export const checkSeccompSet: PodCheck = (spec, metadata) => {
  const wrong = checkSeccomp(spec, metadata);
  if (wrong) return wrong;
  const ofPod = spec.securityContext?.seccompProfile;
  if (ofPod && !isBadSeccompType(ofPod.type)) return undefined;
  const silent = containersOf(spec).filter(({ securityContext }) => !securityContext?.seccompProfile);
  if (silent.length === 0) return undefined;
  const who = called('container', namesOf(silent));
  const detail = `pod or ${who} must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"`;
  return { reason: 'seccompProfile', detail };
};

export function unlessWindows(check: PodCheck): PodCheck {
  return (spec, metadata) => (isWindows(spec) ? undefined : check(spec, metadata));
}

export function unlessUserNamespace(check: PodCheck): PodCheck {
  return (spec, metadata) => (isInUserNamespace(spec) ? undefined : check(spec, metadata));
}
