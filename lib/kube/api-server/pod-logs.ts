/** pods/log. Models LogREST (pkg/registry/core/pod/rest/log.go) and LogLocation (pkg/registry/core/pod/strategy.go). */
import { readTime } from '../decode/time';
import { forbidden, invalid, type FieldError } from '../field/error';
import { FieldPath } from '../field/path';
import { invalidStatus } from '../field/status';
import { parseInteger } from '../go-number';
import { isObject, type JsonObject } from '../json-object';
import type { StoredObject } from '../store';
import { formatMicroTime, parseTime } from '../time';
import { refusal, text } from './answer';
import { badRequest, type Failure } from './failure';
import type { LoggedLine, PodLogs } from './ports';
import { first, flag, type ApiResponse, type Query } from './request';
import { wordAt } from './word';

export function podLogs(pod: StoredObject, query: Query, logs: PodLogs | undefined, now: number): ApiResponse {
  const options = readLogOptions(query);
  if (typeof options === 'string') return refusal(badRequest(options));
  const errors = logErrors(options, query);
  if (errors.length > 0) return refusal(invalidStatus('PodLogOptions', pod.metadata.name, errors));
  const container = containerOf(pod, first(query, 'container'), 'logs');
  if (typeof container !== 'string') return refusal(container);
  const { uid } = pod.metadata;
  // Nobody can be asked yet, which is no fault.
  if (wordAt(pod, 'spec', 'nodeName') === '') return text(200, '');
  const isPrevious = flag(query, 'previous');
  const { tailLines: tail, sinceSeconds: seconds, sinceTime, limitBytes: most } = options;
  const since = seconds === undefined ? parseTime(sinceTime) : now - seconds * 1000;
  const found = logs?.logs(uid, {
    container,
    previous: isPrevious,
    ...(tail !== undefined && { tailLines: tail }),
    ...(since !== undefined && { since }),
  });
  if (!found || !logs)
    return refusal(
      badRequest(`container "${container}" in pod "${pod.metadata.name}" is waiting to start: ContainerCreating`),
    );
  if ('code' in found) return refusal(found);
  const write = lineWriter(flag(query, 'timestamps'));
  const whole = found.map(write).join('');
  if (!flag(query, 'follow') || isPrevious) return text(200, most === undefined ? whole : whole.slice(0, most));
  return {
    status: 200,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    stream(send, end) {
      if (whole !== '') send(whole);
      return logs.follow(uid, container, (line) => send(write(line)), end);
    },
  };
}

interface LogOptions {
  readonly tailLines?: number;
  readonly limitBytes?: number;
  readonly sinceSeconds?: number;
  readonly sinceTime?: string;
}

/** A string is what Go says of a number or a time that is none. */
function readLogOptions(query: Query): LogOptions | string {
  const options: { -readonly [name in keyof LogOptions]: LogOptions[name] } = {};
  for (const name of ['sinceSeconds', 'tailLines', 'limitBytes'] as const) {
    const text = first(query, name);
    const value = text === undefined ? undefined : parseInteger(text);
    if (typeof value === 'string') return value;
    if (value !== undefined) options[name] = value;
  }
  const text = first(query, 'sinceTime');
  const time = text ? readTime(text) : undefined;
  if (time && 'fault' in time) return time.fault;
  if (time) options.sinceTime = time.time;
  return options;
}

/** Models ValidatePodLogOptions (pkg/apis/core/validation). */
function logErrors({ tailLines = 0, limitBytes = 1, sinceSeconds, sinceTime }: LogOptions, query: Query): FieldError[] {
  const errors: FieldError[] = [];
  if (tailLines < 0) errors.push(invalid(FieldPath.of('tailLines'), tailLines, 'must be greater than or equal to 0'));
  if (limitBytes < 1) errors.push(invalid(FieldPath.of('limitBytes'), limitBytes, 'must be greater than 0'));
  if (sinceSeconds !== undefined && sinceTime !== undefined) {
    errors.push(forbidden(FieldPath.of('[]'), 'at most one of `sinceTime` or `sinceSeconds` may be specified'));
  } else if (sinceSeconds !== undefined && sinceSeconds < 1) {
    errors.push(invalid(FieldPath.of('sinceSeconds'), sinceSeconds, 'must be greater than 0'));
  }
  if (query.has('stream')) errors.push(forbidden(FieldPath.of('stream'), 'may not be specified'));
  return errors;
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
