/** What is said of each container. Models the part of warningsForPodSpecAndMeta (pkg/api/pod/warnings.go) that visits them. */
import { quote } from '../field/print';
import { isIntegerQuantity, parseQuantity } from '../quantity';
import type { AppArmorProfile, Container, EnvVar, PodSpec } from '../schema/generated/types';
import { appArmorKey, isProfileOf } from './apparmor';

export interface PlacedContainer {
  readonly container: Container;
  /** `spec.template.spec.containers[0]`. */
  readonly field: string;
}

type Annotations = Readonly<Record<string, string>>;

const SECCOMP_KEY = 'container.seccomp.security.alpha.kubernetes.io/';

/** Init containers, containers, ephemeral containers. `field` is that of the spec. */
export function placedContainers(spec: PodSpec, field: string): PlacedContainer[] {
  const placed: PlacedContainer[] = [];
  for (const list of ['initContainers', 'containers', 'ephemeralContainers'] as const) {
    spec[list]?.forEach((container, at) => placed.push({ container, field: `${field}.${list}[${at}]` }));
  }
  return placed;
}

export interface ContainerSurroundings {
  readonly annotations: Annotations;
  /** `metadata.annotations`, `spec.template.metadata.annotations`. */
  readonly annotationsField: string;
  readonly isTemplate: boolean;
  readonly podAppArmor: AppArmorProfile | undefined;
}

export function warnForContainer(placed: PlacedContainer, around: ContainerSurroundings, warnings: string[]): void {
  const { container, field } = placed;
  warnForProfiles(container, around, warnings);
  for (const name of ['memory', 'ephemeral-storage']) {
    for (const list of ['limits', 'requests'] as const) {
      warnForBytes(container.resources?.[list]?.[name], `${field}.resources.${list}[${name}]`, warnings);
    }
  }
  warnForEnv(container.env, field, warnings);
}

function warnForProfiles(container: Container, around: ContainerSurroundings, warnings: string[]): void {
  const { annotations, annotationsField, isTemplate, podAppArmor } = around;
  const { name = '', securityContext } = container;
  const seccomp = SECCOMP_KEY + name;
  if (!securityContext?.seccompProfile && annotations[seccomp] !== undefined) {
    warnings.push(`${annotationsField}[${seccomp}]: non-functional in v1.27+; use the "seccompProfile" field instead`);
  }
  if (!isTemplate || securityContext?.appArmorProfile) return;
  const key = appArmorKey(name);
  const annotation = annotations[key];
  if (annotation === undefined || isProfileOf(podAppArmor, annotation)) return;
  warnings.push(`${annotationsField}[${key}]: deprecated since v1.30; use the "appArmorProfile" field instead`);
}

/** Half a byte. */
export function warnForBytes(amount: string | undefined, field: string, warnings: string[]): void {
  const quantity = amount === undefined ? undefined : parseQuantity(amount);
  if (amount === undefined || !quantity || isIntegerQuantity(quantity)) return;
  warnings.push(`${field}: fractional byte value ${quote(amount)} is invalid, must be an integer`);
}

/** A variable that is defined again, unless by way of its former value: `$(X)/bin`. */
function warnForEnv(env: readonly EnvVar[] = [], field: string, warnings: string[]): void {
  if (env.length < 2) return;
  const seen = new Set<string>();
  env.forEach(({ name = '', value = '', valueFrom }, at) => {
    const former = `$(${name})`;
    const isHidden = seen.has(name) && (valueFrom !== undefined || value === former || !value.includes(former));
    seen.add(name);
    if (!isHidden) return;
    const why = 'which may be dropped when using apply';
    warnings.push(`${field}.env[${at}]: hides previous definition of ${quote(name)}, ${why}`);
  });
}
