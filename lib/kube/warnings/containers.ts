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
  return (['initContainers', 'containers', 'ephemeralContainers'] as const).flatMap((list) =>
    (spec[list] ?? []).map((container, at) => ({ container, field: `${field}.${list}[${at}]` })),
  );
}

export interface ContainerSurroundings {
  readonly annotations: Annotations;
  /** `metadata.annotations`, `spec.template.metadata.annotations`. */
  readonly annotationsField: string;
  readonly isTemplate: boolean;
  readonly podAppArmor: AppArmorProfile | undefined;
}

export function warningsForContainer({ container, field }: PlacedContainer, around: ContainerSurroundings): string[] {
  return [
    ...warningsForProfiles(container, around),
    ...warningsForBytes(container, field),
    ...warningsForEnv(container.env, field),
  ];
}

function warningsForProfiles(container: Container, around: ContainerSurroundings): string[] {
  const { annotations, annotationsField, isTemplate, podAppArmor } = around;
  const { name = '', securityContext } = container;
  const warnings: string[] = [];
  const seccomp = SECCOMP_KEY + name;
  if (!securityContext?.seccompProfile && annotations[seccomp] !== undefined) {
    warnings.push(`${annotationsField}[${seccomp}]: non-functional in v1.27+; use the "seccompProfile" field instead`);
  }
  const annotation = annotations[appArmorKey(name)];
  if (
    isTemplate &&
    !securityContext?.appArmorProfile &&
    annotation !== undefined &&
    !isProfileOf(podAppArmor, annotation)
  ) {
    warnings.push(
      `${annotationsField}[${appArmorKey(name)}]: deprecated since v1.30; use the "appArmorProfile" field instead`,
    );
  }
  return warnings;
}

function warningsForBytes({ resources }: Container, field: string): string[] {
  if (!resources) return [];
  return ['memory', 'ephemeral-storage'].flatMap((name) =>
    (['limits', 'requests'] as const).flatMap((list) =>
      warningForBytes(resources[list]?.[name], `${field}.resources.${list}[${name}]`),
    ),
  );
}

/** Half a byte. */
export function warningForBytes(amount: string | undefined, field: string): string[] {
  const quantity = amount === undefined ? undefined : parseQuantity(amount);
  if (amount === undefined || !quantity || isIntegerQuantity(quantity)) return [];
  return [`${field}: fractional byte value ${quote(amount)} is invalid, must be an integer`];
}

/** A variable that is defined again, unless by way of its former value: `$(X)/bin`. */
function warningsForEnv(env: readonly EnvVar[] | undefined, field: string): string[] {
  const seen = new Set<string>();
  return (env ?? []).flatMap(({ name = '', value = '', valueFrom }, at) => {
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    const former = `$(${name})`;
    if (!valueFrom && value !== former && value.includes(former)) return [];
    return [`${field}.env[${at}]: hides previous definition of ${quote(name)}, which may be dropped when using apply`];
  });
}
