/** docker: builds images and brings them to registries. Containers run in the cluster's Pods, nowhere else. */
import type { Call } from '@/lib/cluster';
import type { Computer } from '../../computer/computer';
import { idOf } from '../../computer/docker-images';
import { nearest } from '../nearest';
import { subcommands } from './subcommands';
import { build } from './build';
import { agoText, imageTable, withTag } from './image-table';
import { login, logout } from './log-in';
import { pull, push, tag } from './registries';
import { needsArguments, type DockerCommand, type DockerRun } from './run';

const COMMANDS: Readonly<Record<string, DockerCommand>> = {
  build,
  tag,
  push,
  pull,
  login,
  logout,
  images,
  rmi,
  ps({ call }) {
    call.out('CONTAINER ID   IMAGE     COMMAND   CREATED   STATUS    PORTS     NAMES\n');
    return 0;
  },
  version({ call }) {
    call.out('Client: Docker Engine - Community\n Version:           28.4.0\n API version:       1.51\n');
    return 0;
  },
  help,
};

/** What runs containers here, with what does it instead. */
const REFUSED: Readonly<Record<string, string>> = {
  run: 'kubectl run NAME --image=IMAGE runs one in a Pod (of an image built here: first minikube image load IMAGE, or docker push)',
  exec: 'kubectl exec -it POD -- sh',
  logs: 'kubectl logs POD',
  stop: 'kubectl delete pod POD',
  kill: 'kubectl delete pod POD',
  rm: 'kubectl delete pod POD',
  start: 'kubectl apply -f FILE',
  restart: 'kubectl rollout restart deployment NAME',
  compose: 'kubectl apply -f FOLDER starts several at once',
  network: 'Services connect what runs in Pods: kubectl get services',
  volume: 'PersistentVolumeClaims keep data: kubectl get pvc',
  inspect: 'kubectl describe pod POD',
  stats: 'kubectl top pods',
};

export async function docker(computer: Computer, call: Call, signal: AbortSignal): Promise<number> {
  const rest = call.args.slice(call.args[1] === 'image' || call.args[1] === 'buildx' ? 2 : 1);
  const [written = 'help'] = rest;
  const name = written === 'ls' ? 'images' : written === 'rm' && call.args[1] === 'image' ? 'rmi' : written;
  if (/^--?(?:h|help)$/.test(name) || rest.includes('--help')) return help({ call });
  if (name === '--version' || name === '-v') return say(call, 'Docker version 28.4.0, build d8eb465\n');
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) return unknown(call, name);
  const isOnNodes = (call.env.get('DOCKER_HOST') ?? '').includes('192.168.49.2');
  return command({ computer, call: { ...call, args: [name, ...rest.slice(1)] }, signal, isOnNodes });
}

/** Real ones that nothing stands in for. */
const OTHERS =
  /^(?:info|history|system|search|save|load|commit|create|cp|attach|wait|top|port|pause|unpause|rename|update|import|export|diff|events|container|context|manifest|plugin|scout|swarm|service|stack|node|secret|config|trust|builder|buildx|init|debug)$/;

function unknown(call: Call, name: string): number {
  const instead = Object.hasOwn(REFUSED, name) ? REFUSED[name] : undefined;
  if (instead !== undefined) {
    call.err(`docker: containers run in the cluster here, so there is no docker ${name}: ${instead}\n`);
    return 1;
  }
  if (OTHERS.test(name)) {
    call.err(`docker ${name} is not here: docker help lists what is\n`);
    return 1;
  }
  const near = nearest(
    name,
    subcommands.map((each) => each.name),
  );
  call.err(
    `docker: unknown command: docker ${name}\n${near === undefined ? '' : `\nDid you mean docker ${near}?\n`}\nRun 'docker --help' for more information\n`,
  );
  return 1;
}

function images({ computer, call }: DockerRun): number {
  const wanted = call.args.slice(1).find((word) => !word.startsWith('-'));
  const all = computer.docker.all.filter(
    ({ image }) =>
      wanted === undefined || image.reference.split(/:(?=[^/]*$)/)[0] === wanted || image.reference === wanted,
  );
  if (call.args.includes('-q') || call.args.includes('--quiet'))
    return say(call, all.map((each) => `${idOf(each).slice(0, 12)}\n`).join(''));
  const rows = all.map((each) => ({
    name: withTag(each.image.reference),
    id: idOf(each),
    sizeBytes: each.sizeBytes,
    created: agoText(computer.now() - each.created),
  }));
  return say(call, imageTable(rows));
}

function rmi(run: DockerRun): number {
  const { computer, call } = run;
  const names = call.args.slice(1).filter((word) => !word.startsWith('-'));
  if (names.length === 0)
    return needsArguments(run, 'docker rmi', 'at least 1 argument', 'docker rmi [OPTIONS] IMAGE [IMAGE...]');
  let status = 0;
  for (const name of names) {
    const found = computer.docker.find(name);
    if (found) {
      computer.docker.remove(found);
      const isLast = !computer.docker.all.some((each) => idOf(each) === idOf(found));
      call.out(`Untagged: ${withTag(found.image.reference)}\n${isLast ? `Deleted: sha256:${idOf(found)}\n` : ''}`);
    } else {
      call.err(`Error response from daemon: No such image: ${withTag(name)}\n`);
      status = 1;
    }
  }
  return status;
}

function help({ call }: { readonly call: Call }): number {
  return say(
    call,
    `Usage:  docker COMMAND

Commands that are here:
  build       Build an image from a Dockerfile: docker build -t NAME:TAG .
  images      List images
  tag         Give an image another name
  push        Upload an image to a registry
  pull        Download an image from a registry
  login       Authenticate to a registry
  logout      Log out from a registry
  rmi         Remove images
  ps          List containers: there are none, they run in the cluster

What is built here, the cluster's nodes get by minikube image load, or from a registry after docker push.
`,
  );
}

function say(call: Call, text: string): number {
  call.out(text);
  return 0;
}
