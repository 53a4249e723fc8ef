/**
 * The API server: one function from request to response or stream.
 *
 *     const server = new ApiServer({ registry, now: () => clock.now() });
 *     server.handle({ method: 'GET', url: '/api/v1/namespaces/default/pods', headers: {}, body: '' });
 *
 * Models the handler chain of apiserver (authentication, impersonation, authorization) and its endpoints/handlers. Every
 * refusal is a Status; a throw is a fault of ours.
 */
import type { StoredDefinition } from '../discovery';
import { json, refusal, text } from './answer';
import { forbiddenMessage, isAllowed, type Attributes } from './authorize';
import type { ReadYaml } from './body';
import { definitionsOf } from './definitions';
import { discover, type Descriptions } from './discovery-paths';
import { methodNotAllowed, noSuchPath, badRequest, type Failure } from './failure';
import { connectedUser, impersonated } from './identity';
import type { Ports } from './ports';
import type { Registry } from './registry';
import { readAddress, flag, type Address, type ApiRequest, type ApiResponse, type User } from './request';
import { ResourceHandler } from './resource-handler';
import { routeOf, type Route } from './route';
import { Watches } from './watch';

export interface ApiServerOptions extends Ports {
  readonly registry: Registry;
  /** Milliseconds since 1970. */
  now(): number;
  /** Reads YAML bodies: server-side apply may send them. */
  readonly yaml?: ReadYaml;
  /** The fields' sentences for OpenAPI, where they are loaded. */
  descriptions?(): Descriptions | undefined;
}

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
    if (!address) return refusal(badRequest(`invalid URL escape in ${request.url}`));
    const user = this.#userOf(request);
    if ('code' in user) return refusal(user);
    const definitions = definitionsOf(this.#options.registry);
    const [root = ''] = address.segments;
    if ((root === 'api' && address.segments.length > 2) || (root === 'apis' && address.segments.length > 3)) {
      return this.#resource(request, address, user, definitions);
    }
    const wanted = { verb: request.method.toLowerCase(), path: address.path };
    if (!isOpen(address.path) && !isAllowed(this.#options.registry.store, user, wanted)) {
      return refusal({ code: 403, reason: 'Forbidden', message: forbiddenMessage(user, wanted), details: {} });
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
    const { registry, now } = this.#options;
    const user = connectedUser(request, now());
    if (!user) return { code: 401, reason: 'Unauthorized', message: 'Unauthorized' };
    const other = impersonated(request);
    if (!other) return user;
    const wanted: Attributes = { verb: 'impersonate', group: '', resource: 'users', name: other.name };
    if (isAllowed(registry.store, user, wanted)) return other;
    return { code: 403, reason: 'Forbidden', message: forbiddenMessage(user, wanted) };
  }

  #resource(request: ApiRequest, address: Address, user: User, definitions: readonly StoredDefinition[]): ApiResponse {
    const route = routeOf(address.segments, definitions);
    if (!route) return this.#nowhere(address, definitions);
    const verb = verbOf(request, address, route);
    const { info, namespace, name, subresource } = route;
    const wanted: Attributes = {
      verb,
      group: info.group,
      resource: info.resource,
      ...(namespace !== undefined && { namespace }),
      ...(name !== undefined && { name }),
      ...(subresource !== undefined && { subresource }),
    };
    if (!isAllowed(this.#options.registry.store, user, wanted)) {
      return refusal({ code: 403, reason: 'Forbidden', message: forbiddenMessage(user, wanted) });
    }
    if (namespace !== undefined && !info.namespaced) return text(404, '404 page not found\n');
    return this.#resources.handle({ request, address, route, verb, user });
  }

  /** Something below a resource that there is, or nothing at all. */
  #nowhere({ segments }: Address, definitions: readonly StoredDefinition[]): ApiResponse {
    const isBelow = routeOf(segments.slice(0, -1), definitions) !== undefined;
    return isBelow ? refusal(noSuchPath) : text(404, '404 page not found\n');
  }

  #path(request: ApiRequest, address: Address, definitions: readonly StoredDefinition[]): ApiResponse {
    if (request.method !== 'GET' && request.method !== 'HEAD') return refusal(methodNotAllowed());
    const { segments, path } = address;
    const [root = ''] = segments;
    if (root === 'healthz' || root === 'livez' || root === 'readyz') return health(root, address);
    const found = discover(request, segments, definitions, this.#options.descriptions?.());
    if (found) {
      const { body, contentType = 'application/json' } = found;
      return body instanceof Uint8Array
        ? { status: 200, headers: { 'content-type': contentType }, body }
        : json(200, body, [], contentType);
    }
    if (path === '/')
      return json(200, { paths: ['/api', '/apis', '/healthz', '/livez', '/openapi/v3', '/readyz', '/version'] });
    return root === 'apis' ? text(404, '404 page not found\n') : refusal(noSuchPath);
  }
}

/** What everybody may read. */
function isOpen(path: string): boolean {
  return /^\/(?:healthz|livez|readyz|version|api|apis|openapi)(?:\/|$)/.test(path);
}

function health(root: string, { query }: Address): ApiResponse {
  if (!flag(query, 'verbose')) return text(200, 'ok');
  return text(200, `[+]ping ok\n[+]log ok\n[+]etcd ok\n${root} check passed\n`);
}

function verbOf({ method }: ApiRequest, { query }: Address, { name, isWatch, subresource }: Route): string {
  switch (method) {
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return name === undefined ? 'deletecollection' : 'delete';
    default:
      if (subresource !== undefined)
        return subresource === 'exec' || subresource === 'attach' || subresource === 'portforward' ? 'create' : 'get';
      if (isWatch || flag(query, 'watch')) return 'watch';
      return name === undefined ? 'list' : 'get';
  }
}
