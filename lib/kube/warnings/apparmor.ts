/** The annotation from before AppArmor profiles were a field. Models ApparmorFieldForAnnotation (pkg/api/pod/util.go). */
import type { AppArmorProfile } from '../schema/generated/types';

export function appArmorKey(container: string): string {
  return `container.apparmor.security.beta.kubernetes.io/${container}`;
}

/** Whether the annotation says what the profile says. */
export function isProfileOf(profile: AppArmorProfile | undefined, annotation: string): boolean {
  const said = profileOf(annotation);
  if (!profile || !said) return false;
  return said.type === profile.type && said.localhostProfile === profile.localhostProfile;
}

export function profileOf(annotation: string): AppArmorProfile | undefined {
  if (annotation === 'unconfined') return { type: 'Unconfined' };
  if (annotation === 'runtime/default') return { type: 'RuntimeDefault' };
  const localhostProfile = /^localhost\/(.+)$/s.exec(annotation)?.[1];
  return localhostProfile === undefined ? undefined : { type: 'Localhost', localhostProfile };
}
