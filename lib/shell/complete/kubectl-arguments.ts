/** What kubectl's commands are about: kinds, objects by their names, `TYPE/NAME`. */
import type { ClusterNames, Kind } from './cluster-names';
import type { Position } from './command-tree';
import { fileOffers } from './files';
import { begun, whole, type Offer } from './offer';
import type { Place } from './place';

const ROLLED = ['deployments', 'daemonsets', 'statefulsets'];
const SCALED = ['deployments', 'replicasets', 'replicationcontrollers', 'statefulsets'];
const WITH_PODS = [...SCALED, 'daemonsets', 'jobs', 'cronjobs'];
const ANY: readonly string[] = [];

/** Commands that name a kind, then objects of it; of which kinds (ANY: of all). */
const OF_KINDS = new Map<string, readonly string[]>([
  ...['get', 'describe', 'delete', 'edit', 'label', 'annotate', 'patch', 'wait'].map((path) => [path, ANY] as const),
  ...['status', 'history', 'undo', 'restart'].map((path) => [`rollout ${path}`, ROLLED] as const),
  ['rollout pause', ['deployments']],
  ['rollout resume', ['deployments']],
  ['scale', SCALED],
  ['autoscale', SCALED],
  ['expose', ['pods', 'services', ...SCALED]],
  ...['image', 'env', 'resources'].map((path) => [`set ${path}`, ['pods', ...WITH_PODS]] as const),
  ['set serviceaccount', WITH_PODS],
  ['set selector', ['services']],
  ['taint', ['nodes']],
]);
/** Commands about a Pod, or about what has Pods. */
const OF_PODS = new Set(['logs', 'exec', 'attach', 'port-forward', 'debug']);
/** Commands about objects of one kind. */
const OF_ONE_KIND = new Map([
  ['cordon', 'nodes'],
  ['uncordon', 'nodes'],
  ['drain', 'nodes'],
  ['top node', 'nodes'],
  ['top pod', 'pods'],
  ['certificate approve', 'certificatesigningrequests'],
  ['certificate deny', 'certificatesigningrequests'],
]);
const OF_CONTEXTS = /^config (?:use|set|delete|rename)-context$/;
const VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'];

export async function argumentOffers(
  place: Place,
  names: ClusterNames,
  { path, args }: Position,
  word: string,
): Promise<readonly Offer[]> {
  const ofKinds = OF_KINDS.get(path);
  if (ofKinds) return objects(names, path, args, word, ofKinds);
  const kind = OF_ONE_KIND.get(path);
  if (kind !== undefined) return namesOf(names, kind, args);
  if (OF_PODS.has(path))
    return args.length === 0 ? podOrOwner(names, word) : path === 'logs' ? containers(names, args) : [];
  if (OF_CONTEXTS.test(path)) return args.length === 0 ? names.contexts.map(whole) : [];
  switch (path) {
    case 'explain':
      return args.length === 0 ? kindOffers(await names.kinds(), word) : [];
    case 'auth can-i':
      if (args.length === 0) return VERBS.map(whole);
      return args.length === 1 ? kindOffers(await names.kinds(), word) : [];
    case 'cp': {
      const pods = word.includes('/') ? [] : await names.names('pods');
      return [...pods.map((name) => begun(`${name}:`)), ...fileOffers(place, word)];
    }
    default:
      return [];
  }
}

async function objects(
  names: ClusterNames,
  path: string,
  args: readonly string[],
  word: string,
  only: readonly string[],
): Promise<readonly Offer[]> {
  const [kind] = args;
  if (word.includes('/')) return pairs(names, args, word);
  if (kind === undefined) {
    const verb = path === 'delete' ? 'delete' : 'list';
    const kinds = (await names.kinds()).filter(
      ({ plural, verbs }) => verbs.includes(verb) && (only === ANY || only.includes(plural)),
    );
    return kindOffers(kinds, word);
  }
  if (kind.includes('/')) return path === 'set image' ? containersToSet(names, args) : [];
  if (path === 'set image' && args.length > 1) return containersToSet(names, args.slice(0, 2));
  return namesOf(names, kind, args.slice(1));
}

async function namesOf(names: ClusterNames, kinds: string, taken: readonly string[]): Promise<readonly Offer[]> {
  return (await names.names(kinds)).filter((name) => !taken.includes(name)).map(whole);
}

/** `deployment/web` */
async function pairs(names: ClusterNames, taken: readonly string[], word: string): Promise<readonly Offer[]> {
  const kind = word.slice(0, word.indexOf('/'));
  if (kind === '') return [];
  const found = (await names.names(kind)).map((name) => `${kind}/${name}`);
  return found.filter((pair) => !taken.includes(pair)).map(whole);
}

async function podOrOwner(names: ClusterNames, word: string): Promise<readonly Offer[]> {
  if (word.includes('/')) return pairs(names, [], word);
  const pods = (await names.names('pods')).map(whole);
  const owners = ['deployment', 'daemonset', 'statefulset', 'replicaset', 'job', 'service', 'pod'];
  const isOwner = word !== '' && !pods.some(({ text }) => text.startsWith(word));
  return isOwner ? owners.map((owner) => begun(`${owner}/`)) : pods;
}

/** @param args what was named so far: a Pod, a kind and a name, or a pair */
export async function containers(names: ClusterNames, args: readonly string[]): Promise<readonly Offer[]> {
  const [first] = args;
  if (first === undefined) return [];
  return (await names.containers(first.includes('/') ? [first] : ['pods', first])).map(whole);
}

async function containersToSet(names: ClusterNames, args: readonly string[]): Promise<readonly Offer[]> {
  return (await names.containers(args)).map((name) => begun(`${name}=`));
}

/** Kinds by their plurals; a short name and a singular where they were typed out, or where nothing else begins so. */
function kindOffers(kinds: readonly Kind[], word: string): readonly Offer[] {
  const before = word.slice(0, word.lastIndexOf(',') + 1);
  const typed = word.slice(before.length);
  const plurals = kinds.map(({ plural }) => plural);
  const others = kinds.flatMap(({ singular, shortNames }) => [singular, ...shortNames]);
  const isPlural = plurals.some((plural) => plural.startsWith(typed));
  const fitting = others.filter((other) => (isPlural ? other === typed : other.startsWith(typed)));
  return [...plurals, ...fitting].map((kind) => whole(before + kind));
}
