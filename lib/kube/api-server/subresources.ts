/** status, scale, bindings, tokens and the rest of what lies below an object, Pods' own doors apart. */
import { encode } from '../decode';
import { forbidden, invalid, required, notSupportedText, type FieldError } from '../field/error';
import { aggregateMessage } from '../field/message';
import { FieldPath } from '../field/path';
import { invalidStatus, qualifiedKind } from '../field/status';
import { isObject, type JsonObject } from '../json-object';
import { modelledKind } from '../judge';
import { equalJson } from '../custom-resource/equal-json';
import { schemaType, kindOf, type Kind } from '../schema';
import type { StoredObject } from '../store';
import { formatTime } from '../time';
import { json, refusal } from './answer';
import type { Answering, Asked } from './asked';
import { misfitOf, readBody } from './body';
import { changedPart } from './changed-part';
import { readDeleteOptions } from './delete-options';
import { boundObject } from './bound-token';
import { badRequest, isFailure, methodNotAllowed, plainError } from './failure';
import { AUDIENCE, tokenOf } from './identity';
import { finalizeNamespace } from './namespace-finalize';
import type { ApiServerOptions } from './options';
import { patchForm } from './patch-body';
import { bindPod, evictPod } from './pod-actions';
import { writingOf } from './query-options';
import { notFound, type Writing } from './registry';
import type { ApiRequest, ApiResponse } from './request';
import { missingScale, patchOfScale, scaleOf, scalePaths } from './scale';
import { validateStatus } from './validate-status';
import { asVersion } from './versions';
import { wordAt } from './word';

/** What is about one object that is there. */
export function answerSubresource(
  handler: Answering,
  options: ApiServerOptions,
  asked: Asked,
  live: StoredObject,
): ApiResponse {
  const { route, request, address } = asked;
  const whole = options.registry.withManagers(asVersion(route.kind, live));
  if (request.method === 'GET' || request.method === 'HEAD') {
    if (route.subresource === 'scale') {
      const paths = scalePaths(route.kind, handler.definition(route.kind));
      const missing = route.kind.type === '' ? missingScale(live, paths) : undefined;
      return missing ? refusal(missing) : json(200, shownScale(handler, asked, scaleOf(live, paths)));
    }
    return json(200, handler.represent(asked).one(asVersion(route.kind, live)));
  }
  const writing = writingOf(request, address.query, verbOf(request), isApplied(request));
  if ('code' in writing) return refusal(writing);
  switch (route.subresource) {
    case 'status':
      return changeStatus(handler, options, asked, whole, writing);
    case 'scale':
      return changeScale(handler, options, asked, live, writing);
    case 'approval':
    case 'ephemeralcontainers':
      return changeOther(handler, options, asked, whole, writing);
    case 'binding':
    case 'eviction':
    case 'token':
    case 'finalize':
      return act(handler, options, asked, live, writing);
    default:
      return refusal(methodNotAllowed());
  }
}

function verbOf({ method }: ApiRequest): 'Create' | 'Update' | 'Patch' {
  if (method === 'PATCH') return 'Patch';
  return method === 'PUT' ? 'Update' : 'Create';
}

function isApplied({ headers, method }: ApiRequest): boolean {
  return method === 'PATCH' && patchForm(headers['content-type'] ?? '') === 'apply';
}

/** The status of what was sent counts, and of the rest only labels, annotations and finalizers. */
function changeStatus(
  handler: Answering,
  { registry, yaml }: ApiServerOptions,
  asked: Asked,
  whole: StoredObject,
  writing: Writing,
): ApiResponse {
  const { kind } = asked.route;
  const { name } = whole.metadata;
  const changed = changedPart(asked.request, { kind, live: { ...whole }, name }, writing, yaml);
  if (isFailure(changed)) return refusal(changed);
  const { object, warnings } = changed;
  const errors = validateStatus(kind, object['status']);
  if (errors.length > 0) {
    return refusal(invalidStatus(qualifiedKind(kind.apiVersion, kind.kind), name, errors), warnings);
  }
  const sent = isObject(object['metadata']) ? object['metadata'] : {};
  const { managedFields: _, labels: __, annotations: ___, finalizers: ____, ...kept } = whole.metadata;
  // A Deployment's labels are not its status' to change.
  const labels = kind.kind === 'Deployment' ? whole.metadata.labels : stringsOf(sent['labels']);
  const annotations = stringsOf(sent['annotations']);
  const finalizers = Array.isArray(sent['finalizers']) ? sent['finalizers'].map(String) : undefined;
  const metadata = {
    ...kept,
    resourceVersion: wordAt(sent, 'resourceVersion'),
    uid: wordAt(sent, 'uid') || kept.uid,
    ...(labels && { labels }),
    ...(annotations && { annotations }),
    ...(finalizers?.length && { finalizers }),
  };
  const answer = registry.writeStatus(kind, { ...whole, metadata, status: object['status'] }, writing);
  return handler.written(asked, { ...answer, warnings: [...warnings, ...answer.warnings] });
}

function stringsOf(value: unknown): Record<string, string> | undefined {
  if (!isObject(value)) return undefined;
  const entries = Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

const SCALE: Kind = {
  apiVersion: 'autoscaling/v1',
  kind: 'Scale',
  group: 'autoscaling',
  version: 'v1',
  resource: 'scales',
  shortNames: [],
  namespaced: true,
  type: 'Scale',
};

/** As a row, where rows are asked for. */
function shownScale(handler: Answering, asked: Asked, scale: StoredObject): object {
  const shown = handler.represent({ ...asked, route: { ...asked.route, kind: SCALE } });
  return shown.form === 'json' ? scale : shown.one(scale);
}

function changeScale(
  handler: Answering,
  { registry, yaml }: ApiServerOptions,
  { request, route }: Asked,
  live: StoredObject,
  writing: Writing,
): ApiResponse {
  const paths = scalePaths(route.kind, handler.definition(route.kind));
  const { info, kind, namespace } = route;
  const { name } = live.metadata;
  const scaleKind = {
    kind: info.kind,
    apiVersion: info.apiVersion,
    group: 'autoscaling',
    version: 'v1',
    type: 'Scale',
  };
  const changed = changedPart(request, { kind: scaleKind, live: scaleOf(live, paths), name }, writing, yaml);
  if (isFailure(changed)) return refusal(changed);
  const body = patchOfScale(changed.object, name, paths, kind.type === '');
  if (isFailure(body)) return refusal(body);
  const scaling = { ...writing, subresource: 'scale' };
  const answer = registry.patch(kind, namespace, name, { type: 'merge', body }, scaling);
  return answer.ok
    ? json(200, scaleOf(answer.object, paths), answer.warnings)
    : refusal(answer.status, answer.warnings);
}

/** approval and ephemeralcontainers: the object itself, with what may be changed there. */
function changeOther(
  handler: Answering,
  { registry, yaml }: ApiServerOptions,
  asked: Asked,
  whole: StoredObject,
  writing: Writing,
): ApiResponse {
  const { kind, subresource = '', namespace } = asked.route;
  const { name } = whole.metadata;
  const changed = changedPart(asked.request, { kind, live: { ...whole }, name }, writing, yaml);
  if (isFailure(changed)) return refusal(changed);
  const { managedFields: _, ...metadata } = whole.metadata;
  const live = { ...whole, metadata };
  if (subresource === 'approval') {
    const { labels, annotations } = isObject(changed.object['metadata']) ? changed.object['metadata'] : {};
    const { labels: _l, annotations: _a, ...rest } = metadata;
    const [words, notes] = [stringsOf(labels), stringsOf(annotations)];
    const named = { ...rest, ...(words && { labels: words }), ...(notes && { annotations: notes }) };
    const next = { ...live, metadata: named, status: changed.object['status'] };
    return handler.written(asked, registry.writeStatus(kind, next, writing, subresource));
  }
  const now = registry.get(kind, namespace, name);
  if (!now) return handler.written(asked, notFound(kind, name));
  const next = withEphemeralContainers(live, changed.object);
  const errors = [...ephemeralErrors(live, next)];
  if (errors.length > 0) return refusal(invalidStatus(kind.kind, name, errors));
  if (writing.dryRun || equalJson(next, live)) return handler.written(asked, { ok: true, object: now, warnings: [] });
  const counted = { ...next, metadata: { ...metadata, generation: (metadata.generation ?? 0) + 1 } };
  return handler.written(asked, {
    ok: true,
    object: registry.write(kind, counted, writing, subresource),
    warnings: [],
  });
}

function withEphemeralContainers(live: StoredObject, sent: JsonObject): StoredObject {
  const spec = isObject(sent['spec']) ? sent['spec'] : {};
  const own = isObject(live['spec']) ? live['spec'] : {};
  const next = { ...own, ephemeralContainers: spec['ephemeralContainers'] };
  const modelled = modelledKind(PODS);
  const object = structuredCopy({ ...live, spec: next });
  modelled?.strategy.setDefaults(object);
  const type = schemaType('Pod');
  const encoded = type ? encode(type, { ...object }) : object;
  return { ...live, spec: encoded['spec'] };
}

function structuredCopy(object: JsonObject): JsonObject {
  const copy: unknown = JSON.parse(JSON.stringify(object));
  return isObject(copy) ? copy : {};
}

const PODS = kindOf('v1', 'Pod') ?? notServed();

function notServed(): never {
  throw new Error('the server serves no Pods');
}

const EPHEMERAL = FieldPath.of('spec', 'ephemeralContainers');

/** They are added, and stay. Models ValidatePodEphemeralContainersUpdate. */
function ephemeralErrors(live: StoredObject, next: StoredObject): FieldError[] {
  const modelled = modelledKind(PODS);
  const errors = (modelled?.strategy.validate(structuredCopy({ ...next })) ?? []).filter((error) =>
    error.path.toString().startsWith('spec.ephemeralContainers['),
  );
  const after = new Map(containersIn(next).map((container) => [wordAt(container, 'name'), container]));
  for (const container of containersIn(live)) {
    const name = wordAt(container, 'name');
    const found = after.get(name);
    if (!found) errors.push(forbidden(EPHEMERAL, `existing ephemeral containers "${name}" may not be removed\n`));
    else if (!equalJson(found, container)) {
      errors.push(forbidden(EPHEMERAL, `existing ephemeral containers "${name}" may not be changed\n`));
    }
  }
  return errors;
}

function containersIn({ spec }: StoredObject): readonly unknown[] {
  const containers = isObject(spec) ? spec['ephemeralContainers'] : undefined;
  return Array.isArray(containers) ? containers : [];
}

/** What is created below an object, and is no object itself. */
function act(
  handler: Answering,
  options: ApiServerOptions,
  asked: Asked,
  live: StoredObject,
  writing: Writing,
): ApiResponse {
  const { route, request } = asked;
  const sent = readBody(request, route.info.kind, options.yaml);
  if (isFailure(sent)) return refusal(sent);
  const misfit = misfitOf(route.info, sent);
  if (misfit) return refusal(misfit);
  const { registry } = options;
  const { namespace = '', name = '' } = route;
  switch (route.subresource) {
    case 'binding':
      return bind(options, namespace, name, sent, writing);
    case 'eviction':
      return evict(options, asked, sent, writing);
    case 'token':
      return token(options, asked, sent, live);
    default: {
      const spec = isObject(sent['spec']) ? sent['spec'] : {};
      const finalizers = Array.isArray(spec['finalizers']) ? spec['finalizers'].map(String) : [];
      return handler.written(asked, finalizeNamespace(registry, name, finalizers));
    }
  }
}

/** `POST …/bindings` names its Pod in the body alone: `name` is undefined then. */
export function bind(
  { registry }: ApiServerOptions,
  namespace: string,
  name: string | undefined,
  sent: JsonObject,
  writing: Writing,
): ApiResponse {
  const named = wordAt(sent, 'metadata', 'name');
  if (name !== undefined && named !== name) {
    return refusal(badRequest('name in URL does not match name in Binding object'));
  }
  const errors = bindingErrors(wordAt(sent, 'target', 'kind'), wordAt(sent, 'target', 'name'));
  if (errors.length > 0) return refusal(plainError(aggregateMessage(errors)));
  const bound = bindPod(registry, PODS, namespace, named, wordAt(sent, 'target', 'name'), writing);
  return bound.ok ? created() : refusal(bound.status);
}

/** Models ValidatePodBinding. */
function bindingErrors(kind: string, name: string): FieldError[] {
  const target = FieldPath.of('target');
  return [
    ...(kind === '' || kind === 'Node' ? [] : [notSupportedText(target.child('kind'), kind, ['Node', '<empty>'])]),
    ...(name === '' ? [required(target.child('name'))] : []),
  ];
}

function created(): ApiResponse {
  return json(201, { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 });
}

function evict({ registry }: ApiServerOptions, { route }: Asked, sent: JsonObject, writing: Writing): ApiResponse {
  const { namespace = '', name = '' } = route;
  if (wordAt(sent, 'metadata', 'name') !== name) {
    return refusal(badRequest('name in URL does not match name in Eviction object'));
  }
  const given = isObject(sent['deleteOptions']) ? sent['deleteOptions'] : {};
  const options = readDeleteOptions(given, new Map());
  if ('code' in options) return refusal(options);
  const dryRun = writing.dryRun === true || options.dryRun;
  const evicted = evictPod(registry, route.kind, namespace, name, options, { ...writing, dryRun });
  return evicted.ok ? created() : refusal(evicted.status);
}

const SHORTEST = 600;
const LONGEST = 2 ** 32;

/** serviceaccounts/token: models TokenREST (pkg/registry/core/serviceaccount/storage/token.go). */
function token(
  { now, registry }: ApiServerOptions,
  { route }: Asked,
  sent: JsonObject,
  live: StoredObject,
): ApiResponse {
  const spec = isObject(sent['spec']) ? sent['spec'] : {};
  const { name, namespace = '', uid } = live.metadata;
  const named = wordAt(sent, 'metadata', 'name');
  if (named !== '' && named !== name) {
    const why = 'must match the service account name if specified';
    const error = invalid(FieldPath.of('metadata', 'name'), named, why);
    return refusal(invalidStatus('TokenRequest.authentication.k8s.io', name, [error]));
  }
  const seconds = Number(spec['expirationSeconds'] ?? 3600);
  const path = FieldPath.of('spec', 'expirationSeconds');
  const errors = [
    ...(seconds < SHORTEST ? [invalid(path, seconds, 'may not specify a duration less than 10 minutes')] : []),
    ...(seconds > LONGEST ? [invalid(path, seconds, 'may not specify a duration larger than 2^32 seconds')] : []),
  ];
  if (errors.length > 0) return refusal(invalidStatus('TokenRequest.authentication.k8s.io', '', errors));
  const bound = boundObject(spec['boundObjectRef'], namespace, registry);
  if (bound && isFailure(bound)) return refusal(bound);
  const issued = Math.floor(now() / 1000);
  const asked = Array.isArray(spec['audiences']) ? spec['audiences'].map(String) : [];
  const audiences = asked.length > 0 ? asked : [AUDIENCE];
  const expires = issued + seconds;
  const status = {
    token: tokenOf({ namespace, name, uid, expires, issued, audiences, ...(bound && { bound }) }),
    expirationTimestamp: formatTime(expires * 1000),
  };
  const { kind, apiVersion } = route.info;
  const time = formatTime(now());
  const metadata = { name, namespace, uid, creationTimestamp: time };
  const request = { ...spec, audiences, expirationSeconds: seconds, boundObjectRef: spec['boundObjectRef'] ?? null };
  return json(201, { kind, apiVersion, metadata, spec: request, status });
}
