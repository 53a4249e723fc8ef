/** The logs of containers: what is kept, what is asked for, and who follows. Models the kubelet's validateContainerLogStatus and the rotation of its logs. */
import type { types } from '@/lib/kube';
import type { LogLine, LogOptions, RuntimeFailure } from './runtime';
import type { ContainerRecord } from './state';

const MOST_LINES = 10_000;
/** Old lines go many at a time. */
const SLACK = 1000;

export function appendLog(record: ContainerRecord, line: LogLine): void {
  record.logs.push(line);
  if (record.logs.length > MOST_LINES + SLACK) record.logs.splice(0, SLACK);
}

/** @param status what the API says of the container: that decides which log there is to read */
export function readLogs(
  podName: string,
  status: types.ContainerStatus | undefined,
  record: ContainerRecord | undefined,
  { container, previous = false, tailLines, since }: LogOptions,
): readonly LogLine[] | RuntimeFailure {
  const refuse = (message: string): RuntimeFailure => ({ code: 400, reason: 'BadRequest', message });
  const name = `container "${container}" in pod "${podName}"`;
  if (!status) return refuse(`${name} is not available`);
  const { running, terminated, waiting } = status.state ?? {};
  const last = status.lastState?.terminated?.containerID;
  let lines = record?.logs ?? [];
  if (previous) {
    if (!last) return refuse(`previous terminated ${name} not found`);
    // While it waits to be started again the last container is the previous one, too.
    if (running ?? terminated) lines = record?.previousLogs ?? [];
  } else if (!running && !terminated && !last) {
    switch (waiting?.reason) {
      case 'ErrImagePull':
        return refuse(`${name} is waiting to start: image can't be pulled`);
      case 'ImagePullBackOff':
        return refuse(`${name} is waiting to start: trying and failing to pull image`);
      default:
        return refuse(`${name} is waiting to start: ${waiting?.reason ?? 'ContainerCreating'}`);
    }
  }
  const recent = since === undefined ? lines : lines.filter(({ at }) => at >= since);
  if (tailLines === undefined) return recent.slice(-MOST_LINES);
  return tailLines > 0 ? recent.slice(-tailLines) : [];
}

type Follower = { readonly line: (line: LogLine) => void; readonly end: () => void };

/** Who wants each further line of a container. */
export class Followers {
  readonly #followers = new Map<string, Set<Follower>>();

  add(uid: string, container: string, line: (line: LogLine) => void, end: () => void): () => void {
    const key = `${uid}/${container}`;
    const all = this.#followers.get(key) ?? new Set();
    const follower = { line, end };
    this.#followers.set(key, all.add(follower));
    return () => {
      all.delete(follower);
    };
  }

  say(uid: string, container: string, line: LogLine): void {
    if (this.#followers.size === 0) return;
    for (const each of this.#followers.get(`${uid}/${container}`) ?? []) each.line(line);
  }

  end(uid: string, container: string): void {
    const key = `${uid}/${container}`;
    const all = this.#followers.get(key);
    if (!all) return;
    this.#followers.delete(key);
    for (const each of all) each.end();
  }
}
