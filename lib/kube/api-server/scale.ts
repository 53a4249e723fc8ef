/** The subresource scale: how many there are to be, whatever the kind. Models the ScaleREST of pkg/registry/apps. */
import { invalid } from '../field/error';
import { FieldPath } from '../field/path';
import { invalidStatus } from '../field/status';
import { isObject, type JsonObject } from '../json-object';
import type { Kind } from '../schema';
import type { CustomResourceDefinition, LabelSelector } from '../schema/generated/types';
import type { StoredObject } from '../store';
import { formatLabelSelector } from '../printers';
import type { Failure } from './failure';

/** Where a kind keeps it: of custom resources, their definition says. */
export interface ScalePaths {
  readonly spec: readonly string[];
  readonly status: readonly string[];
  readonly selector?: readonly string[];
}

const USUAL: ScalePaths = { spec: ['spec', 'replicas'], status: ['status', 'replicas'] };

export function scalePaths(kind: Kind, definition: CustomResourceDefinition | undefined): ScalePaths {
  const version = definition?.spec?.versions?.find(({ name }) => name === kind.version);
  const scale = version?.subresources?.scale;
  if (!scale) return USUAL;
  const path = (text = ''): string[] => text.split('.').filter((part) => part !== '');
  return {
    spec: path(scale.specReplicasPath),
    status: path(scale.statusReplicasPath),
    ...(scale.labelSelectorPath && { selector: path(scale.labelSelectorPath) }),
  };
}

/** Of a custom resource that says nothing there, there is no scale. */
export function missingScale(object: StoredObject, { spec }: ScalePaths): Failure | undefined {
  if (at(object, spec) !== undefined) return undefined;
  const why = `the spec replicas field ".${spec.join('.')}" does not exist`;
  const details = { causes: [{ message: why }] };
  return { code: 500, reason: 'InternalError', message: `Internal error occurred: ${why}`, details };
}

export function scaleOf(object: StoredObject, paths: ScalePaths): StoredObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata;
  const selector = paths.selector ? at(object, paths.selector) : selectorText(object);
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, ...(namespace !== undefined && { namespace }), uid, resourceVersion, creationTimestamp },
    // Go leaves out the zero of what is asked for, and not of what there is.
    spec: at(object, paths.spec) ? { replicas: Number(at(object, paths.spec)) } : {},
    status: { replicas: Number(at(object, paths.status) ?? 0), ...(selector !== undefined && { selector }) },
  };
}

/** The merge patch that a scale asks for. */
export function patchOfScale(
  scale: JsonObject,
  name: string,
  paths: ScalePaths,
  isCustom = false,
): JsonObject | Failure {
  const spec = isObject(scale['spec']) ? scale['spec'] : {};
  const replicas = Number(spec['replicas'] ?? 0);
  // A definition's own rules look at the other one.
  if (!isCustom && (!Number.isInteger(replicas) || replicas < 0)) {
    const error = invalid(FieldPath.of('spec', 'replicas'), replicas, 'must be greater than or equal to 0');
    return invalidStatus('Scale.autoscaling', name, [error]);
  }
  const { resourceVersion } = isObject(scale['metadata']) ? scale['metadata'] : {};
  const wanted = paths.spec.reduceRight<unknown>((value, key) => ({ [key]: value }), replicas);
  return {
    ...(isObject(wanted) ? wanted : {}),
    ...(typeof resourceVersion === 'string' && resourceVersion !== '' && { metadata: { resourceVersion } }),
  };
}

function selectorText({ kind, spec }: StoredObject): string | undefined {
  const selector = isObject(spec) ? spec['selector'] : undefined;
  if (!isObject(selector)) return undefined;
  if (kind === 'ReplicationController')
    return Object.entries(selector)
      .map(([key, value]) => `${key}=${String(value)}`)
      .join(',');
  const given: LabelSelector = { ...selector };
  return formatLabelSelector(given);
}

function at(value: unknown, path: readonly string[]): unknown {
  let here = value;
  for (const key of path) here = isObject(here) ? here[key] : undefined;
  return here;
}
