/** Requests about resources: the verbs, and what lies below an object. Models apiserver's endpoints/handlers. */
import { isObject, type JsonObject } from '../json-object';
import { kindOf, type Kind } from '../schema';
import type { CustomResourceDefinition } from '../schema/generated/types';
import type { Patch } from '../change';
import { json, refusal } from './answer';
import { deleteOptionsOf, readBody, readValue, unsupported, writingOf } from './body';
import type { DeleteOptions } from './client';
import { definitionNamed, establish, removeCustomObjects } from './definitions';
import { deleteObject, type Deletion } from './deletion';
import { badRequest, methodNotAllowed, type Failure } from './failure';
import { list, selection, type Scope } from './list';
import { answerPod } from './pod-subresources';
import { notFound, type Answer, type Writing } from './registry';
import { formOf, listMeta, representation, type Representation } from './represent';
import { first, flag, type Address, type ApiRequest, type ApiResponse, type User } from './request';
import { review } from './reviews';
import type { Route } from './route';
import type { ApiServerOptions } from './server';
import { answerSubresource } from './subresources';
import { asVersion } from './versions';
import type { Watches } from './watch';

/** A request whose resource is known and that may be made. */
export interface Asked {
  readonly request: ApiRequest;
  readonly address: Address;
  readonly route: Route;
  readonly verb: string;
  readonly user: User;
}

export class ResourceHandler {
  readonly #options: ApiServerOptions;
  readonly #watches: Watches;

  constructor(options: ApiServerOptions, watches: Watches) {
    this.#options = options;
    this.#watches = watches;
  }

  handle(asked: Asked): ApiResponse {
    const { route, request } = asked;
    if (route.subresource !== undefined) return this.#subresource(asked);
    if (!route.info.verbs.includes(asked.verb)) return refusal(methodNotAllowed());
    const form = formOf(request);
    if (!form) {
      const message = 'only the following media types are accepted: application/json, application/yaml';
      return refusal({ code: 406, reason: 'NotAcceptable', message, details: {} });
    }
    switch (asked.verb) {
      case 'get':
        return this.#get(asked);
      case 'list':
        return this.#list(asked);
      case 'watch':
        return this.#watch(asked);
      case 'create':
        return this.#create(asked);
      case 'update':
        return this.#update(asked);
      case 'patch':
        return this.#patch(asked);
      case 'delete':
        return this.#delete(asked);
      case 'deletecollection':
        return this.#deleteCollection(asked);
      default:
        return refusal(methodNotAllowed());
    }
  }

  /** How answers about objects of the kind look, as the request accepts them. */
  represent({ request, address, route }: Asked): Representation {
    const { registry, now } = this.#options;
    return representation(route.kind, {
      form: formOf(request) ?? 'json',
      query: address.query,
      now: now(),
      definition: this.definition(route.kind),
      whole: (object) => registry.withManagers(object),
    });
  }

  definition({ group, resource }: Kind): CustomResourceDefinition | undefined {
    return definitionNamed(this.#options.registry, group, resource);
  }

  /** The answer to a write. */
  written(asked: Asked, answer: Answer): ApiResponse {
    if (!answer.ok) return refusal(answer.status, answer.warnings);
    const object = asVersion(asked.route.kind, answer.object);
    // With its managers, which are found by the object as it is held.
    const whole = object === answer.object ? this.#options.registry.withManagers(object) : object;
    const body = formOf(asked.request) === 'table' ? this.represent(asked).one(whole) : whole;
    return json(answer.created ? 201 : 200, body, answer.warnings);
  }

  #get(asked: Asked): ApiResponse {
    const { route } = asked;
    const object = this.#options.registry.get(route.kind, route.namespace, route.name ?? '');
    if (!object) return this.written(asked, notFound(route.kind, route.name ?? ''));
    return json(200, this.represent(asked).one(asVersion(route.kind, object)));
  }

  #scope({ route }: Asked): Scope {
    const version = this.definition(route.kind)?.spec?.versions?.find(({ name }) => name === route.kind.version);
    const selectable = (version?.selectableFields ?? []).map(({ jsonPath = '' }) => jsonPath.replace(/^\./, ''));
    return {
      ...(route.namespace !== undefined && { namespace: route.namespace }),
      ...(route.name !== undefined && { name: route.name }),
      selectable,
    };
  }

  #list(asked: Asked): ApiResponse {
    const { kind } = asked.route;
    const { query } = asked.address;
    const matches = selection(kind, query, this.#scope(asked));
    if (typeof matches !== 'function') return refusal(matches);
    const listed = list(this.#options.registry.store, kind, query, matches);
    if ('code' in listed) return refusal(listed);
    return json(200, this.represent(asked).list(listed.objects, listMeta(listed.revision, listed.more)));
  }

  #watch(asked: Asked): ApiResponse {
    const { kind } = asked.route;
    const { query } = asked.address;
    const matches = selection(kind, query, this.#scope(asked));
    if (typeof matches !== 'function') return refusal(matches);
    const { registry, now } = this.#options;
    const opened = this.#watches.open({
      store: registry.store,
      kind,
      query,
      matches,
      represent: this.represent(asked),
      now,
    });
    if ('code' in opened) return refusal(opened);
    return {
      status: 200,
      headers: { 'content-type': 'application/json' },
      stream: (write, end) => opened.start(write, end),
    };
  }

  #create(asked: Asked): ApiResponse {
    const { request, address, route, user } = asked;
    const { registry, now, yaml } = this.#options;
    const manifest = readBody(request, yaml);
    if (isFailure(manifest)) return refusal(manifest);
    const { store } = registry;
    const reviewed = review(route.info.resource, manifest, { store, user, now: now(), namespace: route.namespace });
    if (reviewed) return json(201, { ...reviewed, apiVersion: route.info.apiVersion, kind: route.info.kind });
    if (route.info.resource === 'bindings') return answerSubresource(this, this.#options, asked, manifest);
    if (route.kind.namespaced && route.namespace === undefined) return refusal(methodNotAllowed());
    const writing = writingOf(request, address.query);
    if ('code' in writing) return refusal(writing);
    const misfit = misfitOf(route, manifest);
    if (misfit) return refusal(misfit);
    const answer = this.#createAgain(route, manifest, writing);
    if (answer.ok && isDefinition(route.kind) && !writing.dryRun) establish(registry, answer.object.metadata.name);
    return this.written(asked, answer);
  }

  /** A generated name that is taken is drawn again, as often as upstream does. */
  #createAgain({ kind, namespace }: Route, manifest: JsonObject, writing: Writing): Answer {
    const meta = isObject(manifest['metadata']) ? manifest['metadata'] : {};
    const tries = meta['generateName'] && !meta['name'] ? 8 : 1;
    let answer = this.#options.registry.create(kind, namespace, manifest, writing);
    for (let tried = 1; tried < tries && !answer.ok && answer.status.reason === 'AlreadyExists'; tried += 1) {
      answer = this.#options.registry.create(kind, namespace, manifest, writing);
    }
    return answer;
  }

  #update(asked: Asked): ApiResponse {
    const { request, address, route } = asked;
    const { registry, yaml } = this.#options;
    const manifest = readBody(request, yaml);
    if (isFailure(manifest)) return refusal(manifest);
    const writing = writingOf(request, address.query);
    if ('code' in writing) return refusal(writing);
    const misfit = misfitOf(route, manifest);
    if (misfit) return refusal(misfit);
    const answer = registry.update(route.kind, route.namespace, route.name ?? '', manifest, writing);
    if (answer.ok && isDefinition(route.kind)) establish(registry, answer.object.metadata.name);
    return this.written(asked, answer);
  }

  #patch(asked: Asked): ApiResponse {
    const { request, address, route } = asked;
    const { registry, yaml } = this.#options;
    const contentType = request.headers['content-type'] ?? '';
    const read = readValue(request.body, contentType, yaml);
    if ('failure' in read) return refusal(patchFailure(read.failure, request.body));
    const writing = writingOf(request, address.query);
    if ('code' in writing) return refusal(writing);
    const name = route.name ?? '';
    if (contentType.includes('apply-patch')) {
      if (!isObject(read.read)) return refusal(badRequest('the object provided is unrecognized'));
      if (first(address.query, 'fieldManager') === undefined) return refusal(managerRequired());
      const applying = { ...writing, force: flag(address.query, 'force') };
      const answer = registry.apply(route.kind, route.namespace, name, read.read, applying);
      if (answer.ok && isDefinition(route.kind)) establish(registry, name);
      return this.written(asked, answer);
    }
    const type = patchType(contentType);
    if (!type) return refusal(unsupported(contentType));
    const answer = registry.patch(route.kind, route.namespace, name, { type, body: read.read }, writing);
    if (answer.ok && isDefinition(route.kind)) establish(registry, name);
    return this.written(asked, answer);
  }

  #delete(asked: Asked): ApiResponse {
    const { route } = asked;
    const options = this.#deleteOptions(asked);
    if ('code' in options) return refusal(options);
    const { registry } = this.#options;
    const definition = isDefinition(route.kind) && registry.get(route.kind, undefined, route.name ?? '');
    const deletion = deleteObject(
      registry,
      route.kind,
      route.namespace,
      route.name ?? '',
      options.delete,
      options.writing,
    );
    if (definition && deletion.ok && !options.writing.dryRun) removeCustomObjects(registry, definition);
    return this.deleted(asked, deletion);
  }

  deleted(asked: Asked, deletion: Deletion): ApiResponse {
    if (!deletion.ok) return refusal(deletion.status, deletion.warnings);
    const { kind } = asked.route;
    if (!deletion.gone || kind.kind === 'Pod') return this.written(asked, deletion);
    const { name, uid } = deletion.object.metadata;
    const details = { name, ...(kind.group && { group: kind.group }), kind: kind.resource, uid };
    return json(200, { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details });
  }

  #deleteCollection(asked: Asked): ApiResponse {
    const { kind } = asked.route;
    const { query } = asked.address;
    const options = this.#deleteOptions(asked);
    if ('code' in options) return refusal(options);
    const matches = selection(kind, query, this.#scope(asked));
    if (typeof matches !== 'function') return refusal(matches);
    const { registry } = this.#options;
    const listed = list(registry.store, kind, query, matches);
    if ('code' in listed) return refusal(listed);
    for (const { metadata } of listed.objects) {
      deleteObject(registry, kind, metadata.namespace, metadata.name, options.delete, options.writing);
    }
    return json(200, this.represent(asked).list(listed.objects, listMeta(registry.store.revision)));
  }

  #deleteOptions({ request, address }: Asked): { delete: DeleteOptions; writing: Writing } | Failure {
    const sent = request.body === '' ? {} : readBody(request, this.#options.yaml);
    if (isFailure(sent)) return sent;
    const writing = writingOf(request, address.query);
    if ('code' in writing) return writing;
    const isDry = Array.isArray(sent['dryRun']) && sent['dryRun'].includes('All');
    return {
      delete: deleteOptionsOf(sent, address.query),
      writing: { ...writing, dryRun: writing.dryRun === true || isDry },
    };
  }

  #subresource(asked: Asked): ApiResponse {
    const { request, route } = asked;
    const object = this.#options.registry.get(route.kind, route.namespace, route.name ?? '');
    // A token or an eviction names what it is about in its address alone.
    if (!object) return this.written(asked, notFound(route.kind, route.name ?? ''));
    const pod = answerPod(this.#options, asked, object);
    if (pod) return pod;
    const hasBody = request.body !== '' && request.method !== 'GET' && request.method !== 'PATCH';
    const sent = hasBody ? readBody(request, this.#options.yaml) : {};
    if (isFailure(sent)) return refusal(sent);
    return answerSubresource(this, this.#options, asked, sent, object);
  }
}

export function patchType(contentType: string): Patch['type'] | undefined {
  if (contentType.includes('json-patch')) return 'json';
  if (contentType.includes('strategic-merge-patch')) return 'strategic';
  return contentType.includes('merge-patch') ? 'merge' : undefined;
}

export function patchFailure(failure: Failure, body: string): Failure {
  return failure.code === 400
    ? badRequest(`error decoding patch: ${body === '' ? 'unexpected end of JSON input' : failure.message}`)
    : failure;
}

function managerRequired(): Failure {
  const message = 'Required value: is required for apply patch';
  return {
    code: 422,
    reason: 'Invalid',
    message: `PatchOptions.meta.k8s.io "" is invalid: fieldManager: ${message}`,
    causes: [{ reason: 'FieldValueRequired', message, field: 'fieldManager' }],
  };
}

function isDefinition({ kind, group }: Kind): boolean {
  return kind === 'CustomResourceDefinition' && group === 'apiextensions.k8s.io';
}

export function isFailure(value: object): value is Failure {
  return 'code' in value && 'reason' in value && 'message' in value && typeof value.code === 'number';
}

/** Sent to an address of another kind or namespace. */
function misfitOf({ kind, namespace }: Route, manifest: JsonObject): Failure | undefined {
  const { apiVersion, kind: sent } = manifest;
  if (typeof apiVersion === 'string' && apiVersion !== '' && apiVersion !== kind.apiVersion) {
    return badRequest(
      `the API version in the data (${apiVersion}) does not match the expected API version (${kind.apiVersion})`,
    );
  }
  if (typeof sent === 'string' && sent !== '' && sent !== kind.kind) {
    const isKnown = kindOf(kind.apiVersion, sent);
    const why = isKnown
      ? `${sent} in version "${kind.version}" cannot be handled as a ${kind.kind}: converting (${isKnown.version}.${sent}) to (${kind.version}.${kind.kind}): unknown conversion`
      : `${sent} in version "${kind.version}" cannot be handled as a ${kind.kind}: no kind "${sent}" is registered for version "${kind.apiVersion}" in scheme "pkg/runtime/scheme.go:111"`;
    return badRequest(why);
  }
  const meta = isObject(manifest['metadata']) ? manifest['metadata'] : {};
  const home = meta['namespace'];
  if (kind.namespaced && typeof home === 'string' && home !== '' && home !== namespace) {
    return badRequest('the namespace of the provided object does not match the namespace sent on the request');
  }
  return undefined;
}
