/** What can be wrong with a manifest before its meaning is looked at. */
export interface DecodeFault {
  readonly path: readonly (string | number)[];
  readonly reason: 'UnknownField' | 'TypeMismatch' | 'BadValue';
  /** The decoder's words for this fault alone. */
  readonly message: string;
  /**
   * How the server takes it: it stops at the first `abrupt` fault, else reports the first `wrong` one, and only
   * where there is neither, all that are `strict`.
   */
  readonly weight: 'abrupt' | 'wrong' | 'strict';
}

/** Strict faults are counted up to here; the server forgets the rest. */
const STRICT_LIMIT = 100;

/** The one sentence of the server for all the faults: models decodeState.unmarshal and strictDecodingError.Error. */
export function decodeMessage(faults: readonly DecodeFault[]): string {
  const first = faults.find(({ weight }) => weight === 'abrupt') ?? faults.find(({ weight }) => weight === 'wrong');
  if (first) return first.message;
  const said = faults.slice(0, STRICT_LIMIT).map(({ message }) => message);
  return `strict decoding error: ${said.join(', ')}`;
}
