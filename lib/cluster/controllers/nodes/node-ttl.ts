/**
 * Says on each node how long a kubelet may keep Secrets and ConfigMaps: longer, the more nodes there are. Models
 * pkg/controller/ttl.
 */
import type { Controller, ControllerContext, Queue } from '../controller';

const ANNOTATION = 'node.alpha.kubernetes.io/ttl';

/** Up to that many nodes, so many seconds. */
const BOUNDARIES = [
  [100, 0],
  [500, 15],
  [1000, 30],
  [2000, 60],
  [Number.POSITIVE_INFINITY, 300],
] as const;

export function nodeTtlController({ client }: ControllerContext): Controller {
  function start(queue: Queue): (() => void)[] {
    for (const { metadata } of client.sorted('v1/Node')) queue.add(metadata.name);
    return [
      client.onChange('v1/Node', ({ type, object }) => {
        if (type === 'ADDED') queue.add(object.metadata.name);
      }),
    ];
  }

  function sync(name: string): 'retry' | void {
    const node = client.get('v1/Node', undefined, name);
    if (!node) return undefined;
    const count = client.sorted('v1/Node').length;
    const [, seconds] = BOUNDARIES.find(([most]) => count <= most) ?? BOUNDARIES[0];
    const annotations = { ...node.metadata.annotations, [ANNOTATION]: String(seconds) };
    if (node.metadata.annotations?.[ANNOTATION] === annotations[ANNOTATION]) return undefined;
    const answer = client.update('v1/Node', { ...node, metadata: { ...node.metadata, annotations } });
    return answer.ok || answer.status.reason === 'NotFound' ? undefined : 'retry';
  }

  return { name: 'ttl', start, sync };
}
