/** What a patch comes to: a document, or the Status that refuses it. */
import type { DecodeFault } from '../decode';
import type { JsonObject } from '../json-object';

export type Patched = PatchedDocument | { readonly refusal: PatchRefusal };

export interface PatchedDocument {
  /** Not decoded yet: what the patch says may be of any type. */
  readonly document: JsonObject;
  /** Unknown fields of the patch itself; a document that could otherwise be read is refused for them. */
  readonly unknownFields: readonly string[];
  /**
   * The field error at `patch` for a document that can't be read.
   * @param faults what decoding found in `document`; may be empty where the patch has unknown fields
   */
  wordFaults(faults: readonly DecodeFault[]): { readonly value: string; readonly why: string };
}

/** As a Status says it; a cause is a field that somebody else manages. */
export interface PatchRefusal {
  readonly code: number;
  /** Empty where the server itself failed. */
  readonly reason: string;
  readonly message: string;
  readonly causes?: readonly { readonly reason: string; readonly message: string; readonly field: string }[];
}

export function refuse(code: number, reason: string, message: string): { readonly refusal: PatchRefusal } {
  return { refusal: { code, reason, message } };
}

export function badRequest(message: string): { readonly refusal: PatchRefusal } {
  return refuse(400, 'BadRequest', message);
}

/** The server keeps to itself what is wrong with the patch. */
export function unprocessable(): { readonly refusal: PatchRefusal } {
  return refuse(422, 'Invalid', 'the server rejected our request due to an error in our request');
}
