/** What a judgement says. */
import type { Kind } from './schema';

export type Judgement = Accepted | Refused | NotJudged;

export interface Accepted {
  readonly verdict: 'accepted';
  readonly kind: Kind;
  /**
   * The object as the server returns it, defaults filled in; without uid, creationTimestamp, managedFields,
   * resourceVersion and generation, which only a store can give.
   */
  readonly object: unknown;
  /** With `tellSent`: the object with its defaults, before admission had its turn. */
  readonly sent?: unknown;
  /** The texts of the Warning headers, in their order. */
  readonly warnings: readonly string[];
}

/**
 * Who refused, in the order of the way: `client` is kubectl itself, before anything is sent; `decode` is the server's
 * reading of the JSON (400); then validation (422) and admission (403, 404, 422).
 */
export type Stage = 'client' | 'decode' | 'validation' | 'admission';

export interface Refused {
  readonly verdict: 'refused';
  readonly stage: Stage;
  /** Absent where the manifest doesn't say a kind that exists. */
  readonly kind?: Kind;
  readonly status: RefusalStatus;
  /** Every fault found, also those the status keeps silent about. Never empty. */
  readonly errors: readonly FieldFault[];
  readonly warnings: readonly string[];
}

export interface RefusalStatus {
  /** The HTTP status; 0 for a refusal of kubectl's own. */
  readonly code: number;
  /** `Invalid`, `BadRequest`, …; empty for a refusal of kubectl's own. */
  readonly reason: string;
  /** Byte for byte the server's, or what kubectl prints after `error: ` (without the line's end). */
  readonly message: string;
  readonly causes?: readonly { readonly reason: string; readonly message: string; readonly field: string }[];
}

/** A kind of Kubernetes that is not modelled yet: neither good nor bad. */
export interface NotJudged {
  readonly verdict: 'not-judged';
  readonly apiVersion: string;
  readonly kind: string;
  readonly reason: string;
}

export interface FieldFault {
  /** Where it lies in the manifest; may end at a key that is not there. */
  readonly path: readonly (string | number)[];
  /** Kubernetes' spelling of the path: `spec.ports[0].port`. */
  readonly field: string;
  /** `FieldValueInvalid`, … as in a Status' causes; at decode `UnknownField`, `TypeMismatch`, `BadValue`; else the status' reason. */
  readonly reason: string;
  /** This fault alone in the server's words: `Invalid value: 0: must be between 1 and 65535, inclusive`. */
  readonly message: string;
  /** What an editor should mark: the key of an unknown field or of the nearest parent of a missing one, or else the value. */
  readonly at: 'key' | 'value';
  /** Found only by looking further than the server does: it would not say so before the first refusal is mended. */
  readonly after?: 'decode';
}
