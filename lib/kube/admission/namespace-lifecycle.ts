/** Nothing is made in a namespace that is not there or is going away. Models the plugin NamespaceLifecycle. */
import { notFoundStatus } from '../field/status';
import type { ObjectMeta } from '../schema/generated/types';
import type { AdmissionCluster } from './cluster';
import type { AdmissionRefusal } from './refusal';
import { forbid } from './refusal';

/** @param resource the plural with its group, `deployments.apps` */
export function checkNamespace(
  meta: ObjectMeta | undefined,
  resource: string,
  cluster: AdmissionCluster,
): AdmissionRefusal | undefined {
  const name = meta?.namespace ?? '';
  const namespace = cluster.namespace(name);
  if (!namespace) return notFoundStatus('namespaces', name);
  if (namespace.status?.phase !== 'Terminating') return undefined;
  return forbid(resource, meta, `unable to create new content in namespace ${name} because it is being terminated`);
}
