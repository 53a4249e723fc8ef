/** Numbers that the subresource `scale` reads. Models ValidateScaleSpec and ValidateScaleStatus (registry/customresource). */
import type { FieldError } from '../field/error';
import { invalid } from '../field/error';
import { FieldPath } from '../field/path';
import { isObject, type JsonObject } from '../json-object';
import type { CustomResourceSubresourceScale } from '../schema/generated/types';

const MOST = 2 ** 31 - 1;

export function validateScale(
  object: JsonObject,
  { specReplicasPath = '', statusReplicasPath = '' }: CustomResourceSubresourceScale,
): FieldError[] {
  return [specReplicasPath, statusReplicasPath].flatMap((path) => {
    const steps = path.replace(/^\./, '').split('.');
    const [first = '', ...more] = steps;
    const place = FieldPath.of(first, ...more);
    const read = replicasAt(object, steps);
    if (typeof read === 'string') return [{ ...invalid(FieldPath.of(path), 0, read), place }];
    const wrong = (why: string): FieldError[] => [{ ...invalid(FieldPath.of(path), read, why), place }];
    if (read < 0) return wrong('should be a non-negative integer');
    return read > MOST ? wrong(`should be less than or equal to ${MOST}`) : [];
  });
}

/** The number, 0 for none, or why there can be none. Models NestedInt64 (apimachinery's unstructured). */
function replicasAt(object: JsonObject, steps: readonly string[]): number | string {
  let value: unknown = object;
  for (const [at, step] of steps.entries()) {
    if (value === undefined || value === null) return 0;
    if (!isObject(value)) return accessorFault(steps.slice(0, at + 1), value, 'map[string]interface{}');
    value = value[step];
  }
  if (value === undefined) return 0;
  return typeof value === 'number' && Number.isInteger(value) ? value : accessorFault(steps, value, 'int64');
}

function accessorFault(steps: readonly string[], value: unknown, wanted: string): string {
  return `.${steps.join('.')} accessor error: ${goText(value)} is of the type ${goType(value)}, expected ${wanted}`;
}

/** %v, of scalars. */
function goText(value: unknown): string {
  if (value === null) return '<nil>';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** %T */
function goType(value: unknown): string {
  if (value === null) return '<nil>';
  if (Array.isArray(value)) return '[]interface {}';
  if (isObject(value)) return 'map[string]interface {}';
  if (typeof value === 'number') return 'float64';
  return typeof value === 'boolean' ? 'bool' : 'string';
}
