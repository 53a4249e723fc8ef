/** What kubectl's flags can be set to. */
import type { ClusterNames } from './cluster-names';
import type { Flag, Position } from './command-tree';
import { fileOffers } from './files';
import { containers } from './kubectl-arguments';
import { begun, whole, type Offer } from './offer';
import type { Place } from './place';

const FORMATS = ['json', 'yaml', 'name'].map(whole);
const TEMPLATES = ['jsonpath=', 'go-template='].map(begun);
const TABLES = [whole('wide'), begun('custom-columns=')];

/** Flags with few values, whichever command they belong to. */
const VALUES = new Map<string, readonly Offer[]>([
  ['dry-run', ['client', 'server', 'none'].map(whole)],
  ['cascade', ['background', 'orphan', 'foreground'].map(whole)],
  ['restart', ['Always', 'OnFailure', 'Never'].map(whole)],
  ['image-pull-policy', ['Always', 'IfNotPresent', 'Never'].map(whole)],
  ['sort-by', ['.metadata.name', '.metadata.creationTimestamp'].map(whole)],
  ['for', [whole('delete'), ...['condition=', 'jsonpath=', 'create'].map(begun)]],
  ['since', ['1m', '10m', '1h'].map(whole)],
  ['validate', ['strict', 'warn', 'ignore'].map(whole)],
]);
/** `--type` is a different thing in different commands. */
const TYPES = new Map([
  ['patch', ['strategic', 'merge', 'json']],
  ['expose', ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName']],
]);
/** Flags that name objects. */
const NAMES = new Map([
  ['namespace', 'namespaces'],
  ['clusterrole', 'clusterroles'],
  ['role', 'roles'],
  ['service', 'services'],
  ['serviceaccount', 'serviceaccounts'],
]);
const FILES = new Set(['filename', 'from-file', 'from-env-file', 'kustomize', 'patch-file', 'cert', 'key']);
/** `wait --for=condition=…` */
const CONDITIONS = ['Ready', 'Available', 'Complete', 'Failed', 'Established'];

export async function flagValues(
  place: Place,
  names: ClusterNames,
  { path, args, given }: Position,
  { name }: Flag,
  typed: string,
): Promise<readonly Offer[]> {
  const few = VALUES.get(name);
  if (name === 'for' && typed.startsWith('condition=')) return CONDITIONS.map((each) => whole(`condition=${each}`));
  if (few) return few;
  if (FILES.has(name)) return fileOffers(place, typed);
  const kind = NAMES.get(name);
  if (kind !== undefined) return (await names.names(kind)).map(whole);
  switch (name) {
    case 'output':
      return [...FORMATS, ...TEMPLATES, ...(path === 'get' || path === 'events' ? TABLES : [])];
    case 'type':
      return (TYPES.get(path) ?? []).map(whole);
    case 'context':
      return names.contexts.map(whole);
    case 'container':
      return containers(names, args.length > 1 && OF_KIND_AND_NAME.test(path) ? [args.slice(0, 2).join('/')] : args);
    case 'selector': {
      const [first = 'pods'] = args;
      return (await names.labels(given.has('selector') || path === 'logs' ? 'pods' : first)).map(whole);
    }
    default:
      return [];
  }
}

/** Commands that say a Pod's kind and name as two words. */
const OF_KIND_AND_NAME = /^set /;
