/** minikube start, stop, delete, status. */
import { PRIMARY } from '../../computer/machine';
import { DOCKER_VERSION, notFound, tell, VERSION, type MinikubeCommand, type MinikubeRun } from './run';

export const KUBERNETES = 'v1.36.3';

/** Where it is longer than that to the first heartbeat, something is wrong. */
const UNTIL_READY = 30_000;

export const start: MinikubeCommand = async (run) => {
  const { computer, call } = run;
  const { machine } = computer;
  const { state } = machine;
  const driver = run.flag('driver', 'vm-driver');
  if (driver !== undefined && driver !== 'docker') {
    call.err(
      `\n❌  Exiting due to GUEST_DRIVER_MISMATCH: only the docker driver is here: minikube start --driver=docker\n\n`,
    );
    return 1;
  }
  const isNew = state === 'Nonexistent';
  const how = !isNew
    ? 'Using the docker driver based on existing profile'
    : driver === undefined
      ? 'Automatically selected the docker driver'
      : 'Using the docker driver based on user configuration';
  const making = isNew
    ? '🔥  Creating docker container (CPUs=2, Memory=3900MB) ...'
    : state === 'Stopped'
      ? '🔄  Restarting existing docker container for "minikube" ...'
      : '🏃  Updating the running docker "minikube" container ...';
  const isTold = await tell(run, [
    [`😄  minikube ${VERSION} on Rocky 9.5`, 300],
    [`✨  ${how}`, 300],
    ...(isNew ? ([['📌  Using Docker driver with root privileges', 100]] as const) : []),
    ['👍  Starting "minikube" primary control-plane node in "minikube" cluster', 300],
    ['🚜  Pulling base image v0.0.48 ...', 500],
    [making, state === 'Running' ? 500 : 3000],
    [`🐳  Preparing Kubernetes ${KUBERNETES} on Docker ${DOCKER_VERSION} ...`, state === 'Running' ? 500 : 3000],
    ...(isNew ? ([['🔗  Configuring bridge CNI (Container Networking Interface) ...', 500]] as const) : []),
  ]);
  if (!isTold) return 130;
  const wanted = Number(run.flag('nodes', 'n') ?? 1);
  const isChange = state !== 'Running' || machine.nodes.some((node) => !computer.cluster.kubelets.isRunning(node));
  if (isChange) computer.willChange();
  machine.start();
  if (isNew) for (let count = machine.nodes.length; count < Math.min(wanted, 8); count += 1) computer.cluster.addNode();
  call.out('🔎  Verifying Kubernetes components...\n');
  if (!(await untilReady(run))) return 130;
  const addons = ['storage-provisioner', 'default-storageclass', ...computer.cluster.addons];
  call.out('    ▪ Using image gcr.io/k8s-minikube/storage-provisioner:v5\n');
  call.out(`🌟  Enabled addons: ${addons.join(', ')}\n`);
  call.out('🏄  Done! kubectl is now configured to use "minikube" cluster and "default" namespace by default\n');
  return 0;
};

async function untilReady({ computer, signal }: MinikubeRun): Promise<boolean> {
  const isReady = (): boolean =>
    [...computer.cluster.client.list('v1/Node')].every(({ status }) =>
      status?.conditions?.some((each) => each.type === 'Ready' && each.status === 'True'),
    );
  for (let waited = 0; waited < UNTIL_READY; waited += 500) {
    // oxlint-disable-next-line no-await-in-loop -- it is asked again and again
    if (!(await computer.wait(500, signal))) return false;
    if (isReady()) break;
  }
  return true;
}

export const stop: MinikubeCommand = async (run) => {
  const { computer, call } = run;
  const { machine } = computer;
  if (machine.state === 'Nonexistent') return notFound(run);
  if (machine.state === 'Stopped') {
    call.out('✋  Stopping node "minikube"  ...\n🛑  1 node stopped.\n');
    return 0;
  }
  computer.willChange();
  const nodes = machine.nodes.toReversed();
  const isTold = await tell(
    run,
    nodes.flatMap((node) => [
      [`✋  Stopping node "${node}"  ...`, 500] as const,
      [`🛑  Powering off "${node}" via SSH ...`, 1500] as const,
    ]),
  );
  if (!isTold) return 130;
  machine.stop();
  call.out(`🛑  ${nodes.length} ${nodes.length === 1 ? 'node' : 'nodes'} stopped.\n`);
  return 0;
};

export const remove: MinikubeCommand = async (run) => {
  const { computer, call } = run;
  const { machine } = computer;
  if (machine.state === 'Nonexistent') {
    call.out(
      '🙄  "minikube" profile does not exist, trying anyways.\n💀  Removed all traces of the "minikube" cluster.\n',
    );
    return 0;
  }
  computer.willChange();
  const isTold = await tell(run, [
    ['🔥  Deleting "minikube" in docker ...', 1000],
    ...machine.nodes.map((node) => [`🔥  Deleting container "${node}" ...`, 700] as const),
    ...machine.nodes.map((node) => [`🔥  Removing /home/learner/.minikube/machines/${node} ...`, 200] as const),
  ]);
  if (!isTold) return 130;
  machine.delete();
  call.out('💀  Removed all traces of the "minikube" cluster.\n');
  return 0;
};

export const status: MinikubeCommand = (run) => {
  const { computer, call } = run;
  const { machine, cluster, config } = computer;
  if (machine.state === 'Nonexistent') return notFound(run);
  const word = (isRunning: boolean): string => (isRunning ? 'Running' : 'Stopped');
  const isUp = machine.state === 'Running';
  const isServed = cluster.isRunning('kube-apiserver');
  const isConfigured = config.currentContext !== '' || isUp;
  const isWorking = cluster.kubelets.isRunning(PRIMARY);
  // A bit for the machine, one for the kubelet, one for Kubernetes.
  const code = (isUp ? 0 : 1) + (isWorking ? 0 : 2) + (isServed ? 0 : 4);
  if (run.flag('o', 'output') === 'json') {
    const facts = { Host: word(isUp), Kubelet: word(isWorking), APIServer: word(isServed) };
    call.out(
      `${JSON.stringify({ Name: 'minikube', ...facts, Kubeconfig: isConfigured ? 'Configured' : 'Stopped', Worker: false })}\n`,
    );
    return code;
  }
  call.out(
    `minikube\ntype: Control Plane\nhost: ${word(isUp)}\nkubelet: ${word(isWorking)}\napiserver: ${word(isServed)}\nkubeconfig: ${isConfigured ? 'Configured' : 'Stopped'}\n\n`,
  );
  for (const node of machine.nodes) {
    if (node === PRIMARY) continue;
    const isOn = cluster.kubelets.isReachable(node);
    call.out(`${node}\ntype: Worker\nhost: ${word(isOn)}\nkubelet: ${word(cluster.kubelets.isRunning(node))}\n\n`);
  }
  return code;
};
