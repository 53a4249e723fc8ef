/** Why a store can't keep what is written in it. */
export type FailureReason = 'full' | 'unavailable' | 'damaged' | 'newer' | 'unknown';

export interface Failure {
  reason: FailureReason;
  /** One English sentence, for a person who wants to know more; the page words the reason itself. */
  detail: string;
}

/** What the page shows of a store: nothing here is ever thrown. */
export type StoreState =
  | { phase: 'loading' }
  | { phase: 'ready'; saved: 'saved' | 'saving'; savedAt?: number /* ms since 1970 */ }
  | ({ phase: 'failing' } & Failure);

/** The reason behind what IndexedDB threw: browsers agree on the names of errors, not on their messages. */
export function failureOf(error: unknown): Failure {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  const said = error instanceof Error || error instanceof DOMException ? error.message : String(error);
  switch (name) {
    case 'QuotaExceededError':
      return { reason: 'full', detail: 'The disk, or the share of it that this site may use, is full.' };
    case 'VersionError':
      return NEWER;
    case 'SecurityError':
    case 'InvalidStateError':
    case 'NotAllowedError':
      return { reason: 'unavailable', detail: `The browser allows this page no storage: ${said}` };
    default:
      return { reason: 'unknown', detail: said };
  }
}

export const NEWER: Failure = { reason: 'newer', detail: 'This was made by a newer Kubetil.' };
export const NO_STORAGE: Failure = { reason: 'unavailable', detail: 'This browser has no IndexedDB.' };
export const NO_ANSWER: Failure = { reason: 'unavailable', detail: 'The browser’s storage does not answer.' };
