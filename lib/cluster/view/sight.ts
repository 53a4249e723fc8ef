/** How one kind is looked at. */
import type { Client, ModelledKind, ObjectsByKind, Stored } from '@/lib/kube';
import type { ViewItem, ViewState, ViewTie } from './view-item';

/** What is looked at besides the object itself. */
export interface Scene {
  readonly client: Client;
  /** A cell of what `kubectl get -o wide` prints of the object, by its column: `Ready`. */
  cell(object: object, column: string): string;
}

/** What only its own kind can say of an item. */
export interface Face extends Pick<ViewItem, 'status'> {
  readonly state: ViewState;
  readonly detail?: string | undefined;
  readonly restarts?: number | undefined;
  readonly node?: string | undefined;
  readonly ties?: readonly ViewTie[];
}

export interface Sight {
  readonly kind: ModelledKind;
  /** As the store files it: `deployments.apps`. */
  readonly resource: string;
  /** Undefined for what is not drawn. */
  face(namespace: string | undefined, name: string, scene: Scene): Face | undefined;
}

/** @param face undefined for what is not drawn */
export function sightOf<K extends keyof ObjectsByKind>(
  kind: K,
  resource: string,
  face: (object: Stored<K>, scene: Scene) => Face | undefined,
): Sight {
  return {
    kind,
    resource,
    face(namespace, name, scene) {
      const object = scene.client.get(kind, namespace, name);
      return object && face(object, scene);
    },
  };
}

/** Of a namespace of the cluster's own. */
export function isOfSystem({ metadata: { namespace = '' } }: { metadata: { namespace?: string } }): boolean {
  return namespace.startsWith('kube-');
}
