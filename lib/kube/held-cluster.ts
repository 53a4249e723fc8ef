/** A cluster that holds what was written: what admission would find once the other files are applied. */
import { newCluster, type AdmissionCluster } from './admission';
import { decode } from './decode';
import { isObject, type JsonObject } from './json-object';
import { modelledKind, type Manifest, type Modelled } from './judge';
import type { ModelledKind, ObjectsByKind } from './objects';
import { kindOf, schemaType } from './schema';
import type { ObjectMeta } from './schema/generated/types';

type Held = Map<ModelledKind, ObjectsByKind[ModelledKind][]>;

const POLICY = 'admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy';

/** The kinds that decide how others are judged. */
const DECIDING: ReadonlySet<string> = new Set<ModelledKind>([
  'v1/LimitRange',
  'v1/Namespace',
  'v1/ResourceQuota',
  'v1/ServiceAccount',
  POLICY,
  'admissionregistration.k8s.io/v1/ValidatingAdmissionPolicyBinding',
  'apiextensions.k8s.io/v1/CustomResourceDefinition',
  'networking.k8s.io/v1/IngressClass',
  'scheduling.k8s.io/v1/PriorityClass',
  'storage.k8s.io/v1/StorageClass',
]);

/** Those for which others may be judged otherwise: what `clusterHolding` wants to know, and no more. */
export function decidingAmong(manifests: readonly unknown[]): Manifest[] {
  const params = new Set(manifests.flatMap(paramKindOf));
  return manifests.filter(isObject).filter((manifest) => {
    const key = keyOf(manifest);
    return DECIDING.has(key) || params.has(key);
  });
}

function keyOf({ apiVersion, kind }: Manifest): string {
  return `${String(apiVersion)}/${String(kind)}`;
}

/** What a policy in CEL reads its limits from may be of any kind. */
function paramKindOf(manifest: unknown): string[] {
  if (!isObject(manifest) || keyOf(manifest) !== POLICY || !isObject(manifest['spec'])) return [];
  const { paramKind } = manifest['spec'];
  return isObject(paramKind) ? [keyOf(paramKind)] : [];
}

/**
 * @param manifests as they were written, right or wrong: what can be read of them counts
 * @param base what the cluster holds besides
 */
export function clusterHolding(manifests: readonly Manifest[], base: AdmissionCluster = newCluster): AdmissionCluster {
  const held: Held = new Map();
  for (const manifest of manifests) {
    const kind = kindOf(String(manifest['apiVersion']), String(manifest['kind']));
    const modelled = kind && modelledKind(kind);
    if (modelled) hold(held, manifest, modelled);
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- hold() files every object under the key of its kind
  const of = <K extends ModelledKind>(key: K): ObjectsByKind[K][] => (held.get(key) ?? []) as ObjectsByKind[K][];
  const named = <K extends ModelledKind>(key: K, name: string): ObjectsByKind[K] | undefined =>
    of(key).find(({ metadata }) => metadata?.name === name);
  const namespace = (name: string) => named('v1/Namespace', name) ?? base.namespace(name);
  return {
    ...base,
    namespace,
    serviceAccount(at, name) {
      const own = of('v1/ServiceAccount').find(({ metadata }) => metadata?.name === name && metadata.namespace === at);
      if (own) return own;
      // Every namespace gets one.
      const isGiven = name === 'default' && named('v1/Namespace', at) !== undefined;
      return isGiven ? { metadata: { name, namespace: at } } : base.serviceAccount(at, name);
    },
    priorityClass: (name) => named('scheduling.k8s.io/v1/PriorityClass', name) ?? base.priorityClass(name),
    defaultPriorityClass: () =>
      of('scheduling.k8s.io/v1/PriorityClass').find(({ globalDefault }) => globalDefault) ??
      base.defaultPriorityClass(),
    list: (key) => [...base.list(key), ...of(key)],
    customObjects: (apiVersion, kind) => [
      ...(base.customObjects?.(apiVersion, kind) ?? []),
      ...manifests.filter((manifest) => keyOf(manifest) === `${apiVersion}/${kind}`).map(customObject),
    ],
  };
}

/** As it was written; one that names no namespace goes to `default`, where its definition has namespaces at all. */
function customObject(manifest: Manifest): { metadata: ObjectMeta; object: JsonObject } {
  const type = schemaType('ObjectMeta');
  const written = isObject(manifest['metadata']) ? manifest['metadata'] : {};
  const metadata = type ? decode<ObjectMeta>(type, written).object : {};
  return { metadata: { ...metadata, namespace: metadata.namespace || 'default' }, object: { ...manifest } };
}

function hold<K extends ModelledKind>(
  held: Held,
  manifest: Manifest,
  { key, kind, type, strategy }: Modelled<K>,
): void {
  const { object } = decode<ObjectsByKind[K]>(type, manifest);
  const metadata = (object.metadata ??= {});
  if (!metadata.name) return;
  if (kind.namespaced) metadata.namespace ||= 'default';
  strategy.setDefaults(object);
  const list = held.get(key) ?? [];
  held.set(key, [...list, object]);
}
