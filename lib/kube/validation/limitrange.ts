/** LimitRanges. Models ValidateLimitRange (pkg/apis/core/validation). */
import type { FieldError } from '../field/error';
import { duplicateTyped, forbidden, invalid, invalidTyped, required } from '../field/error';
import { FieldPath } from '../field/path';
import { compareQuantities, formatQuantity, parseQuantity, scaledQuantity, type Quantity } from '../quantity';
import type { LimitRange, LimitRangeItem } from '../schema/generated/types';
import { dnsSubdomainFaults, labelKeyFaults } from './names';
import { validateObjectMeta } from './object-meta';
import { isOvercommitAllowed, validateContainerResourceName, validateResourceName } from './resource-names';
import { quantitiesOf } from './resources';

const LIMITS = FieldPath.of('spec', 'limits');
const TYPES = ['Pod', 'Container', 'PersistentVolumeClaim'];
const ONE = parseQuantity('1');

type Amounts = Map<string, Quantity>;

export function validateLimitRange({ metadata, spec = {} }: LimitRange): FieldError[] {
  const errors: FieldError[] = [];
  validateObjectMeta(metadata, 'namespaced', dnsSubdomainFaults, errors);
  const types: string[] = [];
  spec.limits?.forEach((limit, at) => {
    const path = LIMITS.index(at);
    const { type = '' } = limit;
    validateType(type, path.child('type'), errors);
    if (types.includes(type)) errors.push(duplicateTyped(path.child('type'), type));
    types.push(type);
    validateLimit(limit, path, errors);
  });
  return errors;
}

function validateType(type: string, path: FieldPath, errors: FieldError[]): void {
  const faults = labelKeyFaults(type);
  for (const fault of faults) errors.push(invalidTyped(path, type, fault));
  if (faults.length > 0 || type.includes('/') || TYPES.includes(type)) return;
  errors.push(invalidTyped(path, type, 'must be a standard limit type or fully qualified'));
}

function validateLimit(limit: LimitRangeItem, path: FieldPath, errors: FieldError[]): void {
  const { type = '' } = limit;
  const read = (field: 'max' | 'min' | 'default' | 'defaultRequest' | 'maxLimitRequestRatio'): Amounts => {
    const amounts: Amounts = new Map();
    for (const [name, quantity] of quantitiesOf(limit[field] ?? {})) {
      const here = path.child(field).key(name);
      if (type === 'Pod' || type === 'Container') validateContainerResourceName(name, here, errors);
      else validateResourceName(name, here, errors);
      amounts.set(name, quantity);
    }
    return amounts;
  };
  const max = read('max');
  const min = read('min');
  let defaults: Amounts = new Map();
  let defaultRequests: Amounts = new Map();
  if (type === 'Pod') {
    for (const field of ['default', 'defaultRequest'] as const) {
      if (Object.keys(limit[field] ?? {}).length === 0) continue;
      errors.push(forbidden(path.child(field), "may not be specified when `type` is 'Pod'"));
    }
  } else {
    defaults = read('default');
    defaultRequests = read('defaultRequest');
  }
  if (type === 'PersistentVolumeClaim' && !min.has('storage') && !max.has('storage')) {
    const detail = 'either minimum or maximum storage value is required, but neither was provided';
    errors.push(required(path.child('limits'), detail));
  }
  const ratios = read('maxLimitRequestRatio');
  const names = new Set([max, min, defaults, defaultRequests, ratios].flatMap((amounts) => [...amounts.keys()]));
  for (const name of names) {
    const of = (amounts: Amounts): Quantity | undefined => amounts.get(name);
    validateTogether(
      name,
      { min: of(min), max: of(max), limit: of(defaults), request: of(defaultRequests), ratio: of(ratios) },
      path,
      errors,
    );
  }
}

interface Together {
  readonly min: Quantity | undefined;
  readonly max: Quantity | undefined;
  readonly limit: Quantity | undefined;
  readonly request: Quantity | undefined;
  readonly ratio: Quantity | undefined;
}

/** One resource: least ≤ default request ≤ default limit ≤ most. */
function validateTogether(name: string, amounts: Together, path: FieldPath, errors: FieldError[]): void {
  const { min, max, limit, request, ratio } = amounts;
  const ordered = (
    low: Quantity | undefined,
    high: Quantity | undefined,
    field: string,
    shown: Quantity | undefined,
    words: readonly [string, string],
  ): void => {
    if (!low || !high || !shown || compareQuantities(low, high) <= 0) return;
    const detail = `${words[0]} value ${formatQuantity(low)} is greater than ${words[1]} value ${formatQuantity(high)}`;
    errors.push(invalid(path.child(field).key(name), formatQuantity(shown), detail));
  };
  ordered(min, max, 'min', min, ['min', 'max']);
  ordered(min, request, 'defaultRequest', request, ['min', 'default request']);
  ordered(request, max, 'defaultRequest', request, ['default request', 'max']);
  ordered(request, limit, 'defaultRequest', request, ['default request', 'default limit']);
  ordered(min, limit, 'default', min, ['min', 'default']);
  ordered(limit, max, 'default', max, ['default', 'max']);
  if (ratio) validateRatio(name, ratio, min, max, path.child('maxLimitRequestRatio').key(name), errors);
  if (!isOvercommitAllowed(name) && limit && request && compareQuantities(limit, request) !== 0) {
    const detail = `default value ${formatQuantity(limit)} must equal to defaultRequest value ${formatQuantity(request)} in ${name}`;
    errors.push(invalid(path.child('defaultRequest').key(name), formatQuantity(request), detail));
  }
}

function validateRatio(
  name: string,
  ratio: Quantity,
  min: Quantity | undefined,
  max: Quantity | undefined,
  path: FieldPath,
  errors: FieldError[],
): void {
  const text = formatQuantity(ratio);
  if (ONE && compareQuantities(ratio, ONE) < 0) errors.push(invalid(path, text, `ratio ${text} is less than 1`));
  if (!min || !max) return;
  const thousandths = (quantity: Quantity): number => Number(scaledQuantity(quantity, -3));
  const most = thousandths(max) / thousandths(min);
  if (thousandths(ratio) / 1000 <= most) return;
  errors.push(invalid(path, text, `ratio ${text} is greater than max/min = ${fixed(most)}`));
}

/** %f */
function fixed(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  return Number.isFinite(value) ? value.toFixed(6) : `${value > 0 ? '+' : '-'}Inf`;
}
