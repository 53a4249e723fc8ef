/**
 * The files that the API's objects become in a volume: of ConfigMaps, Secrets, the downward API, service account tokens, and
 * several of them in one. Models pkg/volume/{configmap,secret,downwardapi,projected}.
 *
 * Not modelled: modes (./volume-modes.ts), ClusterTrustBundles and Pod certificates; a token is not signed, and lives a year.
 */
import { AUDIENCE, parseTime, tokenOf, type Client, type Stored, type types } from '@/lib/kube';
import { fieldValue, resourceValue, type PodPlace } from './field-values';
import { normalize } from './files';
import { decodeBase64 } from './secret-text';
import type { Files } from './state';

export type Payload = { readonly files: Files } | { readonly failed: string };

/** Undefined for a volume of another kind. */
export function volumePayload(
  client: Client,
  pod: Stored<'v1/Pod'>,
  volume: types.Volume,
  place: PodPlace,
): Payload | undefined {
  const { configMap, secret, downwardAPI, projected } = volume;
  if (configMap) return configMapFiles(client, pod, configMap);
  if (secret) return secretFiles(client, pod, { ...secret, name: secret.secretName ?? '' });
  if (downwardAPI) return { files: downwardFiles(pod, downwardAPI.items ?? [], place) };
  if (projected) return projectedFiles(client, pod, projected, place);
  return undefined;
}

/** What of the API a volume shows: `ConfigMap default/web`. A change of it changes the volume. */
export function volumeSources(namespace: string, volume: types.Volume): readonly string[] {
  const names: string[] = [];
  const { configMap, secret, projected } = volume;
  if (configMap) names.push(`ConfigMap ${namespace}/${configMap.name}`);
  if (secret) names.push(`Secret ${namespace}/${secret.secretName}`);
  for (const source of projected?.sources ?? []) {
    if (source.configMap) names.push(`ConfigMap ${namespace}/${source.configMap.name}`);
    if (source.secret) names.push(`Secret ${namespace}/${source.secret.name}`);
  }
  return names;
}

interface KeySource {
  readonly name?: string;
  readonly items?: types.KeyToPath[];
  readonly optional?: boolean;
}

/** Every new namespace gets it from the controller manager; that one may be stopped, or slower than the Pod. */
const ROOT_CA = 'kube-root-ca.crt';

function configMapFiles(client: Client, pod: Stored<'v1/Pod'>, source: KeySource): Payload {
  const { name = '', items = [], optional = false } = source;
  const found = client.get('v1/ConfigMap', pod.metadata.namespace, name);
  if (!found && name === ROOT_CA) return { files: { '/ca.crt': '' } };
  if (!found && !optional) return { failed: `configmap "${name}" not found` };
  const data: Record<string, string> = { ...found?.data };
  for (const [key, value] of Object.entries(found?.binaryData ?? {})) data[key] = decodeBase64(value);
  return keysAsFiles(data, items, optional, 'configmap references non-existent config key');
}

function secretFiles(client: Client, pod: Stored<'v1/Pod'>, source: KeySource): Payload {
  const { name = '', items = [], optional = false } = source;
  const found = client.get('v1/Secret', pod.metadata.namespace, name);
  if (!found && !optional) return { failed: `secret "${name}" not found` };
  const data: Record<string, string> = {};
  for (const [key, value] of Object.entries(found?.data ?? {})) data[key] = decodeBase64(value);
  return keysAsFiles(data, items, optional, 'references non-existent secret key');
}

function keysAsFiles(
  data: Readonly<Record<string, string>>,
  items: readonly types.KeyToPath[],
  optional: boolean,
  missing: string,
): Payload {
  const files: Files = {};
  if (items.length === 0) for (const key in data) files[`/${key}`] = data[key] ?? '';
  for (const { key = '', path = '' } of items) {
    const text = data[key];
    if (text !== undefined) files[normalize(path)] = text;
    else if (!optional) return { failed: `${missing}: ${key}` };
  }
  return { files };
}

function downwardFiles(pod: Stored<'v1/Pod'>, items: readonly types.DownwardAPIVolumeFile[], place: PodPlace): Files {
  const files: Files = {};
  for (const { path = '', fieldRef, resourceFieldRef } of items) {
    if (fieldRef) files[normalize(path)] = fieldValue(pod, fieldRef.fieldPath ?? '', place) ?? '';
    if (resourceFieldRef) files[normalize(path)] = resourceValue(pod, undefined, resourceFieldRef, place);
  }
  return files;
}

function projectedFiles(
  client: Client,
  pod: Stored<'v1/Pod'>,
  projected: types.ProjectedVolumeSource,
  place: PodPlace,
): Payload {
  const files: Files = {};
  const faults: string[] = [];
  for (const { configMap, secret, downwardAPI, serviceAccountToken } of projected.sources ?? []) {
    const payload = configMap
      ? configMapFiles(client, pod, configMap)
      : secret
        ? secretFiles(client, pod, secret)
        : { files: downwardFiles(pod, downwardAPI?.items ?? [], place) };
    if ('failed' in payload) faults.push(payload.failed);
    else Object.assign(files, payload.files);
    if (serviceAccountToken)
      files[normalize(serviceAccountToken.path ?? 'token')] = podToken(client, pod, serviceAccountToken);
  }
  if (faults.length === 0) return { files };
  // An aggregate of several is printed as a list.
  return { failed: faults.length === 1 ? (faults[0] ?? '') : `[${faults.join(', ')}]` };
}

/** As long as the server lets those of Pods live: nobody here fetches another before it is over. */
const YEAR = 365 * 86_400;

function podToken(
  client: Client,
  { metadata, spec }: Stored<'v1/Pod'>,
  { audience = AUDIENCE }: types.ServiceAccountTokenProjection,
): string {
  const { namespace = '', name, uid, creationTimestamp } = metadata;
  const account = spec?.serviceAccountName ?? 'default';
  const node = client.get('v1/Node', undefined, spec?.nodeName ?? '');
  const issued = Math.floor((parseTime(creationTimestamp) ?? 0) / 1_000);
  return tokenOf({
    namespace,
    name: account,
    uid: client.get('v1/ServiceAccount', namespace, account)?.metadata.uid ?? '',
    expires: issued + YEAR,
    issued,
    audiences: [audience],
    bound: { kind: 'pod', name, uid },
    ...(node && { node: { name: node.metadata.name, uid: node.metadata.uid } }),
  });
}
