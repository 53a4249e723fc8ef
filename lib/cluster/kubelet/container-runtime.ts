/** What the rest of the cluster asks of containers: see ./runtime.ts. Models the kubelet's server and the CRI's exec in their words. */
import type { Stored } from '@/lib/kube';
import { notExecutable, runInContainer } from './exec';
import { imageOf } from './image-manager';
import type { KubeletEngine } from './kubelets';
import { readLogs } from './logs';
import { containerNamed } from './pod-containers';
import { podStatus } from './pod-status';
import { besideProcess } from './program-runner';
import type { Runtime, RuntimeFailure, Usage } from './runtime';
import type { NodeRecord, PodRecord } from './state';

interface Found {
  readonly node: NodeRecord;
  readonly record: PodRecord;
  readonly pod: Stored<'v1/Pod'>;
}

export function newRuntime(engine: KubeletEngine): Runtime {
  const find = (uid: string): Found | undefined => {
    const place = engine.placeOf(uid);
    const pod = place && engine.client.get('v1/Pod', place.record.namespace, place.record.name);
    return place && pod?.metadata.uid === uid ? { ...place, pod } : undefined;
  };
  return {
    listener: (uid, port) => engine.runtimeOf(uid)?.listener(port),
    logs: (uid, options) => {
      const found = find(uid);
      if (!found) return unavailable(options.container, engine.placeOf(uid)?.record.name ?? '');
      const { pod, record, node } = found;
      const status = podStatus(pod, record, engine.hostIP(node), engine.clock.now());
      const { initContainerStatuses = [], containerStatuses = [], ephemeralContainerStatuses = [] } = status;
      const all = [...initContainerStatuses, ...containerStatuses, ...ephemeralContainerStatuses];
      const own = all.find(({ name }) => name === options.container);
      return readLogs(record.name, own, record.containers[options.container], options);
    },
    follow: (uid, container, line, end) => {
      if (!engine.runtimeOf(uid)?.process(container)) {
        end();
        return () => {};
      }
      return engine.followers.add(uid, container, line, end);
    },
    exec: (uid, container, args, stdin) => {
      const found = find(uid);
      const spec = found && containerNamed(found.pod.spec, container);
      if (!found || !spec) return notFound(container);
      const result = runInContainer(engine, found.node, found.pod, found.record, spec, args, stdin);
      if (!('failed' in result)) return result;
      return isRunning(found.record, container) ? cannotExec(result.failed) : notFound(container);
    },
    openSession: (uid, container, args) => {
      const found = find(uid);
      const spec = found && containerNamed(found.pod.spec, container);
      const run = found?.record.containers[container]?.run;
      if (!found || !spec || !run || run.exit) return notFound(container);
      const image = imageOf(engine, found.pod, run.reference);
      const process = image && besideProcess(engine, found.node, found.pod, found.record, spec, image, args);
      if (!image || !process) return notFound(container);
      return image.openSession(args, process) ?? cannotExec(notExecutable(args[0] ?? ''));
    },
    attach: (uid, container, tty) => {
      const found = find(uid);
      const spec = found && containerNamed(found.pod.spec, container);
      const main = engine.runtimeOf(uid)?.process(container);
      const run = found?.record.containers[container]?.run;
      if (!found || !spec?.stdin || !main || !run) return undefined;
      const image = imageOf(engine, found.pod, run.reference);
      const process = image && besideProcess(engine, found.node, found.pod, found.record, spec, image, main.args);
      const session = process && image.openSession(main.args, process, tty);
      return (
        session && {
          write(input) {
            const said = session.write(input);
            if (said.closed !== undefined) main.exit(said.closed);
            return said;
          },
        }
      );
    },
    usage: (uid) => {
      const usage = new Map<string, Usage>();
      for (const { name, process } of engine.runtimeOf(uid)?.processes ?? []) usage.set(name, process.usage);
      return usage;
    },
  };
}

function isRunning(record: PodRecord, container: string): boolean {
  const run = record.containers[container]?.run;
  return run !== undefined && run.exit === undefined;
}

function unavailable(container: string, pod: string): RuntimeFailure {
  return { code: 400, reason: 'BadRequest', message: `container "${container}" in pod "${pod}" is not available` };
}

function notFound(container: string): RuntimeFailure {
  const message = `unable to upgrade connection: container not found ("${container}")`;
  return { code: 500, reason: 'InternalError', message };
}

function cannotExec(why: string): RuntimeFailure {
  const message = `error executing command in container: failed to exec in container: ${why}: unknown`;
  return { code: 500, reason: 'InternalError', message };
}
