/** minikube node: add, list, start, stop, delete. */
import { PRIMARY } from '../../computer/machine';
import { KUBERNETES } from './lifecycle';
import { DOCKER_VERSION, exiting, isUp, NOT_UP, tell, type MinikubeCommand, type MinikubeRun } from './run';

const MOST_NODES = 8;
const USAGE = 'minikube node add\nminikube node list\nminikube node start|stop|delete NAME\n';

export const node: MinikubeCommand = (run) => {
  const [verb = '', name] = run.operands;
  if (!/^(?:add|list|start|stop|delete)$/.test(verb)) {
    run.call.out(USAGE);
    return verb === '' ? 0 : 1;
  }
  if (!isUp(run)) return NOT_UP;
  if (verb === 'add') return add(run);
  if (verb === 'list') return list(run);
  if (name === undefined) return exiting(run, 'MK_USAGE', `Usage: minikube node ${verb} [name]`, 14);
  // `m02` is the short name of `minikube-m02`.
  const full = run.computer.machine.nodes.find((each) => each === name || each === `minikube-${name}`);
  if (full === undefined)
    return exiting(run, 'GUEST_NODE_RETRIEVE', `retrieving node: Could not find node ${name}`, 80);
  if (verb === 'start') return start(run, full);
  return verb === 'stop' ? stop(run, full) : remove(run, full);
};

async function add(run: MinikubeRun): Promise<number> {
  const { computer, call } = run;
  const count = computer.machine.nodes.length;
  if (count >= MOST_NODES)
    return exiting(run, 'GUEST_NODE_ADD', `failed to add node: ${MOST_NODES} nodes are all there can be here`, 80);
  const short = `m${String(count + 1).padStart(2, '0')}`;
  const isTold = await tell(run, [
    [`😄  Adding node ${short} to cluster minikube as [worker]`, 300],
    ...(count === 1
      ? ([
          ['❗  Cluster was created without any CNI, adding a node to it might cause broken networking.', 100],
        ] as const)
      : []),
    [`👍  Starting "minikube-${short}" worker node in "minikube" cluster`, 300],
    ['🚜  Pulling base image v0.0.48 ...', 500],
    ['🔥  Creating docker container (CPUs=2, Memory=3900MB) ...', 2000],
    [`🐳  Preparing Kubernetes ${KUBERNETES} on Docker ${DOCKER_VERSION} ...`, 1500],
    ['🔎  Verifying Kubernetes components...', 500],
  ]);
  if (!isTold) return 130;
  computer.willChange();
  computer.cluster.addNode();
  call.out(`🏄  Successfully added ${short} to minikube!\n`);
  return 0;
}

function list({ computer, call }: MinikubeRun): number {
  for (const { metadata, status } of computer.cluster.client.sorted('v1/Node')) {
    const address = status?.addresses?.find(({ type }) => type === 'InternalIP')?.address ?? '';
    call.out(`${metadata.name}\t${address}\n`);
  }
  return 0;
}

async function start(run: MinikubeRun, name: string): Promise<number> {
  const { computer, call } = run;
  if (computer.cluster.kubelets.isRunning(name)) {
    call.out(`✨  ${name} is already running\n`);
    return 0;
  }
  const isTold = await tell(run, [
    [`👍  Starting "${name}" worker node in "minikube" cluster`, 300],
    ['🚜  Pulling base image v0.0.48 ...', 300],
    [`🔄  Restarting existing docker container for "${name}" ...`, 1500],
    ['🔎  Verifying Kubernetes components...', 500],
  ]);
  if (!isTold) return 130;
  computer.willChange();
  computer.cluster.kubelets.restore(name);
  call.out(`🏄  Successfully started node ${name}!\n`);
  return 0;
}

async function stop(run: MinikubeRun, name: string): Promise<number> {
  const { computer, call } = run;
  const steps = [
    [`✋  Stopping node "${name}"  ...`, 500],
    [`🛑  Powering off "${name}" via SSH ...`, 1000],
  ] as const;
  if (!(await tell(run, steps))) return 130;
  computer.willChange();
  computer.cluster.kubelets.cutOff(name);
  call.out(`🛑  Successfully stopped node ${name}\n`);
  return 0;
}

async function remove(run: MinikubeRun, name: string): Promise<number> {
  const { computer, call } = run;
  if (name === PRIMARY)
    return exiting(run, 'GUEST_NODE_DELETE', 'deleting node: the control-plane node goes with minikube delete', 80);
  const short = name.replace(/^minikube-/, '');
  if (
    !(await tell(run, [
      [`🔥  Deleting node ${short} from cluster minikube`, 500],
      [`✋  Stopping node "${name}"  ...`, 1000],
    ]))
  )
    return 130;
  computer.willChange();
  computer.cluster.kubelets.cutOff(name);
  computer.cluster.client.delete('v1/Node', undefined, name);
  call.out(`🔥  Deleting "${name}" in docker ...\n💀  Node ${short} was successfully deleted.\n`);
  return 0;
}
