/** Programs in containers: how they begin, what they leave behind when they end, and what is run beside them. */
import { parseQuantity, type Stored, type types } from '@/lib/kube';
import type { FileSystem, Image, Program } from '../images/process';
import { ContainerProcess, type ProcessSetting } from './container-process';
import type { Engine } from './engine';
import { ContainerFiles, type Mount } from './files';
import { imageTree } from './image-tree';
import { expand } from './expansion';
import { appendLog } from './logs';
import { containerNamed } from './pod-containers';
import { hostnameOf, podFiles } from './pod-files';
import { wakeProbes } from './probe-schedule';
import { terminationMessage } from './termination-message';
import type { ContainerRecord, NodeRecord, PodRecord } from './state';
import { containerMounts } from './volumes';

type Environment = Readonly<Record<string, string>>;

/** Starts the main process of a container whose record says that it runs. */
export function startProgram(
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
  const setting = settingOf(engine, node, pod, record, container, image, args);
  if (!setting) return;
  const limit = bytesOf(container.resources?.limits?.['memory'] ?? pod.spec?.resources?.limits?.['memory']);
  const process: ContainerProcess = new ContainerProcess({
    ...setting,
    onLog: (text, stream) => {
      const own = record.containers[name];
      if (!own || engine.isResuming) return;
      const line = { at: engine.clock.now(), stream, text };
      appendLog(own, line);
      engine.followers.say(record.uid, name, line);
    },
    onExit: (code, why) => {
      const killed = code === 137 && why === 'oom';
      ended(engine, pod, record, container, killed ? { code, reason: 'OOMKilled' } : { code });
    },
    onChange: () => {
      if (limit !== undefined && process.usage.memoryBytes > limit) process.exit(137, 'oom');
      else if (!engine.isResuming) wakeProbes(engine, record);
    },
  });
  engine.runtime(record.uid).processes.set(name, process);
  // A part of a volume is what it was when the container began.
  if (container.volumeMounts?.some(({ subPath, subPathExpr }) => subPath ?? subPathExpr)) void process.files;
  program.start(process);
}

/** SIGKILL, or the like: it ends now, so. */
export function stopProgram(
  engine: Engine,
  record: PodRecord,
  name: string,
  exit: { readonly code: number; readonly reason?: string },
  pod?: Stored<'v1/Pod'>,
): void {
  engine.runtime(record.uid).processes.get(name)?.end();
  ended(engine, pod, record, containerNamed(pod?.spec, name) ?? { name }, exit);
}

/** A process beside the main one, as `kubectl exec` starts it; undefined where the container does not run. */
export function besideProcess(
  engine: Engine,
  node: NodeRecord,
  pod: Stored<'v1/Pod'>,
  record: PodRecord,
  container: types.Container,
  image: Image,
  args: readonly string[],
): ContainerProcess | undefined {
  const setting = settingOf(engine, node, pod, record, container, image, args);
  const main = engine.runtime(record.uid).processes.get(container.name ?? '');
  if (!setting || !main) return undefined;
  const shared = { files: (): FileSystem => main.files, env: (): ReadonlyMap<string, string> => main.env };
  return new ContainerProcess({ ...setting, ...shared, onLog: () => {}, onExit: () => {}, onChange: () => {} });
}

function ended(
  engine: Engine,
  pod: Stored<'v1/Pod'> | undefined,
  record: PodRecord,
  container: types.Container,
  { code, reason = code === 0 ? 'Completed' : 'Error' }: { readonly code: number; readonly reason?: string },
): void {
  const { name = '' } = container;
  const own = record.containers[name];
  if (!own?.run || own.run.exit) return;
  const now = engine.clock.now();
  const message = pod && terminationMessage(container, own, code);
  own.run.exit = { code, reason, ...(message ? { message } : {}), finishedAt: now };
  delete own.stopping;
  delete own.probes;
  wakeProbes(engine, record);
  engine.runtime(record.uid).processes.delete(name);
  engine.followers.end(record.uid, name);
  engine.pods.add(record.uid, now);
}

function settingOf(
  engine: Engine,
  node: NodeRecord,
  pod: Stored<'v1/Pod'>,
  record: PodRecord,
  container: types.Container,
  image: Image,
  args: readonly string[],
): Omit<ProcessSetting, 'onLog' | 'onExit' | 'onChange'> | undefined {
  const own = record.containers[container.name ?? ''];
  const run = own?.run;
  if (!own || !run || run.exit) return undefined;
  const hostname = hostnameOf(pod);
  const services = engine.serviceEnv(record.namespace, pod.spec?.enableServiceLinks !== false);
  const env = (): Environment => ({ ...services, ...run.env });
  return {
    clock: engine.clock,
    random: engine.random,
    network: engine.network,
    ports: engine.runtime(record.uid).ports,
    args,
    env: () => envOf(image, env(), hostname),
    files: () => filesOf(engine, node, pod, record, container, image, own, env()),
    workingDir: container.workingDir ?? image.workingDir,
    user: run.user,
    hostname,
    podIP: record.ip ?? '',
    namespace: record.namespace,
    podName: record.name,
    stdin: container.stdin === true,
  };
}

function envOf(image: Image, env: Environment, hostname: string): ReadonlyMap<string, string> {
  const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
  return new Map(Object.entries({ PATH: path, HOSTNAME: hostname, ...image.env, ...env }));
}

function filesOf(
  engine: Engine,
  node: NodeRecord,
  pod: Stored<'v1/Pod'>,
  record: PodRecord,
  container: types.Container,
  image: Image,
  own: ContainerRecord,
  env: Environment,
): ContainerFiles {
  const context = { client: engine.client, state: engine.state, node };
  const mounts = containerMounts(context, pod, record, container, (text) => expand(text, (name) => env[name]));
  const given: Mount = { at: '/etc/hosts', files: podFiles(pod, record), from: '/etc/hosts', readOnly: false };
  const resolver: Mount = { ...given, at: '/etc/resolv.conf', from: '/etc/resolv.conf' };
  const name: Mount = { ...given, at: '/etc/hostname', from: '/etc/hostname' };
  const isReadOnly = container.securityContext?.readOnlyRootFilesystem === true;
  const files = new ContainerFiles(
    imageTree(image),
    () => own.files,
    () => (own.files ??= {}),
    [...mounts, given, resolver, name],
    isReadOnly,
  );
  if (container.workingDir) files.makeFolder(container.workingDir);
  return files;
}

function bytesOf(quantity: string | undefined): number | undefined {
  const parsed = quantity === undefined ? undefined : parseQuantity(quantity);
  return parsed && Number(parsed.unscaled) * 10 ** parsed.scale;
}
