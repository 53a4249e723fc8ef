/**
 * Each namespace has a ConfigMap `kube-root-ca.crt` with the certificate that Pods trust the API server by. Models
 * pkg/controller/certificates/rootcacertpublisher.
 */
import type { Controller, ControllerContext, NewController, Queue } from './controller';

const NAME = 'kube-root-ca.crt';
const DESCRIPTION = 'kubernetes.io/description';
const WORDS =
  'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.';

/** @param certificate PEM */
export function rootCaPublisherController({ certificate }: { readonly certificate: string }): NewController {
  return ({ client }: ControllerContext): Controller => {
    function start(queue: Queue): (() => void)[] {
      for (const { metadata } of client.sorted('v1/Namespace')) queue.add(metadata.name);
      return [
        client.onChange('v1/Namespace', ({ object, type }) => {
          if (type !== 'DELETED') queue.add(object.metadata.name);
        }),
        client.onChange('v1/ConfigMap', ({ object: { metadata } }) => {
          if (metadata.name === NAME) queue.add(metadata.namespace ?? '');
        }),
      ];
    }

    function sync(namespace: string): 'retry' | void {
      if (client.get('v1/Namespace', undefined, namespace)?.status?.phase !== 'Active') return undefined;
      const existing = client.get('v1/ConfigMap', namespace, NAME);
      const data = { 'ca.crt': certificate };
      if (!existing) {
        const metadata = { name: NAME, namespace, annotations: { [DESCRIPTION]: WORDS } };
        const answer = client.create('v1/ConfigMap', { metadata, data });
        return answer.ok || answer.status.reason === 'AlreadyExists' ? undefined : 'retry';
      }
      const { annotations = {} } = existing.metadata;
      const entries = Object.entries(existing.data ?? {});
      if (entries.length === 1 && existing.data?.['ca.crt'] === certificate && annotations[DESCRIPTION])
        return undefined;
      const metadata = { ...existing.metadata, annotations: { ...annotations, [DESCRIPTION]: WORDS } };
      const answer = client.update('v1/ConfigMap', { ...existing, metadata, data });
      return answer.ok || answer.status.reason === 'NotFound' ? undefined : 'retry';
    }

    return { name: 'root-ca-certificate-publisher', start, sync };
  };
}
