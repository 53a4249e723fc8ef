/** aws ecr: a registry's password, and its repositories. */
import { newEcrToken, parseReference, timeText } from '@/lib/cluster';
import { ACCOUNT, hostOf, type Repository } from '../../computer/aws';
import { answer, ECR, missing, refused, send, type AwsRun } from './run';

const NAME = /^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$/;

type EcrCommand = (run: AwsRun) => Promise<number>;

export const ECR_COMMANDS: Readonly<Record<string, EcrCommand>> = {
  async 'get-login-password'(run) {
    const region = await send(run, { operation: 'GetAuthorizationToken', ...ECR });
    if (typeof region === 'number') return region;
    run.call.out(`${newEcrToken(region, run.computer.cluster.clock.now())}\n`);
    return 0;
  },

  async 'create-repository'(run) {
    const name = run.flag('repository-name');
    if (name === undefined) return missing(run, '--repository-name');
    const region = await send(run, { operation: 'CreateRepository', ...ECR });
    if (typeof region === 'number') return region;
    const { aws } = run.computer;
    if (!NAME.test(name) || name.length < 2)
      return refused(
        run,
        'InvalidParameterException',
        'CreateRepository',
        `Invalid parameter at 'repositoryName' failed to satisfy constraint: 'must satisfy regular expression '${NAME.source}''`,
      );
    if (aws.find({ account: ACCOUNT, region }, name))
      return refused(
        run,
        'RepositoryAlreadyExistsException',
        'CreateRepository',
        `The repository with name '${name}' already exists in the registry with id '${ACCOUNT}'`,
      );
    return answer(run, { repository: shown(aws.create(region, name, run.computer.cluster.clock.now())) });
  },

  async 'describe-repositories'(run) {
    const region = await send(run, { operation: 'DescribeRepositories', ...ECR });
    if (typeof region === 'number') return region;
    const all = run.computer.aws.repositories(region);
    const wanted = run.flag('repository-names') ?? run.flag('repository-name');
    const found = wanted === undefined ? all : all.filter(({ name }) => name === wanted);
    if (found.length === 0 && wanted !== undefined) return notFound(run, 'DescribeRepositories', wanted);
    return answer(run, { repositories: found.map(shown) });
  },

  async 'list-images'(run) {
    const name = run.flag('repository-name');
    if (name === undefined) return missing(run, '--repository-name');
    const region = await send(run, { operation: 'ListImages', ...ECR });
    if (typeof region === 'number') return region;
    const repository = run.computer.aws.find({ account: ACCOUNT, region }, name);
    return repository ? answer(run, { imageIds: imagesIn(run, repository) }) : notFound(run, 'ListImages', name);
  },

  async 'delete-repository'(run) {
    const name = run.flag('repository-name');
    if (name === undefined) return missing(run, '--repository-name');
    const region = await send(run, { operation: 'DeleteRepository', ...ECR });
    if (typeof region === 'number') return region;
    const repository = run.computer.aws.find({ account: ACCOUNT, region }, name);
    if (!repository) return notFound(run, 'DeleteRepository', name);
    if (imagesIn(run, repository).length > 0)
      return refused(
        run,
        'RepositoryNotEmptyException',
        'DeleteRepository',
        `The repository with name '${name}' in registry with id '${ACCOUNT}' cannot be deleted because it still contains images`,
      );
    run.computer.aws.delete(repository);
    return answer(run, { repository: shown(repository) });
  },
};

function notFound(run: AwsRun, operation: string, name: string): number {
  return refused(
    run,
    'RepositoryNotFoundException',
    operation,
    `The repository with name '${name}' does not exist in the registry with id '${ACCOUNT}'`,
  );
}

function imagesIn({ computer }: AwsRun, repository: Repository): readonly { imageDigest: string; imageTag: string }[] {
  const { images } = computer.cluster;
  const host = hostOf(repository);
  const login = new Map([[host, { username: 'AWS', password: 'token' }]]);
  return images.built.flatMap(({ reference: name, isLoaded }) => {
    const reference = parseReference(name);
    if (isLoaded || 'invalid' in reference || reference.repository !== `${host}/${repository.name}`) return [];
    const pulled = images.pull(name, login);
    return 'image' in pulled ? [{ imageDigest: pulled.image.digest, imageTag: reference.tag ?? '' }] : [];
  });
}

function shown(repository: Repository): unknown {
  const { account, region, name, created } = repository;
  return {
    repositoryArn: `arn:aws:ecr:${region}:${account}:repository/${name}`,
    registryId: account,
    repositoryName: name,
    repositoryUri: `${hostOf(repository)}/${name}`,
    createdAt: `${timeText(created, '%FT%T')}.000000+00:00`,
    imageTagMutability: 'MUTABLE',
    imageScanningConfiguration: { scanOnPush: false },
    encryptionConfiguration: { encryptionType: 'AES256' },
  };
}
