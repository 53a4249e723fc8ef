/**
 * The resources that CustomResourceDefinitions add. Models apiextensions-apiserver's DiscoveryController: a definition
 * counts by its accepted names, and not before it is established. Where no controller has written conditions yet, it
 * counts by the names it asks for.
 */
import type { CustomResourceDefinition } from '../schema/generated/types';
import { groupVersionOf, type ResourceInfo } from './resource-info';
import { compareVersions } from './version-order';

/** A CustomResourceDefinition (apiextensions.k8s.io/v1) as it is stored. */
export type StoredDefinition = Readonly<Record<string, unknown>>;

const VERBS = ['delete', 'deletecollection', 'get', 'list', 'patch', 'create', 'update', 'watch'];
const STATUS_VERBS = ['get', 'patch', 'update'];

/** Stored objects never change in place: what was read of one stays true. */
const known = new WeakMap<StoredDefinition, readonly ResourceInfo[]>();

/** Those of its served versions, best version first. */
export function customResources(definition: StoredDefinition): readonly ResourceInfo[] {
  const found = known.get(definition) ?? readDefinition(definition);
  known.set(definition, found);
  return found;
}

function readDefinition({ spec = {}, status }: CustomResourceDefinition): ResourceInfo[] {
  const established = status?.conditions?.find(({ type }) => type === 'Established');
  if (established && established.status !== 'True') return [];
  const asked = spec.names ?? {};
  const accepted = status?.acceptedNames;
  const { plural = '', kind = '', singular, shortNames = [], categories = [] } = accepted?.plural ? accepted : asked;
  const served = (spec.versions ?? []).filter((version) => version.served);
  const sorted = served.sort((a, b) => compareVersions(a.name ?? '', b.name ?? ''));
  return sorted.flatMap(({ name: version = '', subresources }) => {
    const group = spec.group ?? '';
    const own: ResourceInfo = {
      group,
      version,
      resource: plural,
      singularName: singular || kind.toLowerCase(),
      namespaced: spec.scope === 'Namespaced',
      kind,
      apiVersion: groupVersionOf({ group, version }),
      shortNames,
      categories,
      verbs: VERBS,
    };
    const below = { ...own, singularName: '', shortNames: [], categories: [], verbs: STATUS_VERBS };
    return [
      own,
      ...(subresources?.status ? [{ ...below, subresource: 'status' }] : []),
      ...(subresources?.scale ? [{ ...below, subresource: 'scale', kind: 'Scale', apiVersion: 'autoscaling/v1' }] : []),
    ];
  });
}
