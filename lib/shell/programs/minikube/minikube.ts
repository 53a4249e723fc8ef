/** minikube: words and exit codes of 1.37 with the docker driver on Linux. What it does to the cluster: ../../computer/machine. */
import { parseOptions, type Call } from '@/lib/cluster';
import type { Computer } from '../../computer/computer';
import { PRIMARY } from '../../computer/machine';
import { runOn } from '../kubectl';
import { nearest } from '../nearest';
import { subcommands } from './subcommands';
import { addons } from './addons';
import { image } from './images';
import { KUBERNETES, remove, start, status, stop } from './lifecycle';
import { node } from './nodes';
import { ADDRESS, DOCKER_VERSION, exiting, isUp, NOT_UP, VERSION, type MinikubeCommand, type MinikubeRun } from './run';
import { service } from './service';
import { ssh } from './ssh';
import { table } from './table';
import { tunnel } from './tunnel';

const VALUED = ['p', 'profile', 'n', 'node', 'namespace', 'nodes', 'driver', 'vm-driver', 'memory', 'cpus'].concat(
  'kubernetes-version container-runtime addons cni disk-size format o output shell t tag f file'.split(' '),
);

const COMMANDS: Readonly<Record<string, MinikubeCommand>> = {
  start,
  stop,
  status,
  delete: remove,
  service,
  tunnel,
  addons,
  node,
  image,
  ssh,
  profile,
  ip(run) {
    if (!isUp(run)) return NOT_UP;
    const wanted = run.flag('node', 'n') ?? PRIMARY;
    const address = run.computer.machine.addressOf(wanted);
    if (address === undefined)
      return exiting(run, 'GUEST_NODE_RETRIEVE', `retrieving node: Could not find node ${wanted}`, 80);
    run.call.out(`${address}\n`);
    return 0;
  },
  dashboard,
  version({ call, flag }) {
    call.out(
      flag('short') === undefined
        ? `minikube version: ${VERSION}\ncommit: 65318f4cfff9c12cc87ec9eb8f4cdd57b25047f3\n`
        : `${VERSION}\n`,
    );
    return 0;
  },
  logs({ call }) {
    call.err(
      "minikube logs: the machine's own logs are not here: kubectl get events -A tells what happened, kubectl logs POD what a Pod says\n",
    );
    return 1;
  },
  'docker-env'(run) {
    if (!isUp(run)) return NOT_UP;
    run.call.out(
      `export DOCKER_TLS_VERIFY="1"\nexport DOCKER_HOST="tcp://${ADDRESS}:2376"\nexport DOCKER_CERT_PATH="/home/learner/.minikube/certs"\nexport MINIKUBE_ACTIVE_DOCKERD="minikube"\n\n# To point your shell to minikube's docker-daemon, run:\n# eval $(minikube -p minikube docker-env)\n`,
    );
    return 0;
  },
};

export async function minikube(computer: Computer, call: Call, signal: AbortSignal): Promise<number> {
  const at = call.args.findIndex(
    (word, index) => index > 0 && !word.startsWith('-') && !/^-(?:p|-profile)$/.test(call.args[index - 1] ?? ''),
  );
  const name = at < 0 ? 'help' : (call.args[at] ?? '');
  if (name === 'help' || call.args.includes('--help') || call.args.includes('-h')) return help(call);
  if (name === 'kubectl') {
    const rest = call.args.slice(at + 1);
    return runOn(computer, call, rest[0] === '--' ? rest.slice(1) : rest, signal);
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) return unknown(call, name);
  return command(newRun(computer, call, signal, at));
}

function newRun(computer: Computer, call: Call, signal: AbortSignal, at: number): MinikubeRun {
  const [own, ...rest] = [call.args[at] ?? '', ...call.args.slice(1, at), ...call.args.slice(at + 1)];
  const options = parseOptions([own, ...rest], VALUED);
  return {
    computer,
    call,
    signal,
    operands: options.operands,
    flag: (...names) => options.value(...names) ?? (options.has(...names) ? 'true' : undefined),
  };
}

/** Real ones that are not here. */
const OTHERS =
  /^(?:pause|unpause|config|mount|cp|update-context|update-check|podman-env|cache|completion|license|options|ssh-key|ssh-host|cache)$/;

function unknown(call: Call, name: string): number {
  if (OTHERS.test(name)) {
    call.err(`minikube ${name} is not here: minikube help lists what is\n`);
    return 1;
  }
  const near = nearest(
    name,
    subcommands.map((each) => each.name),
  );
  call.err(`Error: unknown command "${name}" for "minikube"\n`);
  call.err(
    near === undefined
      ? "\nRun 'minikube --help' for usage.\n"
      : `\nDid you mean this?\n\t${near}\n\nRun 'minikube --help' for usage.\n`,
  );
  return 1;
}

function dashboard(run: MinikubeRun): number {
  if (!isUp(run)) return NOT_UP;
  run.call.out("🎉  Opening the cluster's pane: it shows here what the dashboard shows\n");
  run.computer.workstation.show({ pane: 'cluster' });
  return 0;
}

function profile({ computer, call, operands }: MinikubeRun): number {
  if (operands[0] !== 'list') {
    call.out(operands.length === 0 ? 'minikube\n' : 'minikube profile list\n');
    return operands.length === 0 ? 0 : 1;
  }
  const { machine, config } = computer;
  const { state } = machine;
  if (state === 'Nonexistent') {
    call.err(
      "\n🤹  Exiting due to MK_USAGE_NO_PROFILE: No minikube profile was found.\n💡  Suggestion: You can create one using 'minikube start'.\n\n",
    );
    return 14;
  }
  const heads = [
    'PROFILE',
    'DRIVER',
    'RUNTIME',
    'IP',
    'VERSION',
    'STATUS',
    'NODES',
    'ACTIVE PROFILE',
    'ACTIVE KUBECONTEXT',
  ];
  const shown = state === 'Running' ? 'OK' : 'Stopped';
  const isCurrent = config.currentContext === 'minikube' ? '*' : '';
  call.out(
    table(heads, [
      ['minikube', 'docker', 'docker', ADDRESS, KUBERNETES, shown, String(machine.nodes.length), '*', isCurrent],
    ]),
  );
  return 0;
}

function help(call: Call): number {
  call.out(`minikube provisions and manages local Kubernetes clusters optimized for development workflows.

Basic Commands:
  start            Starts a local Kubernetes cluster
  status           Gets the status of a local Kubernetes cluster
  stop             Stops a running local Kubernetes cluster
  delete           Deletes a local Kubernetes cluster
  dashboard        Access the Kubernetes dashboard: here, the cluster's pane

Images Commands:
  docker-env       Provides instructions to point your terminal's docker-cli to the Docker Engine inside minikube
  image            Manage images: load, ls, build

Configuration and Management Commands:
  addons           Enable or disable a minikube addon
  profile          Get the profiles

Networking and Connectivity Commands:
  service          Returns a URL to connect to a service
  tunnel           Connect to LoadBalancer services

Advanced Commands:
  ssh              Runs a command on the node: minikube ssh -- COMMAND
  kubectl          Run a kubectl binary matching the cluster version
  node             Add, remove, or list additional nodes
  ip               Retrieves the IP address of the specified node
  version          Print the version of minikube

The machine is Docker ${DOCKER_VERSION} on Rocky Linux, with Kubernetes ${KUBERNETES}.
`);
  return 0;
}
