/** Asks the API server for what a describer wants to know. */
import type { Api } from '../api';
import { standardWords, type Failure } from '../failure';
import { queryOf } from '../resources';
import type { Refusal, Surroundings } from './surroundings';
import { Value } from './value';

export interface Reading {
  readonly api: Api;
  readonly now: number;
  readonly showEvents: boolean;
  /** How many objects a page of a list holds; 0: all. */
  readonly chunk: number;
}

export function surroundingsOf({ api, now, showEvents, chunk }: Reading): Surroundings {
  const list = (path: string, query = {}): Promise<readonly Value[] | Refusal> => listAll(api, path, query, chunk);
  return {
    now,
    list,
    async get(path) {
      const answered = await api.get(path);
      return answered.ok ? new Value(answered.value) : refusalOf(answered.failure);
    },
    async events({ name, namespace, kind, uid }) {
      if (!showEvents) return undefined;
      const wanted = {
        'involvedObject.kind': kind,
        'involvedObject.name': name,
        'involvedObject.namespace': namespace,
        'involvedObject.uid': uid === '' ? undefined : uid,
      };
      const terms = Object.entries(wanted).flatMap(([field, value]) =>
        value === undefined ? [] : [`${field}=${value}`],
      );
      const path = namespace === '' ? '/api/v1/events' : `/api/v1/namespaces/${namespace}/events`;
      const events = await list(path, { fieldSelector: terms.join(',') });
      // What cannot be read is as if nothing had been told.
      return 'refused' in events ? [] : events;
    },
  };
}

/** Page after page. */
export async function listAll(
  api: Api,
  path: string,
  query: Readonly<Record<string, string>>,
  chunk: number,
): Promise<readonly Value[] | Refusal> {
  const items: Value[] = [];
  let next = '';
  do {
    const limit = chunk > 0 ? String(chunk) : '';
    const answered = await api.get(`${path}${queryOf({ ...query, limit, continue: next })}`);
    if (!answered.ok) return refusalOf(answered.failure);
    const page = new Value(answered.value);
    items.push(...page.at('items').list);
    next = page.at('metadata.continue').text;
  } while (next !== '');
  return items;
}

function refusalOf(failure: Failure): Refusal {
  const isStatus = 'status' in failure;
  return {
    refused: isStatus ? failure.status.message : standardWords(failure),
    reason: isStatus ? failure.status.reason : '',
    failure,
  };
}
