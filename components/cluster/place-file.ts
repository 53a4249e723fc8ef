/**
 * A place (the playground, a lesson) as one text: its files, and its cluster if there is one. As a file it is JSON:
 * `{"format": "kubetil-place", "version": 1, "files": {"app.yaml": "…"}, "cluster": "…"}`; in a link's hash the same, gzipped,
 * as base64url. What comes in is hostile until it is read: bounded, and of this form or refused.
 */
import { Gunzip, gzipSync, strToU8 } from 'fflate';
import { isRecord } from './json';

export interface PlaceFile {
  readonly files: Readonly<Record<string, string>>;
  /** What the cluster's `export` wrote; who opens it says what is wrong with it. */
  readonly cluster?: string;
}

export type PlaceFault = 'foreign' | 'damaged' | 'newer' | 'large';

const FORMAT = 'kubetil-place';
const VERSION = 1;
const MOST_TEXT = 20_000_000;
const MOST_FILES = 200;
const KEY = '#place=';
/** What browsers and messengers carry in a link. */
export const MOST_HASH = 60_000;

export function writePlace({ files, cluster }: PlaceFile): string {
  return JSON.stringify({ format: FORMAT, version: VERSION, files, ...(cluster !== undefined && { cluster }) });
}

export function readPlace(text: string): PlaceFile | { readonly fault: PlaceFault } {
  if (text.length > MOST_TEXT) return { fault: 'large' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { fault: 'damaged' };
  }
  if (!isRecord(value) || value['format'] !== FORMAT) return { fault: 'foreign' };
  const { version, files, cluster } = value;
  if (typeof version === 'number' && version > VERSION) return { fault: 'newer' };
  if (version !== VERSION || !isRecord(files)) return { fault: 'damaged' };
  const entries = Object.entries(files);
  if (entries.length > MOST_FILES) return { fault: 'large' };
  const texts = entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string' && isPath(entry[0]));
  if (texts.length < entries.length) return { fault: 'damaged' };
  return { files: Object.fromEntries(texts), ...(typeof cluster === 'string' && { cluster }) };
}

/** `#place=…`; may be longer than MOST_HASH. */
export function toHash(place: PlaceFile): string {
  const bytes = gzipSync(strToU8(writePlace(place)), { level: 9, mtime: 0 });
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return KEY + btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Undefined where the link holds no place. */
export function fromHash(hash: string): PlaceFile | { readonly fault: PlaceFault } | undefined {
  if (!hash.startsWith(KEY)) return undefined;
  let binary: string;
  try {
    binary = atob(hash.slice(KEY.length).replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return { fault: 'damaged' };
  }
  const text = unzipped(Uint8Array.from(binary, (letter) => letter.charCodeAt(0)));
  return typeof text === 'string' ? readPlace(text) : text;
}

/** Piece by piece, so that a small link can't fill the memory. */
function unzipped(bytes: Uint8Array): string | { readonly fault: PlaceFault } {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let isWhole = false;
  try {
    const gunzip = new Gunzip((chunk, isLast) => {
      text += decoder.decode(chunk, { stream: !isLast });
      isWhole ||= isLast;
    });
    const step = 4096;
    for (let at = 0; at < bytes.length; at += step) {
      gunzip.push(bytes.subarray(at, at + step), at + step >= bytes.length);
      if (text.length > MOST_TEXT) return { fault: 'large' };
    }
  } catch {
    return { fault: 'damaged' };
  }
  return isWhole ? text : { fault: 'damaged' };
}

/** A path below the editor's root: no way out of it, nothing that hides. */
function isPath(name: string): boolean {
  return name.length <= 200 && name.split('/').every((part) => /^[\w][\w.-]*$/u.test(part));
}
