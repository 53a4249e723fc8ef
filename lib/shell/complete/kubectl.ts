/** What can follow in a kubectl command line. Models kubectl's own completion (cmd/util/completion), with a little more. */
import { commands, globalFlags } from '@/lib/kubectl';
import { ClusterNames } from './cluster-names';
import { positionIn, type Branch } from './command-tree';
import { flagOffers } from './flag-offers';
import { argumentOffers } from './kubectl-arguments';
import { flagValues } from './kubectl-flags';
import { whole, type Offer } from './offer';
import type { Place } from './place';

const KUBECTL: Branch = { name: 'kubectl', subcommands: commands };
/** Flags that decide which objects there are. */
const WHERE = ['namespace', 'context', 'as'];

/** @param words behind `kubectl`, before the one at the cursor */
export async function kubectlOffers(place: Place, words: readonly string[], word: string): Promise<readonly Offer[]> {
  const isHelp = words[0] === 'help';
  const position = positionIn(KUBECTL, isHelp ? words.slice(1) : words, globalFlags);
  const { branch, path, args, given, isBehindDashes } = position;
  const where = WHERE.flatMap((name) => {
    const value = given.get(name)?.at(-1);
    return value === undefined ? [] : [`--${name}=${value}`];
  });
  const names = new ClusterNames(place.computer, where);
  const flags = await flagOffers(position, word, (flag, typed) => flagValues(place, names, position, flag, typed));
  if (flags) return flags;
  if (isBehindDashes) return [];
  const below = args.length === 0 ? (branch.subcommands ?? []).map(({ name }) => whole(name)) : [];
  if (isHelp) return below;
  if (path === '') return args.length === 0 ? [...below, whole('help')] : [];
  return [...below, ...(await argumentOffers(place, names, position, word))];
}
