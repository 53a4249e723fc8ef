/** Asks the cluster's API server, as any client of it. */
import type { ClusterClient } from '../cluster-client';
import { listOf, parseJson, recordOf, textOf, type Json } from '../json';

export interface ApiAnswer {
  /** 0 where nobody answers. */
  readonly status: number;
  readonly body: Json;
}

const TYPES = {
  merge: 'application/merge-patch+json',
  json: 'application/json-patch+json',
} as const;

export async function readObject(client: ClusterClient, url: string): Promise<ApiAnswer> {
  return answerOf(await client.ask('request', { method: 'GET', url, headers: {}, body: '' }));
}

/** None where nobody answers. */
export async function listObjects(client: ClusterClient, url: string): Promise<readonly Json[]> {
  return listOf((await readObject(client, url)).body['items']).map(recordOf);
}

export async function patchObject(
  client: ClusterClient,
  url: string,
  type: keyof typeof TYPES,
  patch: unknown,
): Promise<ApiAnswer> {
  const headers = { 'content-type': TYPES[type] };
  return answerOf(await client.ask('request', { method: 'PATCH', url, headers, body: JSON.stringify(patch) }));
}

export async function deleteObject(client: ClusterClient, url: string): Promise<ApiAnswer> {
  return answerOf(await client.ask('request', { method: 'DELETE', url, headers: {}, body: '' }));
}

export function metadataOf(object: Json): { readonly name: string; readonly namespace: string; readonly uid: string } {
  const metadata = recordOf(object['metadata']);
  return { name: textOf(metadata['name']), namespace: textOf(metadata['namespace']), uid: textOf(metadata['uid']) };
}

function answerOf(answer: { readonly status: number; readonly body?: string } | undefined): ApiAnswer {
  return { status: answer?.status ?? 0, body: recordOf(parseJson(answer?.body ?? '')) };
}
