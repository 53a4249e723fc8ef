/** What a Pod mounts, reads, claims and pulls with. One tie for each object, and one more for each key that is not there. */
import type { Stored, types } from '@/lib/kube';
import type { Scene } from './sight';
import type { ViewTie } from './view-item';

type Pod = Stored<'v1/Pod'>;

/** An object that is needed, and one of its keys, or all of it. */
interface Need {
  readonly by: ViewTie['by'];
  readonly kind: 'ConfigMap' | 'Secret' | 'PersistentVolumeClaim' | 'ServiceAccount';
  readonly name: string | undefined;
  readonly key?: string | undefined;
  readonly optional?: boolean | undefined;
}

export function tiesOfPod({ metadata: { namespace = '', name }, spec }: Pod, scene: Scene): readonly ViewTie[] {
  const ties = new Map<string, ViewTie>();
  for (const need of needsOf(spec ?? {}, name)) {
    if (!need.name || need.name === ROOT_CERTIFICATE) continue;
    const { by, kind } = need;
    const missing = need.optional ? undefined : missingOf(need, namespace, need.name, scene);
    const tie = { by, kind, namespace, name: need.name, isMissing: missing !== undefined };
    const what = missing ?? '';
    ties.set(`${by} ${kind} ${need.name} ${what}`, what === '' ? tie : { ...tie, what });
  }
  return withoutDoubles([...ties.values()]);
}

/** In every namespace, and in every Pod by itself. */
const ROOT_CERTIFICATE = 'kube-root-ca.crt';

function* needsOf(spec: types.PodSpec, pod: string): Iterable<Need> {
  for (const { volume, source } of (spec.volumes ?? []).flatMap(sourcesOf)) {
    const { configMap, secret, persistentVolumeClaim } = source;
    if (configMap) yield* mounted('ConfigMap', configMap.name, configMap);
    if (secret) yield* mounted('Secret', secretName(secret), secret);
    if (persistentVolumeClaim)
      yield { by: 'claims', kind: 'PersistentVolumeClaim', name: persistentVolumeClaim.claimName };
    if (source.ephemeral) yield { by: 'claims', kind: 'PersistentVolumeClaim', name: `${pod}-${volume}` };
  }
  for (const { env = [], envFrom = [] } of [...(spec.initContainers ?? []), ...(spec.containers ?? [])]) {
    for (const { valueFrom } of env) {
      const { configMapKeyRef, secretKeyRef } = valueFrom ?? {};
      if (configMapKeyRef) yield { by: 'reads', kind: 'ConfigMap', ...configMapKeyRef, name: configMapKeyRef.name };
      if (secretKeyRef) yield { by: 'reads', kind: 'Secret', ...secretKeyRef, name: secretKeyRef.name };
    }
    for (const { configMapRef, secretRef } of envFrom) {
      if (configMapRef) yield { by: 'reads', kind: 'ConfigMap', ...configMapRef, name: configMapRef.name };
      if (secretRef) yield { by: 'reads', kind: 'Secret', ...secretRef, name: secretRef.name };
    }
  }
  for (const { name } of spec.imagePullSecrets ?? []) yield { by: 'pulls', kind: 'Secret', name };
  const account = spec.serviceAccountName;
  if (account && account !== 'default') yield { by: 'uses', kind: 'ServiceAccount', name: account };
}

type Source = Pick<types.Volume, 'configMap' | 'persistentVolumeClaim' | 'ephemeral'> & {
  readonly secret?: types.SecretVolumeSource | types.SecretProjection;
};

/** A projected volume is several in one. */
function sourcesOf(volume: types.Volume): { readonly volume: string; readonly source: Source }[] {
  const sources: readonly Source[] = volume.projected?.sources ?? [volume];
  return sources.map((source) => ({ volume: volume.name ?? '', source }));
}

/** A volume names its Secret otherwise than a part of a projected one does. */
function secretName(secret: types.SecretVolumeSource | types.SecretProjection): string | undefined {
  return 'name' in secret ? secret.name : 'secretName' in secret ? secret.secretName : undefined;
}

function* mounted(
  kind: Need['kind'],
  name: string | undefined,
  { items, optional }: { items?: types.KeyToPath[]; optional?: boolean },
): Iterable<Need> {
  if (!items?.length) yield { by: 'mounts', kind, name, optional };
  for (const { key } of items ?? []) yield { by: 'mounts', kind, name, key, optional };
}

/** The key that is not there; `''` where the object is not; undefined where nothing is missing. */
function missingOf({ kind, key }: Need, namespace: string, name: string, { client }: Scene): string | undefined {
  const object = client.get(`v1/${kind}`, namespace, name);
  if (!object) return '';
  if (key === undefined) return undefined;
  const held: object[] = [];
  if ('data' in object && object.data) held.push(object.data);
  if ('binaryData' in object && object.binaryData) held.push(object.binaryData);
  return held.some((data) => Object.hasOwn(data, key)) ? undefined : key;
}

/** An object that is mounted and read is one line. */
function withoutDoubles(ties: readonly ViewTie[]): readonly ViewTie[] {
  const seen = new Set<string>();
  return ties.filter(({ kind, name, what = '', by, isMissing }) => {
    const key = `${kind} ${name} ${what} ${isMissing}${by === 'mounts' || by === 'reads' ? '' : by}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
