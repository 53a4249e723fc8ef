/**
 * The API server: one function from request to response or stream.
 *
 *     const server = new ApiServer({ registry, now: () => clock.now() });
 *     server.handle({ method: 'GET', url: '/api/v1/namespaces/default/pods', headers: {}, body: '' });
 *
 * Models the handler chain of apiserver (authentication, impersonation, authorization) and its endpoints/handlers. Every
 * refusal is a Status; a throw is a fault of ours.
 */
import { resources, type StoredDefinition } from '../discovery';
import { json, refusal, text } from './answer';
import { decide, forbiddenMessage, isMaster, type Attributes, type PathAttributes } from './authorize';
import { definitionsOf } from './definitions';
import { discover } from './discovery-paths';
import { notFoundStatus } from '../field/status';
import { badRequest, methodNotAllowed, noSuchPath, type Failure } from './failure';
import { groupResource } from './storage';
import { connectedUser, impersonated, impersonations } from './identity';
import type { ApiServerOptions } from './options';
import {
  first,
  flag,
  readAddress,
  type Address,
  type ApiRequest,
  type ApiResponse,
  type Query,
  type User,
} from './request';
import { answerMetrics, isMeasured, METRICS_DEFINITIONS, METRICS_GROUP } from './metrics';
import { ResourceHandler } from './resource-handler';
import { readResourceAddress, routeOf, takesVerb, type ResourceAddress, type Route } from './route';
import { Watches } from './watch';

export class ApiServer {
  readonly #options: ApiServerOptions;
  readonly #watches = new Watches();
  readonly #resources: ResourceHandler;

  constructor(options: ApiServerOptions) {
    this.#options = options;
    this.#resources = new ResourceHandler(options, this.#watches);
  }

  /** How many watches are open. */
  get watchers(): number {
    return this.#watches.count;
  }

  handle(request: ApiRequest): ApiResponse {
    const address = readAddress(request.url);
    if (!address) return text(400, '400 Bad Request');
    const user = this.#userOf(request);
    if ('code' in user) return refusal(user);
    const definitions = definitionsOf(this.#options.registry);
    const place = readResourceAddress(address.segments);
    if (place) return this.#resource(request, address, place, user, definitions);
    const wanted = { verb: request.method.toLowerCase(), path: address.path };
    if (!isOpen(address.path, user)) {
      const refused = this.#unallowed(user, wanted);
      if (refused) return refusal({ ...refused, details: {} });
    }
    return this.#path(request, address, definitions);
  }

  /** To be called from time to time: watches end when their time is over, and get bookmarks. */
  tick(): void {
    this.#watches.tick();
  }

  /** After the store was set back: everybody who watches must list again. */
  expireWatches(): void {
    this.#watches.expire();
  }

  #userOf(request: ApiRequest): User | Failure {
    const { now } = this.#options;
    const user = connectedUser(request, now());
    if (!user) return { code: 401, reason: 'Unauthorized', message: 'Unauthorized' };
    const other = impersonated(request);
    if (!other || 'code' in other) return other ?? user;
    if (isMaster(user)) return other;
    for (const wanted of impersonations(request, other)) {
      const refused = this.#unallowed(user, wanted);
      if (refused) return refused;
    }
    return other;
  }

  #unallowed(user: User, wanted: Attributes | PathAttributes): Failure | undefined {
    const { allowed, reason } = decide(this.#options.registry.store, user, wanted);
    return allowed ? undefined : { code: 403, reason: 'Forbidden', message: forbiddenMessage(user, wanted, reason) };
  }

  #resource(
    request: ApiRequest,
    address: Address,
    place: ResourceAddress,
    user: User,
    definitions: readonly StoredDefinition[],
  ): ApiResponse {
    const verb = verbOf(request, address, place);
    const wanted = attributesOf(place, verb, address);
    const refused = this.#unallowed(user, wanted);
    if (refused) return refusal(refused);
    // To read from a stream is to run something, whatever the method.
    const runs =
      STREAMS.has(place.subresource ?? '') && verb === 'get' && this.#unallowed(user, { ...wanted, verb: 'create' });
    if (runs) return refusal(runs);
    const measure = place.group === METRICS_GROUP ? this.#options.metrics?.() : undefined;
    if (measure && isMeasured(place)) {
      const { registry, now } = this.#options;
      const { query } = address;
      return answerMetrics({ place, verb, query, store: registry.store, measure, now: now() });
    }
    const route = routeOf(place, definitions);
    if (!route) return this.#nowhere(place, definitions);
    if (route.kind.type === '' && route.subresource === undefined) {
      const misplaced = customMisplaced(route, verb);
      if (misplaced) return misplaced;
    } else if (!takesVerb(route, verb)) return refusal(methodNotAllowed());
    return this.#resources.handle({ request, address, route, verb, user });
  }

  /** A group that the server serves itself answers for all below it; nobody, for any other. */
  #nowhere(place: ResourceAddress, definitions: readonly StoredDefinition[]): ApiResponse {
    if (isOwnGroup(place.group)) return refusal(noSuchPath);
    const { subresource, rest: _, ...above } = place;
    const route = subresource === undefined ? undefined : routeOf({ ...above, rest: '' }, definitions);
    return route ? refusal(notFoundStatus(groupResource(route.kind), place.name ?? '')) : PAGE_NOT_FOUND;
  }

  #path(request: ApiRequest, address: Address, definitions: readonly StoredDefinition[]): ApiResponse {
    const { segments, path } = address;
    const [root = '', second, ...more] = segments;
    const isReading = request.method === 'GET' || request.method === 'HEAD';
    if (root === 'healthz' || root === 'livez' || root === 'readyz') {
      return health(root, segments.slice(1), address, this.#options.healthChecks);
    }
    const served = this.#options.metrics?.() ? [...definitions, ...METRICS_DEFINITIONS] : definitions;
    const found = discover(request, segments, root === 'apis' ? served : definitions, this.#options.descriptions?.());
    if (found) {
      if (!isReading) return refusal(methodNotAllowed());
      const { body, contentType = 'application/json' } = found;
      return typeof body === 'string' || body instanceof Uint8Array
        ? { status: 200, headers: { 'content-type': contentType }, body }
        : json(200, body, [], contentType);
    }
    if (path === '/') return json(200, { paths: pathsServed(definitions) });
    const isServed =
      root === 'api' || root === 'version' || (root === 'apis' && second !== undefined && isOwnGroup(second));
    return isServed && more.length < 2 ? refusal(noSuchPath) : text(404, '404 page not found\n');
  }
}

const PAGE_NOT_FOUND = text(404, '404 page not found\n');

/** Custom resources have one handler for all verbs, which says in its own way what it does not take. */
function customMisplaced({ kind, namespace, name, info }: Route, verb: string): ApiResponse | undefined {
  if (info.namespaced && namespace === undefined && verb !== 'list' && verb !== 'watch') return PAGE_NOT_FOUND;
  if (name === undefined && (verb === 'update' || verb === 'patch'))
    return refusal(badRequest('name must be provided'));
  if (info.verbs.includes(verb)) return undefined;
  const resource = groupResource(kind);
  const message = `${verb} is not supported on resources of kind "${resource}"`;
  const details = { group: kind.group, kind: kind.resource };
  return refusal({ code: 405, reason: 'MethodNotAllowed', message, details });
}

function isOwnGroup(group: string): boolean {
  return resources().some((one) => one.group === group);
}

/** What is served, as `GET /` lists it. */
function pathsServed(definitions: readonly StoredDefinition[]): readonly string[] {
  const versions = resources(definitions).flatMap(({ group, version }) =>
    group === '' ? [`/api/${version}`] : [`/apis/${group}`, `/apis/${group}/${version}`],
  );
  const own = [
    '/api',
    '/apis',
    '/apis/',
    '/healthz',
    '/livez',
    '/openapi/v2',
    '/openapi/v3',
    '/openapi/v3/',
    '/readyz',
  ];
  return [...new Set([...own, ...versions, '/version'])].sort();
}

/** What is asked, as authorization sees it. */
function attributesOf(place: ResourceAddress, verb: string, { query }: Address): Attributes {
  const { group, resource, namespace, subresource, name = nameSelected(query, verb) } = place;
  return {
    verb,
    group,
    resource,
    ...(namespace !== undefined && { namespace }),
    ...(name !== undefined && { name }),
    ...(subresource !== undefined && { subresource }),
  };
}

/** A list of one that is selected by its name is a request about that one. */
function nameSelected(query: Query, verb: string): string | undefined {
  if (verb !== 'list' && verb !== 'watch' && verb !== 'deletecollection') return undefined;
  return /^metadata\.name==?([^,=!]+)$/.exec(first(query, 'fieldSelector') ?? '')?.[1];
}

const STREAMS: ReadonlySet<string> = new Set(['exec', 'attach', 'portforward']);

/** What everybody may read, and what everybody who is somebody: system:public-info-viewer and system:discovery. */
function isOpen(path: string, { groups }: User): boolean {
  if (/^\/(?:healthz|livez|readyz|version\/?)$/.test(path)) return true;
  return groups.includes('system:authenticated') && /^\/(?:api|apis|openapi)(?:\/|$)/.test(path);
}

const CHECKS = ['ping', 'log', 'etcd'];

/** Each check has an address of its own. */
function health(
  root: string,
  [check, ...more]: readonly string[],
  { query }: Address,
  checks: readonly string[] = CHECKS,
): ApiResponse {
  if (more.length > 0 || (check !== undefined && !checks.includes(check))) return text(404, '404 page not found\n');
  if (check !== undefined || !flag(query, 'verbose')) return text(200, 'ok');
  const excluded = new Set(query.get('exclude'));
  const lines = checks.map((name) => `[+]${name} ${excluded.has(name) ? 'excluded: ' : ''}ok\n`);
  return text(200, `${lines.join('')}${root} check passed\n`);
}

function verbOf({ method }: ApiRequest, { query }: Address, place: ResourceAddress): string {
  const { name, isWatch } = place;
  switch (method) {
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return name === undefined ? 'deletecollection' : 'delete';
    case 'GET':
      if (isWatch) return 'watch';
      if (name !== undefined) return 'get';
      return flag(query, 'watch') ? 'watch' : 'list';
    default:
      return '';
  }
}
