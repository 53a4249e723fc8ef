/** Flags, and their values. */
import { takesValue, type Flag, type Position } from './command-tree';
import { begun, whole, type Offer } from './offer';

/**
 * Undefined where it is neither a flag nor a flag's value that is typed.
 *
 * @param valuesOf what a flag could be set to, of which so much is typed
 */
export async function flagOffers(
  position: Position,
  word: string,
  valuesOf: (flag: Flag, typed: string) => Promise<readonly Offer[]>,
): Promise<readonly Offer[] | undefined> {
  const { pending, isBehindDashes, flags, given } = position;
  if (pending) return valuesOf(pending, word);
  if (isBehindDashes || !word.startsWith('-')) return undefined;
  const [prefix, name] = /^--([^=]+)=/.exec(word) ?? /^-(\w)=/.exec(word) ?? [];
  if (prefix !== undefined) {
    const flag = flags.find((each) => each.name === name || each.short === name);
    const values = flag ? await valuesOf(flag, word.slice(prefix.length)) : [];
    return values.map((offer) => ({ ...offer, text: prefix + offer.text }));
  }
  const left = flags.filter((flag) => !given.has(flag.name) || ['array', 'strings', 'map'].includes(flag.type));
  const long = left.map((flag) => (isBare(flag) ? begun(`--${flag.name}=`) : whole(`--${flag.name}`)));
  return [...long, ...left.flatMap(({ short }) => (short === undefined || word !== '-' ? [] : [whole(`-${short}`)]))];
}

/** A value of it stands behind `=` only: `--dry-run=client`. */
function isBare(flag: Flag): boolean {
  return flag.type !== 'bool' && !takesValue(flag);
}
