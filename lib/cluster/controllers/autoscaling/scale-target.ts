/** What a HorizontalPodAutoscaler scales. Models scaleForResourceMappings (podautoscaler) and the scale subresources. */
import { kindOf, type Client, type Outcome, type Stored, type types } from '@/lib/kube';
import { selectorOfOwner } from '../owner-selector';

export interface ScaleTarget {
  /** spec.replicas */
  readonly wanted: number;
  readonly selector: types.LabelSelector;
  resize(replicas: number): Outcome<unknown>;
}

type Reference = types.AutoscalingV2CrossVersionObjectReference;

/** A text is why it can't be had. */
export function scaleTargetOf(client: Client, namespace: string, reference: Reference): ScaleTarget | string {
  const { apiVersion = 'v1', kind = '', name = '' } = reference;
  switch (`${apiVersion}/${kind}`) {
    case 'apps/v1/Deployment': {
      const object = client.get('apps/v1/Deployment', namespace, name);
      if (!object) return `deployments.apps "${name}" not found`;
      return scaleOf(object, (replicas) =>
        client.update('apps/v1/Deployment', { ...object, spec: { ...object.spec, replicas } }),
      );
    }
    case 'apps/v1/ReplicaSet': {
      const object = client.get('apps/v1/ReplicaSet', namespace, name);
      if (!object) return `replicasets.apps "${name}" not found`;
      return scaleOf(object, (replicas) =>
        client.update('apps/v1/ReplicaSet', { ...object, spec: { ...object.spec, replicas } }),
      );
    }
    case 'apps/v1/StatefulSet': {
      const object = client.get('apps/v1/StatefulSet', namespace, name);
      if (!object) return `statefulsets.apps "${name}" not found`;
      return scaleOf(object, (replicas) =>
        client.update('apps/v1/StatefulSet', { ...object, spec: { ...object.spec, replicas } }),
      );
    }
    case 'v1/ReplicationController': {
      const object = client.get('v1/ReplicationController', namespace, name);
      if (!object) return `replicationcontrollers "${name}" not found`;
      return scaleOf(object, (replicas) =>
        client.update('v1/ReplicationController', { ...object, spec: { ...object.spec, replicas } }),
      );
    }
    default: {
      if (kindOf(apiVersion, kind)) return 'the server could not find the requested resource';
      const slash = apiVersion.indexOf('/');
      const group = slash < 0 ? '' : apiVersion.slice(0, slash);
      return `no matches for kind "${kind}" in group "${group}"`;
    }
  }
}

function scaleOf(
  target: Stored<'apps/v1/Deployment' | 'apps/v1/ReplicaSet' | 'apps/v1/StatefulSet' | 'v1/ReplicationController'>,
  resize: ScaleTarget['resize'],
): ScaleTarget {
  return { wanted: target.spec?.replicas ?? 1, selector: selectorOfOwner(target) ?? {}, resize };
}
