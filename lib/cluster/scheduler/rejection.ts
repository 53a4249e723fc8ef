/** Why a node, or all of them, won't do. Models framework.Status as filters return it. */
export type PluginName =
  | 'NodeUnschedulable'
  | 'TaintToleration'
  | 'NodeAffinity'
  | 'NodePorts'
  | 'NodeResourcesFit'
  | 'VolumeRestrictions'
  | 'VolumeBinding'
  | 'VolumeZone'
  | 'PodTopologySpread'
  | 'InterPodAffinity';

export interface Rejection {
  readonly plugin: PluginName;
  /** As the sentence counts them: `Insufficient cpu`. */
  readonly reasons: readonly string[];
  /** Whether it would be no better if other Pods went away. */
  readonly unresolvable: boolean;
}

export function rejected(plugin: PluginName, ...reasons: string[]): Rejection {
  return { plugin, reasons, unresolvable: false };
}

export function unresolvable(plugin: PluginName, ...reasons: string[]): Rejection {
  return { plugin, reasons, unresolvable: true };
}
