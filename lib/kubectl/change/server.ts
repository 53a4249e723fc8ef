/** The API server as the commands that change things use it: resources by their names, objects by their place. */
import type { ApiResponse } from '@/lib/kube';
import type { KubectlIO } from '../io';
import { at, goJson, isObject, listAt, parseJson, textAt, type Json } from './json';
import { problem, refused, type Problem } from './problem';

export interface Resource {
  readonly group: string;
  readonly version: string;
  /** `v1`, `apps/v1`. */
  readonly apiVersion: string;
  /** `deployments`. */
  readonly name: string;
  readonly singular: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly verbs: readonly string[];
}

/** An object's place. */
export interface Place {
  readonly resource: Resource;
  readonly namespace: string;
  readonly name: string;
}

export type Answer = { readonly object: Json } | { readonly problem: Problem };

export type PatchForm = 'strategic-merge-patch' | 'merge-patch' | 'json-patch' | 'apply-patch';

export type Query = Readonly<Record<string, string | undefined>>;

const DISCOVERY = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

export class Server {
  readonly #io: KubectlIO;
  #resources: readonly Resource[] | undefined;

  constructor(io: KubectlIO) {
    this.#io = io;
  }

  async send(method: string, url: string, body?: unknown, contentType = 'application/json'): Promise<Answer> {
    const response = await this.open(method, url, body, contentType);
    if ('problem' in response) return response;
    const text = 'body' in response && typeof response.body === 'string' ? response.body : '';
    const object = parseJson(text);
    if (response.status >= 400) {
      if (isObject(object) && object['kind'] === 'Status') return { problem: refused(object) };
      return { problem: problem(text.trim()) };
    }
    return { object: isObject(object) ? object : {} };
  }

  /** The answer itself, whose warnings are printed. */
  async open(
    method: string,
    url: string,
    body?: unknown,
    contentType = 'application/json',
  ): Promise<Exclude<ApiResponse, undefined> | { readonly problem: Problem }> {
    const response = await this.#io.request({
      method,
      url,
      headers: { accept: 'application/json', ...(body !== undefined && { 'content-type': contentType }) },
      body: body === undefined ? '' : goJson(body),
    });
    if (!response) {
      const host = this.#io.config.server.replace(/^https?:\/\//, '');
      const said = `The connection to the server ${host} was refused - did you specify the right host or port?`;
      return { problem: problem(said) };
    }
    const { warning } = response.headers;
    for (const one of warning === undefined ? [] : [warning].flat()) {
      const words = /^299 \S+ ("(?:[^"\\]|\\.)*")/.exec(one)?.[1];
      if (words !== undefined) this.#io.err(`Warning: ${unquote(words)}\n`);
    }
    return response;
  }

  get(place: Place): Promise<Answer> {
    return this.send('GET', pathOf(place));
  }

  list(resource: Resource, namespace: string, query: Query = {}): Promise<Answer> {
    return this.send('GET', collectionOf(resource, namespace) + queryText(query));
  }

  create(resource: Resource, namespace: string, object: Json, query: Query): Promise<Answer> {
    return this.send('POST', collectionOf(resource, namespace) + queryText(query), object);
  }

  replace(place: Place, object: Json, query: Query): Promise<Answer> {
    return this.send('PUT', pathOf(place) + queryText(query), object);
  }

  patch(place: Place, form: PatchForm, patch: unknown, query: Query, subresource = ''): Promise<Answer> {
    const type = form === 'apply-patch' ? 'application/apply-patch+yaml' : `application/${form}+json`;
    return this.send('PATCH', pathOf(place, subresource) + queryText(query), patch, type);
  }

  delete(place: Place, options: Json): Promise<Answer> {
    return this.send('DELETE', pathOf(place), options);
  }

  /** All that the server serves, the preferred version of each group first. */
  async resources(): Promise<readonly Resource[] | Problem> {
    if (this.#resources) return this.#resources;
    const found: Resource[] = [];
    for (const url of ['/api', '/apis']) {
      const response = await this.#io.request({ method: 'GET', url, headers: { accept: DISCOVERY }, body: '' });
      if (!response) {
        const failed = await this.send('GET', url);
        return 'problem' in failed ? failed.problem : problem('no discovery');
      }
      found.push(...readDiscovery('body' in response && typeof response.body === 'string' ? response.body : ''));
    }
    this.#resources = found;
    return found;
  }

  async resourceOfKind(apiVersion: string, kind: string): Promise<Resource | Problem> {
    const all = await this.resources();
    if ('message' in all) return all;
    const known = all.find((one) => one.apiVersion === apiVersion && one.kind === kind);
    return known ?? problem(`no matches for kind ${JSON.stringify(kind)} in version ${JSON.stringify(apiVersion)}`);
  }

  /** By what one types: `deploy`, `deployments.apps`, `Deployment`. */
  async resourceNamed(word: string): Promise<Resource | Problem> {
    const all = await this.resources();
    if ('message' in all) return all;
    const [first = '', ...rest] = word.toLowerCase().split('.');
    const group = rest.join('.');
    const isIt = (one: Resource, short: boolean): boolean =>
      [one.name, one.singular, ...(short ? one.shortNames : [])].includes(first);
    const fits = (one: Resource): boolean => {
      if (group === '') return true;
      return one.group === group || one.group.startsWith(`${group}.`) || `${one.version}.${one.group}` === group;
    };
    const found =
      all.find((one) => isIt(one, false) && fits(one)) ??
      all.find((one) => isIt(one, true) && fits(one)) ??
      all.find((one) => one.kind.toLowerCase() === word.toLowerCase());
    return found ?? problem(`the server doesn't have a resource type ${JSON.stringify(word)}`);
  }
}

export function collectionOf(resource: Resource, namespace: string): string {
  const root = resource.group === '' ? `/api/${resource.version}` : `/apis/${resource.apiVersion}`;
  const place = resource.namespaced && namespace !== '' ? `/namespaces/${encodeURIComponent(namespace)}` : '';
  return `${root}${place}/${resource.name}`;
}

export function pathOf({ resource, namespace, name }: Place, subresource = ''): string {
  const tail = subresource === '' ? '' : `/${subresource}`;
  return `${collectionOf(resource, namespace)}/${encodeURIComponent(name)}${tail}`;
}

export function queryText(query: Query): string {
  const pairs = Object.entries(query).flatMap(([key, value]) =>
    value === undefined || value === '' ? [] : [`${key}=${encodeURIComponent(value)}`],
  );
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/** `deployment.apps/web`: how an object is named once something was done with it. */
export function nameOf({ resource, name }: Pick<Place, 'resource' | 'name'>): string {
  return `${typeOf(resource)}/${name}`;
}

/** `deployment.apps`, `pod`. */
export function typeOf({ kind, group }: Pick<Resource, 'kind' | 'group'>): string {
  return kind.toLowerCase() + (group === '' ? '' : `.${group}`);
}

/** `deployments.apps`. */
export function pluralOf({ name, group }: Pick<Resource, 'name' | 'group'>): string {
  return name + (group === '' ? '' : `.${group}`);
}

function readDiscovery(body: string): Resource[] {
  return listAt(parseJson(body), 'items').flatMap((item) => {
    const group = textAt(item, 'metadata', 'name');
    return listAt(item, 'versions').flatMap((one) => {
      const version = textAt(one, 'version');
      return listAt(one, 'resources').map((resource) => readResource(resource, group, version));
    });
  });
}

function readResource(resource: unknown, group: string, version: string): Resource {
  const words = (key: string): string[] => listAt(resource, key).map(String);
  return {
    group,
    version,
    apiVersion: group === '' ? version : `${group}/${version}`,
    name: textAt(resource, 'resource'),
    singular: textAt(resource, 'singularResource'),
    kind: textAt(resource, 'responseKind', 'kind'),
    namespaced: at(resource, 'scope') === 'Namespaced',
    shortNames: words('shortNames'),
    categories: words('categories'),
    verbs: words('verbs'),
  };
}

function unquote(words: string): string {
  const text = parseJson(words);
  return typeof text === 'string' ? text : words;
}
