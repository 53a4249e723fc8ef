/** What AWS knows of the learner: an account, and the repositories of ECR. Models the answers of ECR and STS as far as they matter here. */
import { readEcrToken, timeText } from '@/lib/cluster';

/** The learner's own. */
export const ACCOUNT = '123456789012';
export const USER_ARN = `arn:aws:iam::${ACCOUNT}:user/learner`;

export interface EcrRegistry {
  readonly account: string;
  readonly region: string;
}

export interface Repository extends EcrRegistry {
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly created: number;
}

/** Whose registry that host is; undefined where it is none of ECR. */
export function registryOf(host: string): EcrRegistry | undefined {
  const [, account, region] = /^(\d{12})\.dkr\.ecr\.([a-z]{2}(?:-[a-z]+)+-\d)\.amazonaws\.com$/.exec(host) ?? [];
  return account === undefined || region === undefined ? undefined : { account, region };
}

export function hostOf({ account, region }: EcrRegistry): string {
  return `${account}.dkr.ecr.${region}.amazonaws.com`;
}

/** Why a registry does not take it. */
export function tokenFault(token: string, region: string, now: number): 'invalid' | 'expired' | undefined {
  const read = readEcrToken(token);
  if (read?.region !== region) return 'invalid';
  return read.until < now ? 'expired' : undefined;
}

/** Requests are signed with the time: one that is off by more than the service allows is refused, in these words. */
export function skewFault(clock: number, now: number, minutes: number): string | undefined {
  const allowed = minutes * 60_000;
  const shown = (ms: number): string => timeText(ms, '%Y%m%dT%H%M%SZ');
  if (clock < now - allowed)
    return `Signature expired: ${shown(clock)} is now earlier than ${shown(now - allowed)} (${shown(now)} - ${minutes} min.)`;
  if (clock > now + allowed)
    return `Signature not yet current: ${shown(clock)} is still later than ${shown(now + allowed)} (${shown(now)} + ${minutes} min.)`;
  return undefined;
}

export class Aws {
  readonly #repositories: Repository[];

  constructor(now: number) {
    this.#repositories = [
      { account: ACCOUNT, region: 'ap-northeast-2', name: 'shop-web', created: now },
      { account: '210987654321', region: 'eu-central-1', name: 'tea-house', created: now },
    ];
  }

  /** The learner's own of a region, by name. */
  repositories(region: string): readonly Repository[] {
    return this.#repositories
      .filter((each) => each.account === ACCOUNT && each.region === region)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  find(registry: EcrRegistry, name: string): Repository | undefined {
    return this.#repositories.find(
      (each) => each.account === registry.account && each.region === registry.region && each.name === name,
    );
  }

  create(region: string, name: string, now: number): Repository {
    const made = { account: ACCOUNT, region, name, created: now };
    this.#repositories.push(made);
    return made;
  }

  delete(repository: Repository): void {
    this.#repositories.splice(this.#repositories.indexOf(repository), 1);
  }

  /** Why an image can't be pushed there. */
  pushFault(registry: EcrRegistry, name: string): string | undefined {
    if (this.find(registry, name)) return undefined;
    const { account, region } = registry;
    if (account === ACCOUNT)
      return `name unknown: The repository with name '${name}' does not exist in the registry with id '${account}'`;
    return `denied: User: ${USER_ARN} is not authorized to perform: ecr:InitiateLayerUpload on resource: arn:aws:ecr:${region}:${account}:repository/${name} because no resource-based policy allows the ecr:InitiateLayerUpload action`;
  }
}
