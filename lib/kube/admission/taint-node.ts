/** A new node takes no Pods before it is found ready. Models the plugin TaintNodesByCondition (plugin/pkg/admission/nodetaint). */
import type { Node } from '../schema/generated/types';

const NOT_READY = { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' };

export function admitNode(node: Node): undefined {
  const spec = (node.spec ??= {});
  const taints = spec.taints ?? [];
  if (taints.some(({ key, effect }) => key === NOT_READY.key && effect === NOT_READY.effect)) return;
  spec.taints = [...taints, { ...NOT_READY }];
}
