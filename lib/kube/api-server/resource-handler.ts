/** Requests about resources: the verbs, and what lies below an object. Models apiserver's endpoints/handlers. */
import { isObject, type JsonObject } from '../json-object';
import type { Kind } from '../schema';
import type { CustomResourceDefinition } from '../schema/generated/types';
import { deprecationOf, modelledKind } from '../judge';
import { laterPart } from '../later';
import { json, refusal, warningHeaders } from './answer';
import { quote } from '../field/print';
import { pathSegmentFaults } from '../validation/names';
import { customMisfitOf, misfitOf, readBody } from './body';
import { CERTIFICATE_REQUESTS, requestedBy } from './certificate-request';
import { componentStatuses } from './component-statuses';
import { unlessRepeated } from './repeated-fields';
import { readDeleteOptions, type Deleting } from './delete-options';
import { definitionNamed, establish, removeCustomObjects } from './definitions';
import { deleteObject, type Deletion } from './deletion';
import type { Answering, Asked } from './asked';
import { badRequest, isFailure, methodNotAllowed, type Failure } from './failure';
import { escalation, mayGrant } from './escalation';
import { list, selection, type Scope } from './list';
import { answerPod, answerProxy } from './pod-subresources';
import { notFound, type Answer, type Registry, type Writing } from './registry';
import { patchForm, readApplied, readPatch, UNKNOWN_PATCH } from './patch-body';
import { withDefaults } from './read-defaults';
import { readListOptions, validateListOptions, writingOf, type ListOptions } from './query-options';
import { formOf, listMeta, metadataFault, noRows, representation, tableFault, type Representation } from './represent';
import { flag, type Address, type ApiRequest, type ApiResponse } from './request';
import { review } from './reviews';
import type { Route } from './route';
import type { ApiServerOptions } from './options';
import { answerSubresource, bind } from './subresources';
import type { Matches } from './selectors';
import { asVersion } from './versions';
import type { Watches } from './watch';

export class ResourceHandler implements Answering {
  readonly #options: ApiServerOptions;
  readonly #watches: Watches;

  constructor(options: ApiServerOptions, watches: Watches) {
    this.#options = options;
    this.#watches = watches;
  }

  handle(asked: Asked): ApiResponse {
    const { route, request } = asked;
    const isOthers = route.subresource === 'proxy';
    const patched = asked.verb === 'patch' && !isOthers ? patchForm(request.headers['content-type'] ?? '') : undefined;
    if (typeof patched === 'object') return refusal(isCustom(route.kind) ? UNKNOWN_PATCH : patched);
    const isProxied = isOthers || route.subresource === 'log';
    const isCollection = route.name === undefined && request.method === 'GET';
    const form = isProxied ? 'json' : formOf(request, isCollection, isCustom(route.kind));
    if (typeof form !== 'string') return refusal(form);
    const fault = route.name === undefined ? [] : pathSegmentFaults(route.name);
    if (fault.length > 0) {
      return refusal(badRequest(`Name parameter invalid: ${quote(route.name ?? '')}: ${fault.join(';')}`));
    }
    if (route.subresource !== undefined) return this.#subresource(asked);
    const untold = form === 'table' ? tableFault(asked.address.query) : metadataFault(request, route.kind, asked.verb);
    if (untold) return refusal(untold);
    switch (asked.verb) {
      case 'get':
        return this.#told(asked, this.#get(asked));
      case 'list':
        return this.#told(asked, this.#list(asked));
      case 'watch':
        return this.#told(asked, this.#watch(asked));
      case 'create':
        return this.#create(asked);
      case 'update':
        return this.#update(asked);
      case 'patch':
        return this.#patch(asked);
      case 'delete':
        return this.#told(asked, this.#delete(asked));
      case 'deletecollection':
        return this.#told(asked, this.#deleteCollection(asked));
      default:
        return refusal(methodNotAllowed());
    }
  }

  /** Who still asks for a kind that is deprecated is told so. What writes has said it already. */
  #told({ route }: Asked, answer: ApiResponse): ApiResponse {
    const deprecation = deprecationOfKind(route.kind, this.#options.registry);
    if (deprecation === undefined) return answer;
    return { ...answer, headers: { ...answer.headers, ...warningHeaders([deprecation]) } };
  }

  /** How answers about objects of the kind look, as the request accepts them. */
  represent({ request, address, route, verb }: Asked): Representation {
    const { registry, now } = this.#options;
    const definition = this.definition(route.kind);
    return representation(route.kind, {
      form: formAnswered(request),
      query: address.query,
      now,
      isWatch: verb === 'watch',
      definition,
      whole: (object) => withDefaults(registry.withManagers(object), definition, route.kind.version),
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
    const body = formAnswered(asked.request) === 'json' ? whole : this.represent(asked).one(whole);
    return json(answer.created ? 201 : 200, body, answer.warnings);
  }

  #get(asked: Asked): ApiResponse {
    const { route } = asked;
    const { registry } = this.#options;
    const { kind, namespace, name = '' } = route;
    const object = isComponentStatus(kind)
      ? componentStatuses(this.#options.components?.()).find(({ metadata }) => metadata.name === name)
      : registry.get(kind, namespace, name);
    if (!object) return this.written(asked, notFound(route.kind, name));
    return json(200, this.represent(asked).one(asVersion(route.kind, object)));
  }

  #scope({ route }: Asked): Scope {
    const definition = this.definition(route.kind);
    const version = definition?.spec?.versions?.find(({ name }) => name === route.kind.version);
    const selectable = (version?.selectableFields ?? []).map(({ jsonPath = '' }) => jsonPath.replace(/^\./, ''));
    return {
      ...(route.namespace !== undefined && { namespace: route.namespace }),
      ...(route.name !== undefined && { name: route.name }),
      ...(definition && { selectable }),
    };
  }

  /** What of a list or a watch is asked for. */
  #selected(asked: Asked, isWatch = false): { options: ListOptions; matches: Matches } | Failure {
    const { kind } = asked.route;
    const options = readListOptions(asked.address.query, isWatch);
    if ('code' in options) return options;
    const matches = selection(kind, options, this.#scope(asked));
    if (typeof matches !== 'function') return matches;
    return validateListOptions(options) ?? { options, matches };
  }

  #list(asked: Asked): ApiResponse {
    const selected = this.#selected(asked);
    if ('code' in selected) return refusal(selected);
    const { options, matches } = selected;
    if (isComponentStatus(asked.route.kind)) {
      const found = componentStatuses(this.#options.components?.()).filter((one) => matches(one));
      return json(200, this.represent(asked).list(found, {}));
    }
    const listed = list(this.#options.registry.store, asked.route.kind, options, matches, asked.route.namespace);
    if ('code' in listed) return refusal(listed);
    return json(200, this.represent(asked).list(listed.objects, listMeta(listed.revision, listed.more)));
  }

  #watch(asked: Asked): ApiResponse {
    const selected = this.#selected(asked, true);
    if ('code' in selected) return refusal(selected);
    const { registry, now } = this.#options;
    const opened = this.#watches.open({
      store: registry.store,
      kind: asked.route.kind,
      ...selected,
      represent: this.represent(asked),
      whole: (object) => registry.withManagers(object),
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
    const manifest = readBody(request, route.info.kind, yaml);
    const writing = writingOf(request, address.query, 'Create');
    if ('code' in writing) return refusal(writing);
    if (isFailure(manifest)) return refusal(manifest);
    const misfit = unfit(route, manifest, request.body);
    if (misfit) return refusal(misfit);
    const reviewed = review(route, manifest, { store: registry.store, user, now: now(), manager: writing.manager });
    if (reviewed && formAnswered(request) === 'table') return refusal(noRows());
    if (reviewed) return isFailure(reviewed) ? refusal(reviewed) : json(201, reviewed);
    if (route.info.resource === 'bindings') {
      return bind(this.#options, route.namespace ?? '', undefined, manifest, writing);
    }
    const made = route.kind.resource === CERTIFICATE_REQUESTS ? requestedBy(user, manifest) : manifest;
    const answer = unlessRepeated(route.kind, request.body, writing, () =>
      this.#guarded(asked, writing, (how) => this.#createAgain(route, made, how)),
    );
    if (answer.ok && isDefinition(route.kind) && !writing.dryRun) establish(registry, answer.object.metadata.name);
    return this.written(asked, answer);
  }

  /** Who could give rights away is first asked what would come of it. */
  #guarded({ route, user }: Asked, writing: Writing, write: (how: Writing) => Answer): Answer {
    const { kind, namespace, name = '' } = route;
    if (!mayGrant(kind, user)) return write(writing);
    const tried = write({ ...writing, dryRun: true });
    if (!tried.ok) return tried;
    const { registry } = this.#options;
    const refused = escalation(registry.store, user, kind, tried.object, registry.get(kind, namespace, name));
    return refused ? { ok: false, status: refused, warnings: tried.warnings } : write(writing);
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
    const manifest = readBody(request, route.info.kind, yaml);
    const writing = writingOf(request, address.query, 'Update');
    if ('code' in writing) return refusal(writing);
    if (isFailure(manifest)) return refusal(manifest);
    const misfit = unfit(route, manifest, request.body);
    if (misfit) return refusal(misfit);
    const { kind, namespace, name = '' } = route;
    const isNew = CREATED_BY_UPDATE.has(kind.resource) && !registry.get(kind, namespace, name);
    const answer = unlessRepeated(kind, request.body, writing, () =>
      this.#guarded(asked, writing, (how) =>
        isNew ? registry.create(kind, namespace, manifest, how) : registry.update(kind, namespace, name, manifest, how),
      ),
    );
    if (answer.ok && isDefinition(route.kind)) establish(registry, answer.object.metadata.name);
    return this.written(asked, answer);
  }

  #patch(asked: Asked): ApiResponse {
    const { request, address, route } = asked;
    const { registry, yaml } = this.#options;
    const form = patchForm(request.headers['content-type'] ?? '');
    if (typeof form === 'object') return refusal(form);
    const name = route.name ?? '';
    const writing = writingOf(request, address.query, 'Patch', form === 'apply');
    if ('code' in writing) return refusal(writing);
    let answer: Answer;
    if (form === 'apply') {
      const applied = readApplied(request.body, yaml);
      if (isFailure(applied)) return refusal(applied);
      const force = flag(address.query, 'force');
      answer = this.#guarded(asked, writing, (how) =>
        registry.apply(route.kind, route.namespace, name, applied, { ...how, force }),
      );
    } else {
      const patch = readPatch(request.body, form);
      if ('code' in patch) return refusal(patch);
      answer = this.#guarded(asked, writing, (how) =>
        registry.patch(route.kind, route.namespace, name, { type: form, ...patch }, how),
      );
    }
    if (answer.ok && isDefinition(route.kind) && !writing.dryRun) establish(registry, name);
    return this.written(asked, answer);
  }

  #delete(asked: Asked): ApiResponse {
    const { route } = asked;
    const options = this.#deleteOptions(asked);
    if ('code' in options) return refusal(options);
    const { registry } = this.#options;
    const definition = isDefinition(route.kind) && registry.get(route.kind, undefined, route.name ?? '');
    const deletion = deleteObject(registry, route.kind, route.namespace, route.name ?? '', options, options.writing);
    if (definition && deletion.ok && deletion.gone && !options.dryRun) removeCustomObjects(registry, definition);
    return this.deleted(asked, deletion);
  }

  deleted(asked: Asked, deletion: Deletion): ApiResponse {
    if (!deletion.ok) return refusal(deletion.status, deletion.warnings);
    const { kind } = asked.route;
    if (!deletion.gone || ANSWERED_WHOLE.has(kind.kind)) return this.written(asked, deletion);
    const { name, uid } = deletion.object.metadata;
    const details = { name, ...(kind.group && { group: kind.group }), kind: kind.resource, uid };
    return json(200, { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details });
  }

  #deleteCollection(asked: Asked): ApiResponse {
    const { kind, namespace } = asked.route;
    const selected = this.#selected(asked);
    if ('code' in selected) return refusal(selected);
    const options = this.#deleteOptions(asked);
    if ('code' in options) return refusal(options);
    const { registry } = this.#options;
    const listed = list(registry.store, kind, selected.options, selected.matches, namespace);
    if ('code' in listed) return refusal(listed);
    const deleted = listed.objects.map((object) => {
      const { metadata } = object;
      const deletion = deleteObject(registry, kind, metadata.namespace, metadata.name, options, options.writing);
      return deletion.ok ? deletion.object : object;
    });
    return json(200, this.represent(asked).list(deleted, listMeta(listed.revision)));
  }

  #deleteOptions({ request, address }: Asked): (Deleting & { writing: Writing }) | Failure {
    const sent = request.body === '' ? undefined : readBody(request, undefined, this.#options.yaml);
    if (sent && isFailure(sent)) return sent;
    const options = readDeleteOptions(sent, address.query);
    if ('code' in options) return options;
    const writing = writingOf(request, WITHOUT_OPTIONS, 'Delete');
    if ('code' in writing) return writing;
    return { ...options, writing: { ...writing, dryRun: options.dryRun } };
  }

  #subresource(asked: Asked): ApiResponse {
    const { route } = asked;
    const proxied = answerProxy(this.#options, asked);
    if (proxied) return proxied;
    const object = this.#options.registry.get(route.kind, route.namespace, route.name ?? '');
    if (!object) return this.written(asked, notFound(route.kind, route.name ?? ''));
    return answerPod(this.#options, asked, object) ?? answerSubresource(this, this.#options, asked, object);
  }
}

function isComponentStatus({ kind, group }: Kind): boolean {
  return kind === 'ComponentStatus' && group === '';
}

function deprecationOfKind(kind: Kind, registry: Registry): string | undefined {
  if (isComponentStatus(kind)) return 'v1 ComponentStatus is deprecated in v1.19+';
  const modelled = modelledKind(kind);
  if (modelled) return deprecationOf(modelled)[0];
  return kind.type === '' ? laterPart()?.deprecationOfCustom(kind, registry.admission()) : undefined;
}

const WITHOUT_OPTIONS: Address['query'] = new Map();

/** What a PUT makes where there is none: AllowCreateOnUpdate of their strategies. */
const CREATED_BY_UPDATE: ReadonlySet<string> = new Set([
  'clusterrolebindings',
  'clusterroles',
  'endpoints',
  'events',
  'leases',
  'limitranges',
  'rolebindings',
  'roles',
  'runtimeclasses',
  'services',
]);

/** What comes back as it was even when nothing is left of it. */
const ANSWERED_WHOLE: ReadonlySet<string> = new Set([
  'Pod',
  'ServiceAccount',
  'PersistentVolumeClaim',
  'PodTemplate',
  'ResourceQuota',
  'Service',
  'PersistentVolume',
]);

function formAnswered(request: ApiRequest): 'json' | 'table' | 'metadata' {
  const form = formOf(request);
  return typeof form === 'string' ? form : 'json';
}

function isDefinition({ kind, group }: Kind): boolean {
  return kind === 'CustomResourceDefinition' && group === 'apiextensions.k8s.io';
}

function unfit(route: Route, manifest: JsonObject, body: string): Failure | undefined {
  const { kind } = route;
  const misfit = isCustom(kind) ? customMisfitOf(kind, manifest, body) : misfitOf(kind, manifest);
  return misfit ?? displaced(route, manifest);
}

/** Made by a CustomResourceDefinition: no type of the server's own stands behind it. */
function isCustom({ type }: Kind): boolean {
  return type === '';
}

/** Sent to the address of another namespace. */
function displaced({ kind, namespace }: Route, manifest: JsonObject): Failure | undefined {
  const meta = isObject(manifest['metadata']) ? manifest['metadata'] : {};
  const home = meta['namespace'];
  if (!kind.namespaced || typeof home !== 'string' || home === '' || home === namespace) return undefined;
  return badRequest('the namespace of the provided object does not match the namespace sent on the request');
}
