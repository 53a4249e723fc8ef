/** ~/.kube/config as minikube writes it. */
import type { KubeConfig } from '@/lib/kubectl';
import { HOME } from '../workstation';

export const SERVER = 'https://192.168.49.2:8443';

export function newKubeConfig(): KubeConfig {
  return {
    server: SERVER,
    currentContext: 'minikube',
    contexts: { minikube: { cluster: 'minikube', user: 'minikube', namespace: 'default' } },
  };
}

/** Its text, as `cat` shows it. */
export function kubeConfigText({ server, currentContext, contexts }: KubeConfig): string {
  const certificates = `${HOME}/.minikube`;
  const entries = Object.entries(contexts).map(
    ([name, { cluster, user, namespace }]) =>
      `- context:\n    cluster: ${cluster}\n${namespace === undefined ? '' : `    namespace: ${namespace}\n`}    user: ${user}\n  name: ${name}\n`,
  );
  return `apiVersion: v1
clusters:
- cluster:
    certificate-authority: ${certificates}/ca.crt
    server: ${server}
  name: minikube
contexts:
${entries.join('')}current-context: ${currentContext === '' ? '""' : currentContext}
kind: Config
users:
- name: minikube
  user:
    client-certificate: ${certificates}/profiles/minikube/client.crt
    client-key: ${certificates}/profiles/minikube/client.key
`;
}
