/**
 * What the server serves, by every name a learner may call it. Models client-go's discovery and restmapper, and kubectl's
 * words for what it doesn't find.
 */
import type { Api } from './api';
import { bad, good, type Result } from './failure';
import { listAt, textAt } from './json-object';

export interface Resource {
  readonly group: string;
  readonly version: string;
  /** `v1`, `apps/v1`. */
  readonly apiVersion: string;
  readonly kind: string;
  /** `deployments`. */
  readonly plural: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
  /** `status`, `scale`, … */
  readonly subresources: readonly string[];
}

export class Resources {
  /** Each in its preferred version first. */
  constructor(readonly all: readonly Resource[]) {}

  /** The resource that `deploy`, `deployments.apps`, `deployments.v1.apps` or `Deployment` names. */
  find(name: string): Result<Resource> {
    const [plain = '', ...more] = name.toLowerCase().split('.');
    const named = this.all.filter((resource) => isNamed(resource, plain));
    const [version, ...group] = more;
    // A short name stands for the preferred version, whichever is named.
    const isShort = named.some(({ shortNames }) => shortNames.includes(plain));
    if (isShort && named.some((each) => each.version === version && each.group === group.join('.'))) {
      const preferred = named.find((each) => each.group === group.join('.'));
      if (preferred) return good(preferred);
    }
    const exact = named.find(
      (each) => version !== undefined && each.version === version && each.group === group.join('.'),
    );
    if (exact) return good(exact);
    const wanted = more.join('.');
    const found =
      more.length === 0
        ? named[0]
        : (named.find((each) => each.group === wanted) ?? named.find((each) => each.group.startsWith(wanted)));
    return found ? good(found) : bad(`the server doesn't have a resource type "${name.split('.')[0] ?? ''}"`);
  }

  /** Of a category: `all`. */
  inCategory(category: string): readonly Resource[] {
    return this.preferred().filter(({ categories }) => categories.includes(category));
  }

  /** Each once, in its preferred version. */
  preferred(): readonly Resource[] {
    const seen = new Set<string>();
    return this.all.filter(({ plural, group }) => {
      const key = `${plural}.${group}`;
      return !seen.has(key) && seen.add(key);
    });
  }

  ofKind(apiVersion: string, kind: string): Resource | undefined {
    return this.all.find((each) => each.apiVersion === apiVersion && each.kind === kind);
  }
}

function isNamed({ plural, singular, kind, shortNames }: Resource, name: string): boolean {
  return plural === name || singular === name || kind.toLowerCase() === name || shortNames.includes(name);
}

/**
 * What the server serves, from the cache where there is one. Models client-go's cached discovery: it is asked anew where what
 * is looked for isn't known, and after six hours. So a kind that is gone is still known for a while.
 *
 * @param isEnough whether what is looked for is there; without it the cache will do
 */
export async function discover(
  api: Pick<Api, 'get' | 'cache' | 'now'>,
  isEnough: (resources: Resources) => boolean = () => true,
): Promise<Result<Resources>> {
  const kept = api.cache?.get(KEPT);
  if (kept && api.now() < kept.until) {
    const known = resourcesIn(kept.value);
    if (isEnough(known)) return good(known);
  }
  const roots: unknown[] = [];
  for (const root of ['/api', '/apis']) {
    const answered = await api.get(root, 'discovery');
    if (!answered.ok) return answered;
    roots.push(answered.value);
  }
  api.cache?.set(KEPT, { value: roots, until: api.now() + SIX_HOURS });
  return good(resourcesIn(roots));
}

const KEPT = 'discovery';
const SIX_HOURS = 6 * 3_600_000;

function resourcesIn(roots: unknown): Resources {
  const groups = Array.isArray(roots) ? roots.flatMap((root) => listAt(root, 'items')) : [];
  return new Resources(
    groups.flatMap((group) =>
      listAt(group, 'versions').flatMap((version) => readVersion(textAt(group, 'metadata', 'name'), version)),
    ),
  );
}

function readVersion(group: string, served: unknown): Resource[] {
  const version = textAt(served, 'version');
  return listAt(served, 'resources').map((resource) => ({
    group,
    version,
    apiVersion: group === '' ? version : `${group}/${version}`,
    kind: textAt(resource, 'responseKind', 'kind'),
    plural: textAt(resource, 'resource'),
    singular: textAt(resource, 'singularResource'),
    shortNames: texts(resource, 'shortNames'),
    categories: texts(resource, 'categories'),
    namespaced: textAt(resource, 'scope') === 'Namespaced',
    verbs: texts(resource, 'verbs'),
    subresources: listAt(resource, 'subresources').map((each) => textAt(each, 'subresource')),
  }));
}

function texts(value: unknown, field: string): string[] {
  return listAt(value, field).filter((each) => typeof each === 'string');
}

export interface Place {
  /** Undefined: in all namespaces, or the kind has none. */
  readonly namespace?: string | undefined;
  readonly name?: string;
  readonly subresource?: string;
}

/** The address of a resource's objects, or of one: `/apis/apps/v1/namespaces/default/deployments/web`. */
export function pathOf(
  { group, version, plural, namespaced }: Resource,
  { namespace, name, subresource }: Place,
): string {
  const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
  const within = namespaced && namespace !== undefined ? `/namespaces/${encodeURIComponent(namespace)}` : '';
  const object = name === undefined ? '' : `/${encodeURIComponent(name)}`;
  return `${root}${within}/${plural}${object}${subresource === undefined ? '' : `/${subresource}`}`;
}

/** `?limit=500&labelSelector=…`, of those that are given; empty for none. */
export function queryOf(options: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(options).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  return given.length === 0 ? '' : `?${given.join('&')}`;
}

/** `deployment.apps`, `pod`: how kubectl calls a kind before a name. */
export function kindName({ kind, group }: Pick<Resource, 'kind' | 'group'>): string {
  return group === '' ? kind.toLowerCase() : `${kind.toLowerCase()}.${group}`;
}
