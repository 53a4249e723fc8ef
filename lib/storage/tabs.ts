import { VERSION } from './database';
import type { Channel } from './ports';

/**
 * What tabs tell one another about one document.
 * `hello`: a tab has come, and has what `vector` (a Yjs state vector) counts; the others answer with what it lacks.
 * `update`: a change; `stored` says whether it is already in the database.
 */
export type TabMessage =
  | { kind: 'hello'; vector: Uint8Array }
  | { kind: 'update'; bytes: Uint8Array; stored: boolean; vector?: Uint8Array };

export function channelName(name: string): string {
  return `kubetil/${name}`;
}

export function tell(channel: Channel, message: TabMessage) {
  channel.post({ ...message, version: VERSION });
}

/** Undefined for anything else, a tab of another version included. */
export function decodeTabMessage(value: unknown): TabMessage | undefined {
  if (typeof value !== 'object' || value === null || !('version' in value) || value.version !== VERSION)
    return undefined;
  const vector = 'vector' in value && value.vector instanceof Uint8Array ? value.vector : undefined;
  const kind = 'kind' in value ? value.kind : undefined;
  if (kind === 'hello' && vector) return { kind, vector };
  if (kind !== 'update' || !('bytes' in value) || !(value.bytes instanceof Uint8Array)) return undefined;
  const stored = 'stored' in value && value.stored === true;
  return vector ? { kind, bytes: value.bytes, stored, vector } : { kind, bytes: value.bytes, stored };
}
