/** For sorting, best first: `v2`, `v1`, `v2beta1`, `v3alpha1`, and by name what is no such version. Models CompareKubeAwareVersionStrings. */
export function compareVersions(a: string, b: string): number {
  const [ours, theirs] = [rank(a), rank(b)];
  if (!ours || !theirs) return ours ? -1 : theirs ? 1 : a < b ? -1 : Number(a > b);
  const at = ours.findIndex((number, index) => number !== theirs[index]);
  return at < 0 ? 0 : (theirs[at] ?? 0) - (ours[at] ?? 0);
}

const STAGES = ['alpha', 'beta', ''];

function rank(version: string): number[] | undefined {
  const [, major, stage = '', minor = '0'] = /^v([1-9]\d*)(?:(alpha|beta)([1-9]\d*))?$/.exec(version) ?? [];
  return major === undefined ? undefined : [STAGES.indexOf(stage), Number(major), Number(minor)];
}
