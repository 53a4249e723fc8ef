/** A Pod as its template says. Models GetPodFromTemplate (pkg/controller/controller_utils.go). */
import type { types } from '@/lib/kube';
import { newControllerRef, type Owner } from './controller-ref';

/** Named by the server, `web-5d4f8-x7k2p`, unless `metadata.name` is given afterwards. The spec is shared, not copied. */
export function podFromTemplate(
  template: types.PodTemplateSpec,
  owner: Owner,
): types.Pod & { metadata: types.ObjectMeta; spec: types.PodSpec } {
  const { labels = {}, annotations, finalizers } = template.metadata ?? {};
  const { namespace, name } = owner.metadata;
  return {
    metadata: {
      generateName: `${name}-`,
      ...(namespace === undefined ? {} : { namespace }),
      labels,
      ...(annotations ? { annotations } : {}),
      ...(finalizers ? { finalizers } : {}),
      ownerReferences: [newControllerRef(owner)],
    },
    spec: template.spec ?? {},
  };
}
