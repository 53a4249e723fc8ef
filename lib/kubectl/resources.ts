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

/** Asks the server. */
export async function discover(api: Api): Promise<Result<Resources>> {
  const all: Resource[] = [];
  for (const root of ['/api', '/apis']) {
    const answered = await api.get(root, 'discovery');
    if (!answered.ok) return answered;
    for (const group of listAt(answered.value, 'items')) {
      for (const version of listAt(group, 'versions'))
        all.push(...readVersion(textAt(group, 'metadata', 'name'), version));
    }
  }
  return good(new Resources(all));
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
