/** The doors of Pods, Services and nodes: logs, exec, attach, port-forward and proxies. */
import { isObject } from '../json-object';
import type { StoredObject } from '../store';
import { refusal } from './answer';
import { quote } from '../field/print';
import { notFoundStatus } from '../field/status';
import { badRequest, plainError, type Failure } from './failure';
import { containerOf, podLogs } from './pod-logs';
import { first, flag, type ApiResponse } from './request';
import type { Asked } from './asked';
import type { ApiServerOptions } from './options';

/** Undefined for a subresource that is no such door. */
export function answerPod(
  { logs, now }: ApiServerOptions,
  asked: Asked,
  object: StoredObject,
): ApiResponse | undefined {
  const { route, address } = asked;
  const { query } = address;
  switch (route.subresource) {
    case 'log':
      return podLogs(object, query, logs, now());
    case 'exec':
    case 'attach': {
      const container = containerOf(object, first(query, 'container'), 'exec');
      if (typeof container !== 'string') return refusal(container);
      const failed = notRunning(object, container);
      if (failed) return refusal(failed);
      const command = query.get('command') ?? [];
      if (route.subresource === 'exec' && command.length === 0)
        return refusal(badRequest('you must specify at least 1 command for the container'));
      return {
        status: 101,
        headers: {},
        upgrade: {
          to: route.subresource,
          pod: reference(object),
          container,
          command,
          stdin: flag(query, 'stdin'),
          stdout: flag(query, 'stdout'),
          stderr: flag(query, 'stderr'),
          tty: flag(query, 'tty'),
        },
      };
    }
    case 'portforward': {
      const ports = (query.get('ports') ?? [])
        .flatMap((text) => text.split(','))
        .map(Number)
        .filter(Boolean);
      return { status: 101, headers: {}, upgrade: { to: 'portforward', pod: reference(object), ports } };
    }
    default:
      return undefined;
  }
}

/** Undefined for what is no proxy. Whom it is about is found by the proxy itself: `https:web:8443` is a name too. */
export function answerProxy({ proxy, registry }: ApiServerOptions, { route, request }: Asked): ApiResponse | undefined {
  if (route.subresource !== 'proxy') return undefined;
  const to = route.info.resource;
  if (to !== 'pods' && to !== 'services')
    return refusal(plainError('no preferred addresses found; known addresses: []'));
  const [, name = '', port] = /^(?:https?:)?([^:]*)(?::(.*))?$/.exec(route.name ?? '') ?? [];
  if (!registry.get(route.kind, route.namespace, name)) return refusal(notFoundStatus(to, name));
  const [asked = '', query] = request.url.split('?', 2);
  // Links of a page are taken from where it lies, which must end so.
  if (route.rest === '' && !asked.endsWith('/') && (request.method === 'GET' || request.method === 'HEAD')) {
    return { status: 301, headers: { location: `${asked}/${query === undefined ? '' : `?${query}`}` }, body: '' };
  }
  const path = `/${route.rest}${request.url.includes('?') ? request.url.slice(request.url.indexOf('?')) : ''}`;
  const { method, headers, body } = request;
  const answer = proxy?.({ to, namespace: route.namespace ?? '', name, port, method, path, headers, body });
  if (!answer) return refusal(unavailable(`no endpoints available for service ${quote(name)}`));
  return 'reason' in answer ? refusal(answer) : answer;
}

function reference({ metadata }: StoredObject): { namespace: string; name: string; uid: string } {
  return { namespace: metadata.namespace ?? '', name: metadata.name, uid: metadata.uid };
}

function unavailable(message: string): Failure {
  return { code: 503, reason: 'ServiceUnavailable', message };
}

/** Models the kubelet's answer to who wants into a container that isn't there. */
function notRunning({ metadata, status, spec }: StoredObject, container: string): Failure | undefined {
  const { phase, containerStatuses, initContainerStatuses, ephemeralContainerStatuses } = isObject(status)
    ? status
    : {};
  const { nodeName } = isObject(spec) ? spec : {};
  if (!nodeName) return badRequest(`pod ${metadata.name} does not have a host assigned`);
  if (phase === 'Succeeded' || phase === 'Failed') {
    return badRequest(`cannot exec into a container in a completed pod; current phase is ${phase}`);
  }
  const all = [containerStatuses, initContainerStatuses, ephemeralContainerStatuses].flatMap((list) =>
    Array.isArray(list) ? list.filter(isObject) : [],
  );
  const found = all.find(({ name }) => name === container);
  const state = isObject(found?.['state']) ? found['state'] : {};
  if (state['running']) return undefined;
  return {
    code: 500,
    reason: 'InternalError',
    message: `unable to upgrade connection: container not found ("${container}")`,
  };
}
