/** Each namespace has a ServiceAccount `default`. Models pkg/controller/serviceaccount/serviceaccounts_controller.go. */
import type { Controller, ControllerContext, Queue } from './controller';

const NAME = 'default';

export function serviceAccountController({ client }: ControllerContext): Controller {
  function start(queue: Queue): (() => void)[] {
    for (const { metadata } of client.sorted('v1/Namespace')) queue.add(metadata.name);
    return [
      client.onChange('v1/Namespace', ({ object, type }) => {
        if (type !== 'DELETED') queue.add(object.metadata.name);
      }),
      client.onChange('v1/ServiceAccount', ({ object: { metadata }, type }) => {
        if (type === 'DELETED' && metadata.name === NAME) queue.add(metadata.namespace ?? '');
      }),
    ];
  }

  function sync(namespace: string): 'retry' | void {
    if (client.get('v1/Namespace', undefined, namespace)?.status?.phase !== 'Active') return undefined;
    if (client.get('v1/ServiceAccount', namespace, NAME)) return undefined;
    const answer = client.create('v1/ServiceAccount', { metadata: { name: NAME, namespace } });
    return answer.ok || answer.status.reason === 'AlreadyExists' ? undefined : 'retry';
  }

  return { name: 'serviceaccount', start, sync };
}
