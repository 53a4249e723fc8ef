/**
 * The Pods of a Job are fixed once it has begun; while it is suspended, where they may run and what they ask for may change.
 * Models validatePodTemplateUpdate (pkg/apis/batch/validation) and validationOptionsForJob (pkg/registry/batch/job).
 */
import { isSemanticallyEqual } from '../equality';
import type { FieldError } from '../field/error';
import { invalid } from '../field/error';
import { internalValue } from '../field/internal';
import { FieldPath } from '../field/path';
import type { Affinity, Container, Job, PodSpec, PodTemplateSpec } from '../schema/generated/types';
import { IMMUTABLE } from './object-meta-update';

const TEMPLATE = FieldPath.of('spec', 'template');

export function validateJobTemplateUpdate({ spec = {} }: Job, live: Job, errors: FieldError[]): void {
  const { template = {} } = spec;
  const before = live.spec?.template ?? {};
  if (!live.spec?.suspend) return validateSame(template, before, errors);
  if (!isMutable(live)) return validateSame(template, before, errors);
  const expected = withResources(template.spec ?? {}, withScheduling(template, before).spec ?? {});
  if (isSemanticallyEqual('PodSpec', template.spec ?? {}, expected)) return;
  errors.push(invalid(TEMPLATE.child('spec'), internalValue('PodSpec', template.spec ?? {}), IMMUTABLE));
}

function validateSame(template: PodTemplateSpec, before: PodTemplateSpec, errors: FieldError[]): void {
  if (isSemanticallyEqual('PodTemplateSpec', template, before)) return;
  errors.push(invalid(TEMPLATE, internalValue('PodTemplateSpec', template), IMMUTABLE));
}

/** Nothing runs yet, or nothing any more. */
function isMutable({ status = {} }: Job): boolean {
  const isSuspended = (status.conditions ?? []).some(({ type, status: is }) => type === 'Suspended' && is === 'True');
  return (status.startTime === undefined || isSuspended) && (status.active ?? 0) === 0;
}

/** The live template with the new one's say about nodes, labels and annotations. */
function withScheduling(template: PodTemplateSpec, before: PodTemplateSpec): PodTemplateSpec {
  const { nodeSelector, tolerations, schedulingGates, affinity } = template.spec ?? {};
  const { affinity: liveAffinity, ...spec } = { ...before.spec, nodeSelector, tolerations, schedulingGates };
  const merged = mergedAffinity(affinity, liveAffinity);
  return withoutUndefined({ ...before, spec: withoutUndefined({ ...spec, affinity: merged }) });
}

function mergedAffinity(affinity: Affinity | undefined, live: Affinity | undefined): Affinity | undefined {
  if (!affinity && !live) return undefined;
  const { nodeAffinity: _dropped, ...others } = live ?? {};
  if (!affinity) return Object.keys(others).length === 0 ? undefined : others;
  return affinity.nodeAffinity ? { ...others, nodeAffinity: affinity.nodeAffinity } : others;
}

function withResources(spec: PodSpec, before: PodSpec): PodSpec {
  const merge = (containers: Container[] | undefined, live: Container[] | undefined): Container[] | undefined => {
    if (!live || containers?.length !== live.length) return live;
    return live.map((container, at) => {
      const { name, resources } = containers[at] ?? {};
      return name === container.name ? withoutUndefined({ ...container, resources }) : container;
    });
  };
  return withoutUndefined({
    ...before,
    containers: merge(spec.containers, before.containers),
    initContainers: merge(spec.initContainers, before.initContainers),
  });
}

function withoutUndefined<T extends object>(object: { [K in keyof T]: T[K] | undefined }): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is undefined is left out, so that T's optional fields are absent
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}
