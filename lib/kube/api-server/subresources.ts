/** status, scale, bindings, tokens and the rest of what lies below an object, Pods' own doors apart. */
import { decode } from '../decode';
import { isObject, type JsonObject } from '../json-object';
import { jsonPatch, mergePatch, strategicMergePatch } from '../patch';
import { schemaType, kindOf } from '../schema';
import { readType } from '../schema/read-type';
import type { StoredObject } from '../store';
import { formatTime } from '../time';
import { json, refusal } from './answer';
import { patchForm, readApplied, readPatch } from './patch-body';
import { writingOf } from './query-options';
import { badRequest, methodNotAllowed, type Failure } from './failure';
import { AUDIENCE, tokenOf } from './identity';
import { finalizeNamespace } from './namespace-finalize';
import { bindPod, evictPod } from './pod-actions';
import { notFound } from './registry';
import type { ApiRequest, ApiResponse } from './request';
import { isFailure, type Asked, type ResourceHandler } from './resource-handler';
import { patchOfScale, scaleOf, scalePaths } from './scale';
import type { ApiServerOptions } from './server';
import { asVersion } from './versions';

/** @param live absent for `POST …/bindings`, which names its Pod in the body */
export function answerSubresource(
  handler: ResourceHandler,
  options: ApiServerOptions,
  asked: Asked,
  sent: JsonObject,
  live?: StoredObject,
): ApiResponse {
  const { route, request, address } = asked;
  const writing = writingOf(request, address.query, verbOf(request), isApplied(request));
  if ('code' in writing) return refusal(writing);
  const { registry } = options;
  const namespace = route.namespace ?? '';
  switch (route.subresource ?? route.info.resource) {
    case 'status':
      return live ? status(handler, options, asked, sent, live) : refusal(methodNotAllowed());
    case 'scale':
      return live ? scale(handler, options, asked, sent, live) : refusal(methodNotAllowed());
    case 'bindings':
    case 'binding': {
      const pods = kindOf('v1', 'Pod');
      const target = isObject(sent['target']) ? sent['target'] : {};
      const meta = isObject(sent['metadata']) ? sent['metadata'] : {};
      if (!pods) return refusal(methodNotAllowed());
      const name = route.name ?? String(meta['name'] ?? '');
      const given = { annotations: textsOf(meta['annotations']), labels: textsOf(meta['labels']) };
      const bound = bindPod(registry, pods, namespace, name, String(target['name'] ?? ''), writing, given);
      if (!bound.ok) return refusal(bound.status);
      return json(201, { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 });
    }
    case 'eviction': {
      const given = isObject(sent['deleteOptions']) ? sent['deleteOptions'] : {};
      const grace = given['gracePeriodSeconds'];
      const evicted = evictPod(
        registry,
        route.kind,
        namespace,
        route.name ?? '',
        typeof grace === 'number' ? { gracePeriodSeconds: grace } : {},
        writing,
      );
      if (!evicted.ok) return refusal(evicted.status);
      return json(201, { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 });
    }
    case 'token':
      return live ? token(options, asked, sent, live) : refusal(methodNotAllowed());
    case 'finalize': {
      const spec = isObject(sent['spec']) ? sent['spec'] : {};
      const finalizers = Array.isArray(spec['finalizers']) ? spec['finalizers'].map(String) : [];
      return handler.written(asked, finalizeNamespace(registry, route.name ?? '', finalizers));
    }
    default:
      return live ? plain(handler, options, asked, sent, live) : refusal(methodNotAllowed());
  }
}

function textsOf(value: unknown): Record<string, string> | undefined {
  if (!isObject(value)) return undefined;
  return Object.fromEntries(Object.entries(value).map(([key, text]) => [key, String(text)]));
}

function verbOf({ method }: ApiRequest): 'Create' | 'Update' | 'Patch' {
  return method === 'PATCH' ? 'Patch' : method === 'PUT' ? 'Update' : 'Create';
}

function isApplied({ headers, method }: ApiRequest): boolean {
  return method === 'PATCH' && patchForm(headers['content-type'] ?? '') === 'apply';
}

/** The object as it would be after the request: what was sent, or what is live with the patch. */
function nextOf(
  { yaml }: ApiServerOptions,
  { request, route }: Asked,
  sent: JsonObject,
  live: JsonObject,
): JsonObject | Failure {
  if (request.method !== 'PATCH') return sent;
  const form = patchForm(request.headers['content-type'] ?? '');
  if (typeof form === 'object') return form;
  if (form === 'apply') {
    const applied = readApplied(request.body, yaml);
    return isFailure(applied) ? applied : merged(route.kind.type, live, applied);
  }
  const read = readPatch(request.body, form);
  if ('code' in read) return read;
  const patch = { json: jsonPatch, merge: mergePatch, strategic: strategicMergePatch }[form];
  const patched = patch(structureOf(route.kind.type), live, read.body);
  return 'refusal' in patched ? patched.refusal : patched.document;
}

function merged(type: string, live: JsonObject, applied: JsonObject): JsonObject | Failure {
  const patched = strategicMergePatch(structureOf(type), live, applied);
  return 'refusal' in patched ? patched.refusal : patched.document;
}

function structureOf(type: string) {
  return schemaType(type) ?? readType('Unstructured', 'metadata ObjectMeta', (name) => `v1.${name}`);
}

/** The status of what was sent counts, and nothing else of it. */
function status(
  handler: ResourceHandler,
  options: ApiServerOptions,
  asked: Asked,
  sent: JsonObject,
  live: StoredObject,
): ApiResponse {
  const { route, request, address } = asked;
  const { registry } = options;
  const whole = asVersion(route.kind, live);
  if (request.method === 'GET') return json(200, handler.represent(asked).one(whole));
  if (request.method !== 'PUT' && request.method !== 'PATCH') return refusal(methodNotAllowed());
  const writing = writingOf(request, address.query, verbOf(request), isApplied(request));
  if ('code' in writing) return refusal(writing);
  const next = nextOf(options, asked, sent, { ...whole });
  if (isFailure(next)) return refusal(next);
  const type = schemaType(route.kind.type);
  const { object, faults } = type ? decode<JsonObject>(type, next) : { object: next, faults: [] };
  const [fault] = faults.filter(({ weight }) => weight !== 'strict');
  if (fault)
    return refusal(
      badRequest(
        `${route.kind.kind} in version "${route.kind.version}" cannot be handled as a ${route.kind.kind}: ${fault.message}`,
      ),
    );
  const meta = isObject(object['metadata']) ? object['metadata'] : {};
  const { labels, annotations } = meta;
  const metadata = {
    ...live.metadata,
    resourceVersion: typeof meta['resourceVersion'] === 'string' ? meta['resourceVersion'] : '',
    ...(isStrings(labels) && { labels }),
    ...(isStrings(annotations) && { annotations }),
  };
  return handler.written(
    asked,
    registry.writeStatus(route.kind, { ...whole, metadata, status: object['status'] }, writing),
  );
}

function isStrings(value: unknown): value is Record<string, string> {
  return isObject(value) && Object.values(value).every((one) => typeof one === 'string');
}

function scale(
  handler: ResourceHandler,
  options: ApiServerOptions,
  asked: Asked,
  sent: JsonObject,
  live: StoredObject,
): ApiResponse {
  const { route, request, address } = asked;
  const paths = scalePaths(route.kind, handler.definition(route.kind));
  const now = scaleOf(live, paths);
  if (request.method === 'GET') return json(200, now);
  const writing = writingOf(request, address.query, verbOf(request), isApplied(request));
  if ('code' in writing) return refusal(writing);
  const { info, kind } = route;
  const scaleKind = { ...kind, kind: info.kind, apiVersion: info.apiVersion, type: 'Scale' };
  const next = nextOf(options, { ...asked, route: { ...route, kind: scaleKind } }, sent, now);
  if (isFailure(next)) return refusal(next);
  const body = patchOfScale(next, live.metadata.name, paths);
  if (isFailure(body)) return refusal(body);
  const answer = options.registry.patch(kind, route.namespace, live.metadata.name, { type: 'merge', body }, writing);
  return answer.ok
    ? json(200, scaleOf(answer.object, paths), answer.warnings)
    : refusal(answer.status, answer.warnings);
}

const SHORTEST = 600;

/** serviceaccounts/token: models TokenREST (pkg/registry/core/serviceaccount/storage/token.go). */
function token({ now }: ApiServerOptions, { route }: Asked, sent: JsonObject, live: StoredObject): ApiResponse {
  const spec = isObject(sent['spec']) ? sent['spec'] : {};
  const seconds = Number(spec['expirationSeconds'] ?? 3600);
  if (seconds < SHORTEST) {
    const message = `Invalid value: ${seconds}: may not specify a duration less than 10 minutes`;
    const causes = [{ reason: 'FieldValueInvalid', message, field: 'spec.expirationSeconds' }];
    return refusal({
      code: 422,
      reason: 'Invalid',
      message: `TokenRequest.authentication.k8s.io "" is invalid: spec.expirationSeconds: ${message}`,
      causes,
    });
  }
  const { name, namespace = '', uid } = live.metadata;
  const issued = Math.floor(now() / 1000);
  const asked = Array.isArray(spec['audiences']) ? spec['audiences'].map(String) : [];
  const audiences = asked.length > 0 ? asked : [AUDIENCE];
  const expires = issued + seconds;
  const status = {
    token: tokenOf({ namespace, name, uid, expires, issued, audiences }),
    expirationTimestamp: formatTime(expires * 1000),
  };
  return json(201, {
    kind: route.info.kind,
    apiVersion: route.info.apiVersion,
    metadata: { name, namespace, creationTimestamp: formatTime(now()) },
    spec: { ...spec, audiences, expirationSeconds: seconds },
    status,
  });
}

/** approval, ephemeralcontainers, resize and the like: the object itself, with what the kind lets change there. */
function plain(
  handler: ResourceHandler,
  options: ApiServerOptions,
  asked: Asked,
  sent: JsonObject,
  live: StoredObject,
): ApiResponse {
  const { route, request, address } = asked;
  if (request.method === 'GET') return json(200, handler.represent(asked).one(asVersion(route.kind, live)));
  const writing = writingOf(request, address.query, verbOf(request), isApplied(request));
  if ('code' in writing) return refusal(writing);
  const next = nextOf(options, asked, sent, { ...live });
  if (isFailure(next)) return refusal(next);
  const { registry } = options;
  if (route.subresource === 'approval') {
    return handler.written(
      asked,
      registry.writeStatus(route.kind, { ...live, status: next['status'] }, writing, 'approval'),
    );
  }
  if (route.subresource !== 'ephemeralcontainers') return refusal(methodNotAllowed());
  const spec = isObject(next['spec']) ? next['spec'] : {};
  const own = isObject(live['spec']) ? live['spec'] : {};
  const changed = { ...live, spec: { ...own, ephemeralContainers: spec['ephemeralContainers'] } };
  if (writing.dryRun) return handler.written(asked, { ok: true, object: changed, warnings: [] });
  if (!registry.get(route.kind, route.namespace, route.name ?? ''))
    return handler.written(asked, notFound(route.kind, route.name ?? ''));
  return handler.written(asked, { ok: true, object: registry.write(route.kind, changed, writing), warnings: [] });
}
