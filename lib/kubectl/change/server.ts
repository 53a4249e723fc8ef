/** The API server as the commands that change things use it: resources by their names, objects by their place. */
import type { ApiResponse } from '@/lib/kube';
import { newApi, type Api } from '../api';
import { readStatus, refusedWords, standardWords } from '../failure';
import type { KubectlIO } from '../io';
import { discover, kindName, pathOf as placePath, queryOf, type Resource, type Resources } from '../resources';
import { goJson, isObject, parseJson, type Json } from '../json-object';
import { problem, refused, type Problem } from './problem';

/** An object's place. */
export interface Place {
  readonly resource: Resource;
  readonly namespace: string;
  readonly name: string;
}

export type Answer = { readonly object: Json } | { readonly problem: Problem };

export type PatchForm = 'strategic-merge-patch' | 'merge-patch' | 'json-patch' | 'apply-patch';

export type Query = Readonly<Record<string, string | undefined>>;

export class Server {
  readonly #io: KubectlIO;
  readonly #api: Api;
  #resources: Resources | undefined;

  constructor(io: KubectlIO) {
    this.#io = io;
    this.#api = newApi({ io });
  }

  async send(method: string, url: string, body?: unknown, contentType = 'application/json'): Promise<Answer> {
    const response = await this.open(method, url, body, contentType);
    if ('problem' in response) return response;
    const text = 'body' in response && typeof response.body === 'string' ? response.body : '';
    const object = parseJson(text);
    if (response.status >= 400) {
      if (isObject(object) && object['kind'] === 'Status') return { problem: refused(object) };
      const status = readStatus(object, response.status, { method, url });
      return { problem: refused({ kind: 'Status', ...status }) };
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
    const headers = body === undefined ? {} : { 'content-type': contentType };
    const response = await this.#api.exchange(method, url, headers, body === undefined ? '' : goJson(body));
    const host = this.#io.config.server.replace(/^https?:\/\//, '');
    return response ?? { problem: problem(refusedWords(host)) };
  }

  get(place: Place): Promise<Answer> {
    return this.send('GET', pathOf(place));
  }

  list(resource: Resource, namespace: string, query: Query = {}): Promise<Answer> {
    return this.send('GET', collectionOf(resource, namespace) + queryOf(query));
  }

  create(resource: Resource, namespace: string, object: Json, query: Query): Promise<Answer> {
    return this.send('POST', collectionOf(resource, namespace) + queryOf(query), object);
  }

  replace(place: Place, object: Json, query: Query): Promise<Answer> {
    return this.send('PUT', pathOf(place) + queryOf(query), object);
  }

  patch(place: Place, form: PatchForm, patch: unknown, query: Query, subresource = ''): Promise<Answer> {
    const type = form === 'apply-patch' ? 'application/apply-patch+yaml' : `application/${form}+json`;
    return this.send('PATCH', pathOf(place, subresource) + queryOf(query), patch, type);
  }

  delete(place: Place, options: Json): Promise<Answer> {
    return this.send('DELETE', pathOf(place), options);
  }

  /** All that the server serves; what was found before will do where it is enough. */
  async resources(isEnough?: (resources: Resources) => boolean): Promise<Resources | Problem> {
    if (this.#resources && (!isEnough || isEnough(this.#resources))) return this.#resources;
    const found = await discover(this.#api, isEnough);
    if (!found.ok) return problem(standardWords(found.failure));
    this.#resources = found.value;
    return found.value;
  }

  async resourceOfKind(apiVersion: string, kind: string): Promise<Resource | Problem> {
    const all = await this.resources((resources) => resources.ofKind(apiVersion, kind) !== undefined);
    if ('message' in all) return all;
    const known = all.ofKind(apiVersion, kind);
    return known ?? problem(`no matches for kind ${JSON.stringify(kind)} in version ${JSON.stringify(apiVersion)}`);
  }

  /** By what one types: `deploy`, `deployments.apps`, `Deployment`. */
  async resourceNamed(word: string): Promise<Resource | Problem> {
    const all = await this.resources((resources) => resources.find(word).ok);
    if ('message' in all) return all;
    const found = all.find(word);
    return found.ok ? found.value : problem(standardWords(found.failure));
  }
}

export function collectionOf(resource: Resource, namespace: string): string {
  return placePath(resource, { namespace: namespace === '' ? undefined : namespace });
}

export function pathOf({ resource, namespace, name }: Place, subresource = ''): string {
  return placePath(resource, {
    namespace: namespace === '' ? undefined : namespace,
    name,
    ...(subresource !== '' && { subresource }),
  });
}

/** `deployment.apps/web`: how an object is named once something was done with it. */
export function nameOf({ resource, name }: Pick<Place, 'resource' | 'name'>): string {
  return `${kindName(resource)}/${name}`;
}

/** `deployments.apps`. */
export function pluralOf({ plural, group }: Pick<Resource, 'plural' | 'group'>): string {
  return plural + (group === '' ? '' : `.${group}`);
}
