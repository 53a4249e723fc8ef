/** What follows `minikube`, `docker` and `aws`: their own subcommands and flags, and what they are about. */
import { subcommands as aws } from '../programs/aws/subcommands';
import { subcommands as docker } from '../programs/docker/subcommands';
import { familiar } from '../programs/docker/image-table';
import { subcommands as minikube } from '../programs/minikube/subcommands';
import { ClusterNames } from './cluster-names';
import { positionIn, type Branch, type Flag, type Position } from './command-tree';
import { fileOffers } from './files';
import { flagOffers } from './flag-offers';
import { whole, type Offer } from './offer';
import type { Place } from './place';

const PROGRAMS = new Map<string, Branch>(
  Object.entries({ aws, docker, minikube }).map(([name, subcommands]) => [name, { name, subcommands }]),
);

/** Undefined for any other program. @param words behind its name, before the one at the cursor */
export async function localOffers(
  place: Place,
  name: string,
  words: readonly string[],
  word: string,
): Promise<readonly Offer[] | undefined> {
  const program = PROGRAMS.get(name);
  if (!program) return undefined;
  const position = positionIn(program, words);
  const flags = await flagOffers(position, word, (flag, typed) => Promise.resolve(values(place, flag, typed)));
  if (flags) return flags;
  const below = position.args.length === 0 ? (position.branch.subcommands ?? []).map((each) => whole(each.name)) : [];
  return [...below, ...(await argumentOffers(place, name, position, word))];
}

function values(place: Place, { name }: Flag, typed: string): readonly Offer[] {
  return name === 'file' ? fileOffers(place, typed) : [];
}

async function argumentOffers(
  place: Place,
  name: string,
  { path, args, given }: Position,
  word: string,
): Promise<readonly Offer[]> {
  const namespace = given.get('namespace')?.at(-1);
  const names = new ClusterNames(place.computer, namespace === undefined ? [] : [`--namespace=${namespace}`]);
  switch (`${name} ${path}`) {
    case 'minikube service':
      return args.length === 0 ? (await names.names('services')).map(whole) : [];
    case 'minikube node start':
    case 'minikube node stop':
    case 'minikube node delete':
      return (await names.names('nodes')).map(whole);
    case 'minikube image load':
    case 'docker tag':
    case 'docker push':
    case 'docker rmi':
      return place.computer.docker.all.map(({ image }) => whole(familiar(image.reference)));
    case 'docker build':
      return [whole('.'), ...fileOffers(place, word, 'folders')];
    default:
      return [];
  }
}
