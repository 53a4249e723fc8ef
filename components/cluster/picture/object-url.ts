/** Where an item's object is found in the API, and how kubectl is told of it. */
import type { ViewItem } from '@/lib/cluster';

type Named = Pick<ViewItem, 'apiVersion' | 'kind' | 'namespace' | 'name'>;

/** `/api/v1/namespaces/default/pods/web-1` */
export function objectUrl({ apiVersion, kind, namespace, name }: Named): string {
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const at = namespace === undefined ? root : `${root}/namespaces/${namespace}`;
  return `${at}/${pluralOf(kind)}/${name}`;
}

export function eventsUrl({ kind, namespace, name }: Named): string {
  const fields = `involvedObject.kind=${kind},involvedObject.name=${name}`;
  return `/api/v1/namespaces/${namespace ?? 'default'}/events?fieldSelector=${encodeURIComponent(fields)}`;
}

/** Commands that are worth a try with it, the most telling first. */
export function commandsOf({ kind, namespace, name }: Named): readonly string[] {
  const at = namespace === undefined || namespace === 'default' ? '' : ` -n ${namespace}`;
  const resource = kind.toLowerCase();
  const describe = `kubectl describe ${resource} ${name}${at}`;
  switch (kind) {
    case 'Component':
      return name === 'kube-apiserver' ? ['kubectl cluster-info'] : ['kubectl get events -A'];
    case 'Pod':
      return [describe, `kubectl logs ${name}${at}`, `kubectl exec -it ${name}${at} -- sh`];
    case 'Deployment':
    case 'StatefulSet':
    case 'DaemonSet':
      return [
        describe,
        `kubectl rollout status ${resource}/${name}${at}`,
        kind === 'DaemonSet'
          ? `kubectl rollout restart ${resource}/${name}${at}`
          : `kubectl scale ${resource}/${name} --replicas=2${at}`,
      ];
    case 'Service':
      return [describe, `kubectl get endpointslices -l kubernetes.io/service-name=${name}${at}`];
    case 'Node':
      return [describe, `kubectl get pods -A -o wide --field-selector spec.nodeName=${name}`];
    default:
      return [describe, `kubectl get ${resource} ${name} -o yaml${at}`];
  }
}

function pluralOf(kind: string): string {
  const word = kind.toLowerCase();
  if (word.endsWith('y')) return `${word.slice(0, -1)}ies`;
  return /(s|ch)$/.test(word) ? `${word}es` : `${word}s`;
}
