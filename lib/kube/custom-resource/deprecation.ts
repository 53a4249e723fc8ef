/** What a deprecated version says of itself. Models defaultDeprecationWarning and CompareKubeAwareVersionStrings. */
import type { CustomResourceDefinitionSpec, CustomResourceDefinitionVersion } from '../schema/generated/types';

export function deprecationWarning(
  { group = '', names, versions = [] }: CustomResourceDefinitionSpec,
  { name = '', deprecated, deprecationWarning: own }: CustomResourceDefinitionVersion,
): string | undefined {
  if (!deprecated) return undefined;
  if (own !== undefined) return own;
  const newer = versions
    .filter((version) => version.served && !version.deprecated && isNewer(version.name ?? '', name))
    .map((version) => version.name ?? '')
    .sort((a, b) => (isNewer(a, b) ? -1 : 1));
  const [best] = newer;
  const kind = names?.kind ?? '';
  const said = `${group}/${name} ${kind} is deprecated`;
  return best === undefined ? said : `${said}; use ${group}/${best} ${kind}`;
}

/** `v2` is newer than `v1`, that than `v2beta1`, that than `v3alpha1`, and any of them than `foo1`. */
function isNewer(a: string, b: string): boolean {
  const [ours, theirs] = [rank(a), rank(b)];
  if (!ours || !theirs) return Boolean(ours) || (!theirs && a < b);
  for (const [at, number] of ours.entries()) {
    const other = theirs[at] ?? 0;
    if (number !== other) return number > other;
  }
  return false;
}

const STAGES = ['alpha', 'beta', ''];

function rank(version: string): number[] | undefined {
  const [, major, stage = '', minor = '0'] = /^v([1-9]\d*)(?:(alpha|beta)([1-9]\d*))?$/.exec(version) ?? [];
  return major === undefined ? undefined : [STAGES.indexOf(stage), Number(major), Number(minor)];
}
