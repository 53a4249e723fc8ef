/** All the containers of a Pod. Models VisitContainersWithPath (pkg/apis/core/pods). */
import type { FieldPath } from '../field/path';
import type { Container, PodSpec } from '../schema/generated/types';

/** Init containers, containers, ephemeral containers; `path` is that of the spec. */
export function visitContainers(
  spec: PodSpec,
  path: FieldPath,
  visit: (container: Container, path: FieldPath) => void,
): void {
  for (const list of ['initContainers', 'containers', 'ephemeralContainers'] as const) {
    spec[list]?.forEach((container, at) => visit(container, path.child(list).index(at)));
  }
}
