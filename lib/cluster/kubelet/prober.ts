/**
 * Asks the probes of a Pod that are due, and counts what they answer. Models pkg/kubelet/prober: thresholds, events and words.
 *
 * Above 1,000 Pods, probes that succeed are asked more rarely than their period says.
 *
 * Not modelled: time-outs of anything but commands; gRPC's health protocol (that its port is open is health enough).
 */
import type { Stored, types } from '@/lib/kube';
import { containerEvent, type Engine } from './engine';
import { elapsedOf, runInContainer } from './exec';
import { expand } from './expansion';
import { containersOf } from './pod-containers';
import { askHttp, askTcp, resolvePort } from './probe-request';
import { armAfterStartup, periodOf, probeOf, schedule } from './probe-schedule';
import type { ContainerRecord, NodeRecord, PodRecord, ProbeRecord, ProbeType } from './state';

type Answer =
  | { readonly success: true; readonly warning?: string }
  | { readonly success: false; readonly output: string }
  /** It could not be asked: that counts for nothing. */
  | { readonly error: string };

const TITLES: Readonly<Record<ProbeType, string>> = {
  startup: 'Startup',
  liveness: 'Liveness',
  readiness: 'Readiness',
};

export function runProbes(engine: Engine, node: NodeRecord, pod: Stored<'v1/Pod'>, record: PodRecord): void {
  if (record.termination || record.over) return;
  for (const container of containersOf(pod.spec)) {
    const own = record.containers[container.name ?? ''];
    if (!own?.probes || !own.run || own.run.exit || own.stopping) continue;
    for (const type of ['startup', 'liveness', 'readiness'] as const) {
      const entry = own.probes[type];
      const probe = probeOf(container, type);
      if (!entry || !probe || entry.next === undefined || entry.next > engine.clock.now()) continue;
      ask(engine, node, pod, record, container, type, probe, entry);
      // The answer may have ended it.
      if (own.run.exit) break;
    }
  }
}

function ask(
  engine: Engine,
  node: NodeRecord,
  pod: Stored<'v1/Pod'>,
  record: PodRecord,
  container: types.Container,
  type: ProbeType,
  probe: types.Probe,
  entry: ProbeRecord,
): void {
  const now = engine.clock.now();
  delete entry.next;
  entry.asked = now;
  const answer = answerOf(engine, node, pod, record, container, probe);
  say(engine, pod, container, type, answer);
  if (!('error' in answer)) count(engine, record, container, type, probe, entry, answer.success);
  if (entry.held || record.containers[container.name ?? '']?.run?.exit) return;
  const isSteady = entry.result === true && entry.last === true;
  if (isSteady && (probe.tcpSocket ?? probe.grpc)) return;
  schedule(engine, record, type, entry, now + periodOf(probe) * (isSteady ? stretch(engine) : 1));
}

/** A cluster of thousands is still simulated in time: what answers as it should is asked less often there. */
function stretch({ podCount }: Engine): number {
  return Math.max(1, Math.floor(podCount / 500));
}

function count(
  engine: Engine,
  record: PodRecord,
  container: types.Container,
  type: ProbeType,
  probe: types.Probe,
  entry: ProbeRecord,
  success: boolean,
): void {
  entry.inRow = entry.last === success ? entry.inRow + 1 : 1;
  entry.last = success;
  if (entry.inRow < ((success ? probe.successThreshold : probe.failureThreshold) ?? (success ? 1 : 3))) return;
  const changed = entry.result !== success;
  entry.result = success;
  if (type === 'startup' || (type === 'liveness' && !success)) entry.held = true;
  if (type === 'startup' && success) armAfterStartup(engine, record, container);
  if (changed) engine.pods.add(record.uid, engine.clock.now());
}

function say(engine: Engine, pod: Stored<'v1/Pod'>, container: types.Container, type: ProbeType, answer: Answer): void {
  const name = container.name ?? '';
  const title = TITLES[type];
  if ('error' in answer) {
    const words = `${title} probe errored and resulted in unknown state: ${answer.error}`;
    containerEvent(engine, pod, name, 'Warning', 'Unhealthy', words);
  } else if (!answer.success) {
    containerEvent(engine, pod, name, 'Warning', 'Unhealthy', `${title} probe failed: ${answer.output}`);
  } else if (answer.warning !== undefined) {
    containerEvent(engine, pod, name, 'Warning', 'ProbeWarning', `${title} probe warning: ${answer.warning}`);
  }
}

function answerOf(
  engine: Engine,
  node: NodeRecord,
  pod: Stored<'v1/Pod'>,
  record: PodRecord,
  container: types.Container,
  { exec, httpGet, tcpSocket, grpc, timeoutSeconds = 1 }: types.Probe,
): Answer {
  if (exec) return askCommand(engine, node, pod, record, container, exec.command ?? [], timeoutSeconds);
  if (httpGet) {
    const port = resolvePort(httpGet.port, container);
    if (port === undefined) return { error: `couldn't find port: ${httpGet.port}` };
    const answer = askHttp(engine, node, record, { ...httpGet, port }, 'probe');
    if ('failed' in answer) return { success: false, output: answer.failed };
    const { status, body } = answer;
    if (status < 200 || status >= 400) {
      return { success: false, output: `HTTP probe failed with statuscode: ${status}` };
    }
    if (status < 300) return { success: true };
    return { success: true, warning: `Probe terminated redirects, Response body: ${body}` };
  }
  if (tcpSocket) {
    const port = resolvePort(tcpSocket.port, container);
    if (port === undefined) return { error: `couldn't find port: ${tcpSocket.port}` };
    const fault = askTcp(engine, node, record, port, tcpSocket.host);
    return fault === undefined ? { success: true } : { success: false, output: fault };
  }
  if (grpc) {
    const fault = askTcp(engine, node, record, grpc.port ?? 0);
    if (fault === undefined) return { success: true };
    const where = `"${record.ip ?? ''}:${grpc.port}"`;
    const why = `timeout: failed to connect service ${where} within ${timeoutSeconds}s: context deadline exceeded`;
    return { success: false, output: why };
  }
  return { error: `missing probe handler for ${record.name}_${record.namespace}(${record.uid}):${container.name}` };
}

function askCommand(
  engine: Engine,
  node: NodeRecord,
  pod: Stored<'v1/Pod'>,
  record: PodRecord,
  container: types.Container,
  command: readonly string[],
  timeoutSeconds: number,
): Answer {
  const given = new Map(
    (container.env ?? []).map(({ name, value, valueFrom }) => [name, valueFrom ? undefined : value]),
  );
  const args = command.map((part) => expand(part, (name) => given.get(name)));
  const result = runInContainer(engine, node, pod, record, container, args, '');
  if ('failed' in result) {
    const why = 'rpc error: code = Unknown desc = failed to exec in container: failed to start exec';
    return { error: `${why} "${idOf(record.containers[container.name ?? ''])}": ${result.failed}: unknown` };
  }
  if (elapsedOf(result) > timeoutSeconds * 1000) {
    return { success: false, output: `command timed out: "${args.join(' ')}" timed out after ${timeoutSeconds}s` };
  }
  return result.exitCode === 0 ? { success: true } : { success: false, output: result.stdout + result.stderr };
}

/** A real one has an id for each command that is run; here it is the container's, turned round. */
function idOf(own: ContainerRecord | undefined): string {
  return (own?.run?.id ?? '').split('').reverse().join('');
}
