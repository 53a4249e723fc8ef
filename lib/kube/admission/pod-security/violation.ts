/** How a check says what it found. Models helpers.go and CheckResult (k8s.io/pod-security-admission/policy). */
import type { Container, ObjectMeta, PodSpec } from '../../schema/generated/types';

/** `privileged (container "web" must not set securityContext.privileged=true)` */
export interface Violation {
  readonly reason: string;
  readonly detail: string;
}

export type PodCheck = (spec: PodSpec, metadata: ObjectMeta) => Violation | undefined;

/** Init containers come first. */
export function containersOf(spec: PodSpec): readonly Container[] {
  return [...(spec.initContainers ?? []), ...(spec.containers ?? []), ...(spec.ephemeralContainers ?? [])];
}

export function namesOf(containers: readonly Container[]): string[] {
  return containers.map(({ name = '' }) => name);
}

export function quoted(items: readonly string[]): string {
  return items.map((item) => `"${item}"`).join(', ');
}

/** Without repeats, in the order of their bytes. */
export function listed(items: Iterable<string>): string[] {
  return [...new Set(items)].toSorted();
}

export function plural(one: string, many: string, count: number): string {
  return count === 1 ? one : many;
}

/** `containers "a", "b"` */
export function called(what: string, names: readonly string[]): string {
  return `${plural(what, `${what}s`, names.length)} ${quoted(names)}`;
}

/** `pod and container "a"`: who sets something. Empty when nobody does. */
export function setters(pod: boolean, containers: readonly Container[]): string {
  const who = pod ? ['pod'] : [];
  if (containers.length > 0) who.push(called('container', namesOf(containers)));
  return who.join(' and ');
}

export function isWindows({ os }: PodSpec): boolean {
  return os?.name === 'windows';
}

/** A Pod in a user namespace: root inside is nobody outside. */
export function isInUserNamespace({ hostUsers }: PodSpec): boolean {
  return hostUsers === false;
}
