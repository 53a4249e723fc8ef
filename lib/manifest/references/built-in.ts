/** What a cluster has of its own, before anything is applied. */
const builtIn: Readonly<Record<string, RegExp>> = {
  ServiceAccount: /^default$/,
  ClusterRole: /^(cluster-admin|admin|edit|view|system:.*)$/,
  Role: /^system:/,
  PriorityClass: /^system-(node|cluster)-critical$/,
  ConfigMap: /^kube-root-ca\.crt$/,
  Service: /^kubernetes$/,
};

/** Set up by whoever runs the cluster, so that their absence from the files says nothing. */
const setUp = new Set(['StorageClass', 'IngressClass', 'PersistentVolume', 'PriorityClass', 'ClusterRole']);

/** Whether an object, or with no name any object of the kind, is probably in the cluster already. */
export function standsInCluster(kind: string, name?: string): boolean {
  if (name === undefined) return setUp.has(kind);
  return Object.hasOwn(builtIn, kind) && (builtIn[kind]?.test(name) ?? false);
}
