/** The last requests of a cluster's box: they stay while another pane is shown. */
import type { ClusterClient } from '../cluster-client';
import type { Method, PersonsRequest, Sent } from './send-request';

export interface Logged extends Sent {
  readonly id: number;
  /** Of the cluster's clock, ms. */
  readonly time: number;
  readonly request: PersonsRequest;
}

/** What stands in the form. */
export interface Draft {
  readonly from: string;
  readonly to: string;
  readonly method: Method;
  readonly body: string;
}

export interface RequestLog {
  readonly draft: Draft;
  /** The newest first. */
  readonly requests: readonly Logged[];
  /** The one that is shown. */
  readonly shown?: number;
}

const MOST = 10;
const EMPTY: RequestLog = { draft: { from: 'outside', to: '', method: 'GET', body: '' }, requests: [] };

const logs = new WeakMap<ClusterClient, RequestLog>();

export function requestLog(client: ClusterClient): RequestLog {
  return logs.get(client) ?? EMPTY;
}

export function keepRequestLog(client: ClusterClient, log: RequestLog): void {
  logs.set(client, log);
}

export function withRequest(log: RequestLog, one: Omit<Logged, 'id'>): RequestLog {
  const id = (log.requests[0]?.id ?? 0) + 1;
  return { ...log, requests: [{ ...one, id }, ...log.requests].slice(0, MOST), shown: id };
}
