/**
 * What is broken by hand. Each deed is looked at first, so that only what can be done becomes a step that is taken back:
 * ./pod-deeds.ts, ./machine-deeds.ts, ./setting-deeds.ts.
 */
import type { ViewItem } from '@/lib/cluster';
import type { ApiAnswer } from './api-objects';
import { listOf, recordOf, textOf, type Json } from '../json';

/** An object, as the picture and the files know it. */
export interface Shown {
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

export type DeedKey =
  | 'deletePod'
  | 'killProcess'
  | 'fullDisk'
  | 'stopNode'
  | 'cutNode'
  | 'restoreNode'
  | 'addNode'
  | 'stopComponent'
  | 'startComponent'
  | 'badImage'
  | 'wrongPassword';

/** What was done, for its words (break-words.ts), and where one looks next. */
export interface Deed {
  readonly key: DeedKey;
  readonly values: Readonly<Record<string, string>>;
  /** To be typed into the terminal. */
  readonly commands: readonly string[];
  readonly item?: Shown;
}

export type Refusal = 'apiStopped' | 'gone' | 'noKill' | 'notRunning' | 'noKeys';

/** What would be done, or why it cannot be. `run` answers why the API server refused it, in its words. */
export type Ready = { readonly deed: Deed; readonly run: () => Promise<string | undefined> } | Refusal;

export function refusalOf({ status }: { readonly status: number }): Refusal | undefined {
  return status === 0 ? 'apiStopped' : status === 200 ? undefined : 'gone';
}

export async function refusedBy(asked: Promise<ApiAnswer>): Promise<string | undefined> {
  const { status, body } = await asked;
  return status >= 200 && status < 300 ? undefined : textOf(body['message']) || String(status);
}

export async function done(asked: Promise<unknown>): Promise<undefined> {
  await asked;
}

export function containersOf(pod: Json): readonly Json[] {
  return listOf(recordOf(pod['spec'])['containers']).map(recordOf);
}

export function urlOf(
  version: string,
  resource: string,
  { namespace, name }: Pick<ViewItem, 'namespace' | 'name'>,
): string {
  return `/${version}/namespaces/${namespace ?? 'default'}/${resource}/${name}`;
}

export function inNamespace({ namespace = 'default' }: ViewItem): string {
  return namespace === 'default' ? '' : ` -n ${namespace}`;
}

export function shownOf({ kind, namespace, name }: ViewItem): Shown {
  return { kind, name, ...(namespace !== undefined && { namespace }) };
}
