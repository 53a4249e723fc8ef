/** minikube ssh: a shell on the node, with the node's disk and network. Its Docker tells only what images there are. */
import { curl, newImage, newToolboxOf, type Image, type Process, type Tool } from '@/lib/cluster';
import type { Computer } from '../../computer/computer';
import { PRIMARY } from '../../computer/machine';
import { converse } from '../converse';
import { imageTable } from '../docker/image-table';
import { exiting, isUp, NOT_UP, type MinikubeCommand, type MinikubeRun } from './run';

export const ssh: MinikubeCommand = (run) => {
  if (!isUp(run)) return NOT_UP;
  const wanted = run.flag('node', 'n') ?? PRIMARY;
  const name = run.computer.machine.nodes.find((each) => each === wanted || each === `minikube-${wanted}`);
  const process = name === undefined ? undefined : processOn(run.computer, name);
  if (name === undefined || !process)
    return exiting(run, 'GUEST_NODE_RETRIEVE', `retrieving node: Could not find node ${wanted}`, 80);
  const image = machineImage(run.computer, name);
  return run.operands.length === 0 ? talk(run, image, process) : runOnce(run, image, process);
};

function talk({ computer, call, signal }: MinikubeRun, image: Image, process: Process): Promise<number> | number {
  const session = image.openSession(['bash'], process);
  if (!session) return 1;
  const isThere = (): boolean => computer.cluster.kubelets.isReachable(process.hostname);
  return converse({ call, signal, stdin: () => call.input.all(), isThere }, session);
}

function runOnce({ call, operands }: MinikubeRun, image: Image, process: Process): number {
  const result = image.run({ args: ['bash', '-c', operands.join(' ')], stdin: '' }, process);
  call.out(result?.stdout ?? '');
  call.err(result?.stderr ?? '');
  const code = result?.exitCode ?? 127;
  if (code !== 0) call.err(`ssh: Process exited with status ${code}\n`);
  return code;
}

function processOn(computer: Computer, node: string): Process | undefined {
  const files = computer.cluster.kubelets.disk(node);
  if (!files) return undefined;
  return {
    ...computer.process(),
    args: ['bash'],
    env: new Map([
      ['HOME', '/home/docker'],
      ['USER', 'docker'],
      ['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
    ]),
    workingDir: '/home',
    user: 0,
    group: 0,
    hostname: node,
    podIP: computer.machine.addressOf(node) ?? '',
    files,
    now: () => computer.cluster.clock.now(),
    request: (target, message) => {
      computer.willSend(message);
      return computer.cluster.network.request({ from: 'node', name: node }, target, message);
    },
  };
}

/** What is on a node's disk, as an image whose commands are run there. */
function machineImage(computer: Computer, node: string): Image {
  const base = newToolboxOf('bash');
  const shell = base.find('sh');
  const own = { ...(shell && { bash: shell }), curl, sudo: sudoOnNode, docker: dockerOf(computer, node) };
  return newImage({ repository: 'minikube', sizeBytes: 0, toolbox: newToolboxOf('bash', own) }, 'minikube');
}

const sudoOnNode: Tool = (call) => {
  const [, name = '', ...rest] = call.args;
  const tool = call.tools.find(name);
  if (tool) return tool({ ...call, args: [name, ...rest] });
  call.err(`sudo: ${name}: command not found\n`);
  return 1;
};

function dockerOf(computer: Computer, node: string): Tool {
  return (call) => {
    if (call.args[1] !== 'images' && call.args[1] !== 'image') {
      call.err('docker: on the node only "docker images" is here: kubectl get pods -A -o wide tells what runs on it\n');
      return 1;
    }
    const images = computer.cluster.kubelets.imagesOn(node);
    call.out(
      imageTable(
        images.map(({ name, id, sizeBytes }) => ({
          name,
          id: id.replace(/^.*sha256:/, ''),
          sizeBytes,
          created: 'Recently',
        })),
      ),
    );
    return 0;
  };
}
