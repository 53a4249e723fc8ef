const SHORT = { ReadWriteOnce: 'RWO', ReadOnlyMany: 'ROX', ReadWriteMany: 'RWX', ReadWriteOncePod: 'RWOP' };

/** `RWO,RWX`, each once and in Kubernetes' order. Models GetAccessModesAsString. */
export function accessModes(modes: readonly string[] | undefined): string {
  return Object.entries(SHORT)
    .filter(([mode]) => modes?.includes(mode))
    .map(([, short]) => short)
    .join(',');
}
