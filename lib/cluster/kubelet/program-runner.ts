/** Programs in containers: how they begin, what they leave behind when they end, and what is run beside them. */
import { parseQuantity, type Stored, type types } from '@/lib/kube';
import type { Image, Program } from '../images/process';
import { ContainerProcess } from './container-process';
import { ContainerSetting } from './container-setting';
import type { Engine } from './engine';
import { appendLog } from './logs';
import { containerNamed } from './pod-containers';
import { wakeProbes } from './probe-schedule';
import { terminationMessage } from './termination-message';
import type { NodeRecord, PodRecord, Run } from './state';

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
  const run = runOf(record, container);
  if (!run) return;
  const process = new ContainerProcess(new MainSetting(engine, node, pod, record, container, image, args, run));
  engine.runtime(record.uid).begin(container.name ?? '', process);
  if (container.volumeMounts?.some(({ subPath, subPathExpr }) => subPath ?? subPathExpr)) process.keepFiles();
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
  engine.runtime(record.uid).process(name)?.end();
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
  const run = runOf(record, container);
  const main = engine.runtime(record.uid).process(container.name ?? '');
  if (!run || !main) return undefined;
  const process = new ContainerProcess(
    new ContainerSetting(engine, node, pod, record, container, image, args, run, main),
  );
  process.keepFiles();
  return process;
}

function runOf(record: PodRecord, container: types.Container): Run | undefined {
  const run = record.containers[container.name ?? '']?.run;
  return run?.exit ? undefined : run;
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
  own.stopping = undefined;
  own.probes = undefined;
  wakeProbes(engine, record);
  engine.runtime(record.uid).end(name);
  engine.followers.end(record.uid, name);
  engine.pods.add(record.uid, now);
}

/** Of a container's main process. */
class MainSetting extends ContainerSetting {
  override onLog(text: string, stream: 'stdout' | 'stderr'): void {
    const { engine, record, container } = this;
    const own = record.containers[container.name ?? ''];
    if (!own || engine.isResuming) return;
    const line = { at: engine.clock.now(), stream, text };
    appendLog(own, line);
    engine.followers.say(record.uid, container.name ?? '', line);
  }

  override onExit(code: number, why: 'oom' | undefined): void {
    const killed = code === 137 && why === 'oom';
    ended(this.engine, this.pod, this.record, this.container, killed ? { code, reason: 'OOMKilled' } : { code });
  }

  override onChange(process: ContainerProcess): void {
    const { engine, container, pod, record } = this;
    const quantity = container.resources?.limits?.['memory'] ?? pod.spec?.resources?.limits?.['memory'];
    const limit = bytesOf(quantity);
    if (limit !== undefined && process.usage.memoryBytes > limit) process.exit(137, 'oom');
    else if (!engine.isResuming) wakeProbes(engine, record);
  }
}

function bytesOf(quantity: string | undefined): number | undefined {
  const parsed = quantity === undefined ? undefined : parseQuantity(quantity);
  return parsed && Number(parsed.unscaled) * 10 ** parsed.scale;
}
