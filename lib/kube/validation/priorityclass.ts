/** PriorityClasses. Models ValidatePriorityClass and ValidatePriorityClassUpdate (pkg/apis/scheduling/validation). */
import type { FieldError } from '../field/error';
import { forbidden, invalidTyped } from '../field/error';
import { FieldPath } from '../field/path';
import type { PriorityClass } from '../schema/generated/types';
import { validateEnum } from './enums';
import { dnsSubdomainFaults } from './names';
import { METADATA, validateObjectMeta } from './object-meta';
import { IMMUTABLE } from './object-meta-update';

const VALUE = FieldPath.of('value');
const POLICY = FieldPath.of('preemptionPolicy');
const POLICIES = ['PreemptLowerPriority', 'Never'];
const SYSTEM_PREFIX = 'system-';
const HIGHEST_OF_USERS = 1_000_000_000;
const SYSTEM_VALUES: ReadonlyMap<string, number> = new Map([
  ['system-node-critical', 2_000_001_000],
  ['system-cluster-critical', 2_000_000_000],
]);

export function validatePriorityClass(priorityClass: PriorityClass): FieldError[] {
  const errors: FieldError[] = [];
  const { metadata, value = 0, preemptionPolicy } = priorityClass;
  validateObjectMeta(metadata, 'cluster', dnsSubdomainFaults, errors);
  if (metadata?.name?.startsWith(SYSTEM_PREFIX)) {
    const wrong = systemFault(metadata.name, priorityClass);
    const reserved = `priority class names with '${SYSTEM_PREFIX}' prefix are reserved for system use only`;
    if (wrong !== undefined) errors.push(forbidden(METADATA.child('name'), `${reserved}. error: ${wrong}`));
  } else if (value > HIGHEST_OF_USERS) {
    errors.push(forbidden(VALUE, `maximum allowed value of a user defined priority is ${HIGHEST_OF_USERS}`));
  }
  if (preemptionPolicy !== undefined) validateEnum(preemptionPolicy, POLICIES, POLICY, errors);
  return errors;
}

/** Only the two that every cluster has may be made again. */
function systemFault(name: string, { value = 0, globalDefault = false }: PriorityClass): string | undefined {
  const expected = SYSTEM_VALUES.get(name);
  if (expected === undefined) return `${name} is not a known system priority class`;
  if (value !== expected) return `value of ${name} PriorityClass must be ${expected}`;
  return globalDefault ? `globalDefault of ${name} PriorityClass must be false` : undefined;
}

export function validatePriorityClassUpdate(priorityClass: PriorityClass, live: PriorityClass): FieldError[] {
  const errors: FieldError[] = [];
  if ((priorityClass.value ?? 0) !== (live.value ?? 0)) {
    errors.push(forbidden(VALUE, 'may not be changed in an update.'));
  }
  if (priorityClass.preemptionPolicy !== live.preemptionPolicy) {
    errors.push(invalidTyped(POLICY, priorityClass.preemptionPolicy, IMMUTABLE));
  }
  return errors;
}
