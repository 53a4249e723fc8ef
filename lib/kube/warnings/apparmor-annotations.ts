import type { Pod } from '../schema/generated/types';
import { appArmorKey, isProfileOf, profileOf } from './apparmor';
import { placedContainers } from './containers';

const LONGEST_PROFILE = 4095;

/**
 * What is said of a Pod before its annotations are taken over into the fields. Models applyAppArmorVersionSkew
 * (pkg/registry/core/pod/strategy.go).
 */
export function appArmorWarnings({ metadata, spec = {} }: Pod): string[] {
  const annotations = metadata?.annotations;
  if (!annotations || spec.os?.name === 'windows') return [];
  return placedContainers(spec, 'spec').flatMap(({ container: { name = '', securityContext } }) => {
    const annotation = annotations[appArmorKey(name)];
    if (annotation === undefined || securityContext?.appArmorProfile) return [];
    if (isUsable(annotation) && isProfileOf(spec.securityContext?.appArmorProfile, annotation)) return [];
    return [
      `metadata.annotations[${appArmorKey(name)}]: deprecated since v1.30; use the "appArmorProfile" field instead`,
    ];
  });
}

function isUsable(annotation: string): boolean {
  const localhost = profileOf(annotation)?.localhostProfile;
  return localhost === undefined || (localhost.trim() === localhost && localhost.length <= LONGEST_PROFILE);
}
