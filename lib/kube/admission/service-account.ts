/**
 * Every Pod acts as a ServiceAccount and gets its token. Models the plugin ServiceAccount
 * (plugin/pkg/admission/serviceaccount).
 *
 * Not modelled: the annotation kubernetes.io/enforce-mountable-secrets, and the Secrets of a mirror Pod.
 */
import { quote } from '../field/print';
import type { Container, Pod, PodSpec, ServiceAccount, Volume, VolumeMount } from '../schema/generated/types';
import { MIRROR_ANNOTATION } from '../validation/pod-annotations';
import type { AdmissionCluster } from './cluster';
import { lookupFailure } from './lookup';
import type { AdmissionRefusal } from './refusal';
import { forbid } from './refusal';

const VOLUME_PREFIX = 'kube-api-access-';
const MOUNT_PATH = '/var/run/secrets/kubernetes.io/serviceaccount';

export function admitServiceAccount(pod: Pod, cluster: AdmissionCluster): AdmissionRefusal | undefined {
  const spec = (pod.spec ??= {});
  if (Object.hasOwn(pod.metadata?.annotations ?? {}, MIRROR_ANNOTATION)) {
    return spec.serviceAccountName
      ? forbid('pods', pod.metadata, 'a mirror pod may not reference service accounts')
      : undefined;
  }
  const name = spec.serviceAccountName || 'default';
  spec.serviceAccountName = name;
  spec.serviceAccount = name;
  const namespace = pod.metadata?.namespace ?? '';
  const account = cluster.serviceAccount(namespace, name);
  if (!account) {
    const why = lookupFailure(name) ?? `serviceaccount ${quote(name)} not found`;
    return forbid('pods', pod.metadata, `error looking up service account ${namespace}/${name}: ${why}`);
  }

  if (spec.automountServiceAccountToken ?? account.automountServiceAccountToken ?? true) mountToken(spec, cluster);
  if (!spec.imagePullSecrets?.length) takePullSecrets(spec, account);
  return undefined;
}

/** A container that has something at the token's place already keeps it. */
function mountToken(spec: PodSpec, cluster: AdmissionCluster): void {
  const existing = spec.volumes?.find(({ name = '' }) => name.startsWith(VOLUME_PREFIX))?.name;
  const mount: VolumeMount = {
    name: existing ?? VOLUME_PREFIX + cluster.nameSuffix(),
    readOnly: true,
    mountPath: MOUNT_PATH,
  };
  const containers = [...(spec.initContainers ?? []), ...(spec.containers ?? [])].filter(
    (container) => !hasToken(container),
  );
  // Lists made as long as they are: one that grows has room for many more, in every Pod.
  for (const container of containers) container.volumeMounts = (container.volumeMounts ?? []).concat({ ...mount });
  if (containers.length > 0 && existing === undefined) {
    spec.volumes = (spec.volumes ?? []).concat(tokenVolume(mount.name ?? ''));
  }
}

function hasToken({ volumeMounts = [] }: Container): boolean {
  return volumeMounts.some(({ mountPath }) => mountPath === MOUNT_PATH);
}

/** The token, whom to trust, and where one is. */
function tokenVolume(name: string): Volume {
  return {
    name,
    projected: {
      sources: [
        { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
        { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
        {
          downwardAPI: {
            items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }],
          },
        },
      ],
      defaultMode: 0o644,
    },
  };
}

function takePullSecrets(spec: PodSpec, { imagePullSecrets = [] }: ServiceAccount): void {
  if (imagePullSecrets.length > 0) spec.imagePullSecrets = imagePullSecrets.map((secret) => ({ ...secret }));
}
