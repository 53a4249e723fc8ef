/** minikube image: what the nodes have, and how an image gets there without a registry. */
import { build } from '../docker/build';
import { isUp, NOT_UP, type MinikubeCommand, type MinikubeRun } from './run';

export const image: MinikubeCommand = (run) => {
  const [verb = '', ...names] = run.operands;
  if (!isUp(run)) return NOT_UP;
  switch (verb) {
    case 'load':
      return load(run, names);
    case 'ls':
    case 'list':
      return list(run);
    case 'build':
      return buildThere(run);
    default:
      run.call.out('minikube image load NAME\nminikube image ls\nminikube image build -t NAME .\n');
      return verb === '' ? 0 : 1;
  }
};

function load(run: MinikubeRun, names: readonly string[]): number {
  const { computer, call } = run;
  for (const name of names) {
    const found = computer.docker.find(name);
    if (!found) {
      call.err(
        `\n❌  Exiting due to GUEST_IMAGE_LOAD: Failed to load image: ${name}: No such image (docker images lists those that there are)\n\n`,
      );
      return 80;
    }
    computer.loadImage(found);
  }
  return 0;
}

function list({ computer, call }: MinikubeRun): number {
  const names = computer.machine.nodes.flatMap((node) =>
    computer.cluster.kubelets.imagesOn(node).map(({ name }) => name),
  );
  for (const name of [...new Set(names)].sort().toReversed()) call.out(`${name}\n`);
  return 0;
}

function buildThere({ computer, call, signal }: MinikubeRun): Promise<number> {
  const args = call.args.slice(call.args.indexOf('build'));
  return build({ computer, call: { ...call, args }, signal, isOnNodes: true });
}
