/** docker tag, push and pull. */
import { parseReference, type BuiltImage } from '@/lib/cluster';
import { registryOf, tokenFault } from '../../computer/aws';
import { familiar, withTag } from './image-table';
import { allLogins, loginFor } from './logins';
import { hostFault, refuse, type Reference } from './registry-host';
import { needsArguments, type DockerCommand, type DockerRun } from './run';

function operandsOf({ call }: DockerRun): readonly string[] {
  return call.args.slice(1).filter((word) => !word.startsWith('-'));
}

export const tag: DockerCommand = (run) => {
  const [from, to, more] = operandsOf(run);
  if (from === undefined || to === undefined || more !== undefined)
    return needsArguments(run, 'docker tag', '2 arguments', 'docker tag SOURCE_IMAGE[:TAG] TARGET_IMAGE[:TAG]');
  const { docker } = run.computer;
  const found = docker.find(from);
  if (!found) return refuse(run, `No such image: ${withTag(from)}`);
  const reference = parseReference(to);
  if ('invalid' in reference) {
    run.call.err(
      `Error parsing reference: "${to}" is not a valid repository/tag: ${reference.invalid.replace(/ \(.*\)/, '')}\n`,
    );
    return 1;
  }
  const local = { ...found, image: { ...found.image, reference: withTag(to) } };
  docker.add(local);
  if (run.isOnNodes) run.computer.loadImage(local);
  return 0;
};

export const push: DockerCommand = async (run) => {
  const [name] = operandsOf(run);
  if (name === undefined) return needsArguments(run, 'docker push', '1 argument', 'docker push [OPTIONS] NAME[:TAG]');
  const { computer, call, signal } = run;
  const reference = parseReference(name);
  if ('invalid' in reference) return refuse(run, reference.invalid);
  call.out(
    `${name.includes(':') ? '' : 'Using default tag: latest\n'}The push refers to repository [${reference.repository}]\n`,
  );
  const found = computer.docker.find(name);
  if (!found) {
    call.err(`tag does not exist: ${familiar(reference.full)}\n`);
    return 1;
  }
  const host = hostFault(reference);
  if (host !== undefined) return refuse(run, host);
  const layers = ['5f70bf18a086', 'a3ed95caeb02', '7b8d54d1c5b1'];
  if (!(await computer.wait(600, signal))) return 130;
  const why = refusal(run, reference);
  if (why !== undefined) {
    call.out(layers.map((layer) => `${layer}: Preparing\n`).join(''));
    call.err(`${why}\n`);
    return 1;
  }
  if (!(await computer.wait(1500, signal))) return 130;
  computer.willChange();
  computer.cluster.images.add({ ...found.image, reference: reference.full });
  const pulled = computer.cluster.images.pull(reference.full, allLogins(computer));
  const digest = 'image' in pulled ? pulled.image.digest : '';
  call.out(
    `${layers.map((layer) => `${layer}: Pushed\n`).join('')}${reference.tag ?? ''}: digest: ${digest} size: 856\n`,
  );
  return 0;
};

/** Why a registry does not take an image; undefined where it does. */
function refusal({ computer }: DockerRun, { host, path }: Reference): string | undefined {
  const login = loginFor(computer, host);
  const ecr = registryOf(host);
  if (ecr) {
    if (!login) return 'no basic auth credentials';
    if (tokenFault(login.password, ecr.region, computer.cluster.clock.now()) !== undefined)
      return 'denied: Your authorization token has expired. Reauthenticate and try again.';
    return computer.aws.pushFault(ecr, path);
  }
  if (host !== 'docker.io') return login ? undefined : 'unauthorized: authentication required';
  if (!login)
    return 'push access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed';
  return path.startsWith(`${login.username}/`) ? undefined : 'denied: requested access to the resource is denied';
}

export const pull: DockerCommand = async (run) => {
  const [name] = operandsOf(run);
  if (name === undefined)
    return needsArguments(run, 'docker pull', '1 argument', 'docker pull [OPTIONS] NAME[:TAG|@DIGEST]');
  const { computer, call, signal } = run;
  const reference = parseReference(name);
  if ('invalid' in reference) return refuse(run, reference.invalid);
  if (!(await computer.wait(500, signal))) return 130;
  const pulled = computer.cluster.images.pull(name, allLogins(computer));
  if ('failed' in pulled) {
    const why = pulled.failed.replace(/^failed to resolve reference "[^"]*": /, '');
    const isMissing = why.endsWith(': not found');
    return refuse(
      run,
      isMissing
        ? `manifest for ${familiar(reference.full)} not found: manifest unknown: manifest unknown`
        : deniedText(reference, why),
    );
  }
  if (reference.tag === 'latest' && !name.endsWith(':latest')) call.out('Using default tag: latest\n');
  call.out(`${reference.tag ?? ''}: Pulling from ${reference.path}\n`);
  if (!(await computer.wait(1500, signal))) return 130;
  const { image } = pulled;
  const isThere = computer.docker.find(name) !== undefined;
  computer.docker.add({ image: pulledImage(run, reference), created: computer.now(), sizeBytes: image.sizeBytes });
  const state = isThere ? 'Image is up to date for' : 'Downloaded newer image for';
  call.out(
    `${isThere ? '' : '5f70bf18a086: Pull complete\na3ed95caeb02: Pull complete\n'}Digest: ${image.digest}\nStatus: ${state} ${withTag(familiar(name))}\n${reference.full}\n`,
  );
  return 0;
};

/** What somebody pushed is that again; all else is its own base. */
function pulledImage({ computer }: DockerRun, { full }: Reference): BuiltImage {
  const pushed = computer.cluster.images.built.find((each) => !each.isLoaded && withHost(each.reference) === full);
  return pushed ?? { reference: full, from: full };
}

function withHost(name: string): string {
  const reference = parseReference(name);
  return 'invalid' in reference ? name : reference.full;
}

function deniedText({ repository }: Reference, why: string): string {
  if (/no basic auth credentials/.test(why))
    return `Head "https://${repository.replace('/', '/v2/')}/manifests/latest": no basic auth credentials`;
  return why.startsWith('pull access denied')
    ? why.replace('pull access denied', `pull access denied for ${familiar(repository)}`)
    : why;
}
