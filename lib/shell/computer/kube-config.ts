/** ~/.kube/config as minikube writes it. */
import type { KubeConfig } from '@/lib/kubectl';
import { HOME } from '../workstation';

export const SERVER = 'https://192.168.49.2:8443';

/** Where kubectl looks that knows of no cluster. */
const NOWHERE = 'http://localhost:8080';

export function newKubeConfig(): KubeConfig {
  return {
    get server() {
      return Object.hasOwn(this.contexts, this.currentContext) ? SERVER : NOWHERE;
    },
    currentContext: 'minikube',
    contexts: { minikube: newContext() },
  };
}

/** As `minikube start` leaves it. */
export function chooseMinikube(config: KubeConfig): void {
  config.contexts['minikube'] ??= newContext();
  config.currentContext = 'minikube';
}

function newContext(): KubeConfig['contexts'][string] {
  return { cluster: 'minikube', user: 'minikube', namespace: 'default' };
}

/** Its text, as `cat` shows it. */
export function kubeConfigText({ currentContext, contexts }: KubeConfig): string {
  const current = `current-context: ${currentContext === '' ? '""' : currentContext}\n`;
  if (Object.keys(contexts).length === 0)
    return `apiVersion: v1\nclusters: null\ncontexts: null\n${current}kind: Config\nusers: null\n`;
  const certificates = `${HOME}/.minikube`;
  const entries = Object.entries(contexts).map(
    ([name, { cluster, user, namespace }]) =>
      `- context:\n    cluster: ${cluster}\n${namespace === undefined ? '' : `    namespace: ${namespace}\n`}    user: ${user}\n  name: ${name}\n`,
  );
  return `apiVersion: v1
clusters:
- cluster:
    certificate-authority: ${certificates}/ca.crt
    server: ${SERVER}
  name: minikube
contexts:
${entries.join('')}${current}kind: Config
users:
- name: minikube
  user:
    client-certificate: ${certificates}/profiles/minikube/client.crt
    client-key: ${certificates}/profiles/minikube/client.key
`;
}
