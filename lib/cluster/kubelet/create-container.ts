/**
 * From an image that is there to a process that runs, or to the reason why not. Models startContainer of
 * pkg/kubelet/kuberuntime, and the words of containerd and runc.
 *
 * Not modelled: Internal hooks, devices, security profiles; a container's user by name.
 */
import { type Stored, type types } from '@/lib/kube';
import type { Image, Program } from '../images/process';
import { containerEvent, podDescription, type Engine } from './engine';
import { makeEnvironment } from './environment';
import { expand } from './expansion';
import { imageOf, withTag } from './image-manager';
import { runHook } from './lifecycle-hooks';
import { placeOf } from './pod-place';
import { startProgram, stopProgram } from './program-runner';
import { armProbes } from './probe-schedule';
import { newContainerRecord, type ContainerRecord, type NodeRecord, type PodRecord, type Run } from './state';

export function createContainer(
  engine: Engine,
  node: NodeRecord,
  pod: Stored<'v1/Pod'>,
  record: PodRecord,
  container: types.Container,
): void {
  const { name = '' } = container;
  const own = (record.containers[name] ??= newContainerRecord());
  const fail = (reason: string, message: string): void => {
    containerEvent(engine, pod, name, 'Warning', 'Failed', `Error: ${message}`);
    own.waiting = { reason, message };
    own.waitingSince = engine.clock.now();
  };
  const { namespace = '' } = pod.metadata;
  const serviceEnv = engine.serviceEnv(namespace, pod.spec?.enableServiceLinks !== false);
  const made = makeEnvironment(engine.client, pod, container, serviceEnv, placeOf(engine, node, record));
  if ('failed' in made) return fail('CreateContainerConfigError', made.failed);
  const misplaced = subPathFault(container, made.env);
  if (misplaced !== undefined) return fail('CreateContainerConfigError', misplaced);
  const image = imageOf(engine, pod, container.image ?? '');
  if (!image) return fail('CreateContainerError', `failed to get image ${container.image}`);
  const user = userOf(pod, container, image);
  const { runAsNonRoot } = { ...pod.spec?.securityContext, ...container.securityContext };
  if (runAsNonRoot && user === 0) {
    const where = `(pod: "${podDescription(pod)}", container: ${name})`;
    return fail('CreateContainerConfigError', `container has runAsNonRoot and image will run as root ${where}`);
  }
  const args = argsOf(container, image, { ...serviceEnv, ...made.env });
  const id = engine.random.hex(8);
  if (args.length === 0) {
    const why = `failed to generate container "${id}" spec: failed to generate spec: no command specified`;
    return fail('CreateContainerError', why);
  }
  containerEvent(engine, pod, name, 'Normal', 'Created', 'Container created');
  const kept = node.images[withTag(container.image ?? '')];
  begin(own, {
    id,
    restarts: own.run ? own.run.restarts + 1 : 0,
    image: kept?.name ?? container.image ?? '',
    imageID: kept?.id ?? '',
    reference: container.image ?? '',
    startedAt: engine.clock.now(),
    user,
    env: made.env,
  });
  const program = image.program(args);
  if (!program) return refuseStart(engine, own, args[0] ?? '', fail);
  containerEvent(engine, pod, name, 'Normal', 'Started', 'Container started');
  own.waiting = undefined;
  own.waitingSince = undefined;
  run(engine, node, pod, record, container, image, program, args);
}

/** Models makeMounts of pkg/kubelet/kubelet_pods.go. */
function subPathFault(
  { volumeMounts = [] }: types.Container,
  env: Readonly<Record<string, string>>,
): string | undefined {
  for (const { subPath = '', subPathExpr } of volumeMounts) {
    const missing = new Set<string>();
    const path = expand(subPathExpr || subPath, (name) => {
      if (!env[name]) missing.add(name);
      return subPathExpr ? env[name] : undefined;
    });
    if (subPathExpr && missing.size > 0) return `missing value for ${[...missing].sort().join(', ')}`;
    if (path.startsWith('/')) return `error SubPath \`${path}\` must not be an absolute path`;
    if (path.split('/').includes('..')) return `unable to provision SubPath \`${path}\`: must not contain '..'`;
  }
  return undefined;
}

/** What a container's command line is: the spec's over the image's, `$(VAR)` replaced. */
export function argsOf(
  { command, args }: types.Container,
  image: Image,
  env: Readonly<Record<string, string>>,
): readonly string[] {
  const replaced = (list: readonly string[]): string[] => list.map((each) => expand(each, (name) => env[name]));
  if (command && command.length > 0) return replaced(command).concat(replaced(args ?? []));
  return image.entrypoint.concat(args && args.length > 0 ? replaced(args) : image.cmd);
}

/** The same container again, as after a load: nothing is counted, and nothing said. */
export function resumeContainer(
  engine: Engine,
  node: NodeRecord,
  pod: Stored<'v1/Pod'>,
  record: PodRecord,
  container: types.Container,
  current: Run,
): void {
  const image = imageOf(engine, pod, current.reference);
  const services = engine.serviceEnv(record.namespace, pod.spec?.enableServiceLinks !== false);
  const args = image && argsOf(container, image, { ...services, ...current.env });
  const program = args && image.program(args);
  if (program) startProgram(engine, node, pod, record, container, image, program, args);
  else stopProgram(engine, record, container.name ?? '', { code: 137, reason: 'ContainerStatusUnknown' });
}

function run(
  engine: Engine,
  node: NodeRecord,
  pod: Stored<'v1/Pod'>,
  record: PodRecord,
  container: types.Container,
  image: Image,
  program: Program,
  args: readonly string[],
): void {
  const { name = '' } = container;
  const own = record.containers[name];
  startProgram(engine, node, pod, record, container, image, program, args);
  if (!own || own.run?.exit) return;
  const hook = container.lifecycle?.postStart;
  const fault = hook && runHook(engine, node, pod, record, container, hook).fault;
  if (fault !== undefined) {
    containerEvent(engine, pod, name, 'Warning', 'FailedPostStartHook', 'PostStartHook failed');
    containerEvent(engine, pod, name, 'Normal', 'Killing', 'FailedPostStartHook');
    stopProgram(engine, record, name, { code: 137, reason: 'Error' });
    own.waiting = { reason: 'PostStartHookError', message: fault };
    return;
  }
  armProbes(engine, record, container);
}

/** A new container in the place of the old one: its own files and log. */
function begin(own: ContainerRecord, next: Run): void {
  if (own.run) {
    own.last = own.run;
    own.previousLogs = own.logs;
    own.logs = [];
  }
  own.run = next;
  own.files = undefined;
  own.probes = undefined;
  own.stopping = undefined;
}

function refuseStart(
  engine: Engine,
  own: ContainerRecord,
  command: string,
  fail: (reason: string, message: string) => void,
): void {
  const why = command.includes('/')
    ? `exec: "${command}": stat ${command}: no such file or directory`
    : `exec: "${command}": executable file not found in $PATH`;
  const message =
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: ' +
    `unable to start container process: error during container init: ${why}: unknown`;
  fail('RunContainerError', message);
  if (!own.run) return;
  const exit = { code: 128, reason: 'StartError', message, finishedAt: engine.clock.now() };
  // It never ran: the runtime has no moment for that.
  own.run = { ...own.run, startedAt: 0, exit };
}

function userOf(pod: Stored<'v1/Pod'>, container: types.Container, image: Image): number {
  return container.securityContext?.runAsUser ?? pod.spec?.securityContext?.runAsUser ?? image.user;
}
