/** Spreading Pods over zones or nodes. Models validateTopologySpreadConstraints (pkg/apis/core/validation). */
import type { FieldError } from '../field/error';
import { duplicate, invalid, required } from '../field/error';
import type { FieldPath } from '../field/path';
import type { TopologySpreadConstraint } from '../schema/generated/types';
import { validateMatchLabelKeys } from './affinity';
import { validateOptionalEnum } from './enums';
import { validateLabelSelector } from './label-selector';
import { validatePositive } from './numbers';

const ACTIONS = ['DoNotSchedule', 'ScheduleAnyway'];
const NODE_POLICIES = ['Honor', 'Ignore'];

export function validateTopologySpread(
  constraints: readonly TopologySpreadConstraint[],
  path: FieldPath,
  errors: FieldError[],
): void {
  constraints.forEach((constraint, at) => {
    const { maxSkew = 0, topologyKey = '', whenUnsatisfiable: action = '', minDomains } = constraint;
    const here = path.index(at);
    validatePositive(maxSkew, here.child('maxSkew'), errors);
    if (topologyKey === '') errors.push(required(here.child('topologyKey'), 'can not be empty'));
    validateOptionalEnum(action, ACTIONS, here.child('whenUnsatisfiable'), errors);
    const repeated = constraints
      .slice(at + 1)
      .some((other) => (other.topologyKey ?? '') === topologyKey && (other.whenUnsatisfiable ?? '') === action);
    if (repeated) {
      const pair = here.child('{topologyKey, whenUnsatisfiable}');
      errors.push({ ...duplicate(pair, `{${topologyKey}, ${action}}`), place: here });
    }
    if (minDomains !== undefined) {
      validatePositive(minDomains, here.child('minDomains'), errors);
      if (action !== 'DoNotSchedule') {
        const detail = `can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ${action}`;
        errors.push(invalid(here.child('minDomains'), minDomains, detail));
      }
    }
    validateOptionalEnum(constraint.nodeAffinityPolicy, NODE_POLICIES, here.child('nodeAffinityPolicy'), errors);
    validateOptionalEnum(constraint.nodeTaintsPolicy, NODE_POLICIES, here.child('nodeTaintsPolicy'), errors);
    validateMatchLabelKeys(constraint.matchLabelKeys, undefined, constraint.labelSelector, here, errors);
    validateLabelSelector(constraint.labelSelector, here.child('labelSelector'), errors);
  });
}
