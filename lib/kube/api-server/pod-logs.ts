/** pods/log. Models LogREST (pkg/registry/core/pod/rest/log.go) and LogLocation (pkg/registry/core/pod/strategy.go). */
import { isObject, type JsonObject } from '../json-object';
import type { StoredObject } from '../store';
import { formatMicroTime, parseTime } from '../time';
import { refusal, text } from './answer';
import { badRequest, type Failure } from './failure';
import type { LoggedLine, PodLogs } from './ports';
import { first, flag, type ApiResponse, type Query } from './request';

export function podLogs(pod: StoredObject, query: Query, logs: PodLogs | undefined, now: number): ApiResponse {
  const container = containerOf(pod, first(query, 'container'), 'logs');
  if (typeof container !== 'string') return refusal(container);
  const { uid } = pod.metadata;
  const isPrevious = flag(query, 'previous');
  const tail = first(query, 'tailLines');
  if (tail !== undefined && Number(tail) < 0) {
    return refusal({
      code: 422,
      reason: 'Invalid',
      message: `PodLogOptions.core "${pod.metadata.name}" is invalid: tailLines: Invalid value: ${tail}: must be greater than or equal to 0`,
    });
  }
  const seconds = first(query, 'sinceSeconds');
  const since = seconds === undefined ? parseTime(first(query, 'sinceTime')) : now - Number(seconds) * 1000;
  const found = logs?.logs(uid, {
    container,
    previous: isPrevious,
    ...(tail !== undefined && { tailLines: Number(tail) }),
    ...(since !== undefined && { since }),
  });
  if (!found || !logs)
    return refusal(
      badRequest(`container "${container}" in pod "${pod.metadata.name}" is waiting to start: ContainerCreating`),
    );
  if ('code' in found) return refusal(found);
  const write = lineWriter(flag(query, 'timestamps'));
  const whole = found.map(write).join('');
  const most = first(query, 'limitBytes');
  if (!flag(query, 'follow') || isPrevious) return text(200, most === undefined ? whole : whole.slice(0, Number(most)));
  return {
    status: 200,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    stream(send, end) {
      if (whole !== '') send(whole);
      return logs.follow(uid, container, (line) => send(write(line)), end);
    },
  };
}

function lineWriter(withTimes: boolean): (line: LoggedLine) => string {
  return ({ at, text }) => (withTimes ? `${formatMicroTime(at).replace('Z', '000Z')} ${text}\n` : `${text}\n`);
}

/** The one that is meant, or why it can't be said. */
export function containerOf(
  { metadata, spec }: StoredObject,
  asked: string | undefined,
  what: 'logs' | 'exec',
): string | Failure {
  const names = (field: string): string[] => {
    const containers: unknown = isObject(spec) ? spec[field] : undefined;
    return Array.isArray(containers)
      ? containers.filter(isObject).map((container: JsonObject) => String(container['name']))
      : [];
  };
  const own = names('containers');
  const init = names('initContainers');
  const all = [...own, ...init, ...names('ephemeralContainers')];
  if (asked) {
    if (all.includes(asked)) return asked;
    return badRequest(`container ${asked} is not valid for pod ${metadata.name}`);
  }
  const [only, ...others] = own;
  const preferred = metadata.annotations?.['kubectl.kubernetes.io/default-container'];
  if (what === 'exec' && preferred && own.includes(preferred)) return preferred;
  if (only !== undefined && others.length === 0) return only;
  const more = init.length > 0 ? ` or one of the init containers: [${init.join(' ')}]` : '';
  return badRequest(
    `a container name must be specified for pod ${metadata.name}, choose one of: [${own.join(' ')}]${more}`,
  );
}
