/**
 * DaemonSets. Models ValidateDaemonSet and ValidateDaemonSetUpdate (pkg/apis/apps/validation).
 *
 * Not modelled: spec.templateGeneration, which an annotation says and the server counts itself.
 */
import type { FieldError } from '../field/error';
import { invalid, notSupported, placed, required } from '../field/error';
import { FieldPath } from '../field/path';
import { goMap } from '../field/print';
import type { DaemonSet, DaemonSetUpdateStrategy, RollingUpdateDaemonSet } from '../schema/generated/types';
import { amountOf, validateIntOrPercent, validateNotMoreThanAll } from './int-or-percent';
import { isEmptySelector, selectorOf } from '../label-selector';
import { printedSelector, validateLabelSelector } from './label-selector';
import { dnsSubdomainFaults } from './names';
import { validateNonNegative } from './numbers';
import { validateObjectMeta } from './object-meta';
import { validatePodTemplate, validateRunsAlways } from './pod-template';
import { validateSelectorKept } from './selector-update';

const SPEC = FieldPath.of('spec');

export function validateDaemonSet(daemonSet: DaemonSet): FieldError[] {
  const errors: FieldError[] = [];
  validateObjectMeta(daemonSet.metadata, 'namespaced', dnsSubdomainFaults, errors);
  validateDaemonSetSpec(daemonSet, errors);
  return errors;
}

export function validateDaemonSetUpdate(daemonSet: DaemonSet, live: DaemonSet): FieldError[] {
  const errors: FieldError[] = [];
  validateSelectorKept(daemonSet.spec?.selector, live.spec?.selector, errors);
  validateDaemonSetSpec(daemonSet, errors);
  return errors;
}

function validateDaemonSetSpec({ spec = {} }: DaemonSet, errors: FieldError[]): void {
  const { selector, template = {} } = spec;
  const labels = template.metadata?.labels;
  const found: FieldError[] = [];
  validateLabelSelector(selector, SPEC.child('selector'), found);
  errors.push(...found);
  // A selector that cannot be understood is held against no template; an empty one selects everything.
  if (found.length === 0 && !selectorOf(selector)(labels)) {
    const detail = '`selector` does not match template `labels`';
    errors.push(invalid(SPEC.child('template', 'metadata', 'labels'), goMap(labels), detail));
  }
  if (selector && isEmptySelector(selector)) {
    errors.push(invalid(SPEC.child('selector'), printedSelector(selector), 'empty selector is invalid for daemonset'));
  }
  validatePodTemplate(template, SPEC.child('template'), errors);
  validateRunsAlways(template, 'DaemonSet', SPEC.child('template'), errors);
  validateNonNegative(spec.minReadySeconds, SPEC.child('minReadySeconds'), errors);
  validateUpdateStrategy(spec.updateStrategy ?? {}, SPEC.child('updateStrategy'), errors);
  validateNonNegative(spec.revisionHistoryLimit, SPEC.child('revisionHistoryLimit'), errors);
}

function validateUpdateStrategy(
  { type = '', rollingUpdate }: DaemonSetUpdateStrategy,
  path: FieldPath,
  errors: FieldError[],
): void {
  switch (type) {
    case 'OnDelete':
      return;
    case 'RollingUpdate':
      if (rollingUpdate) validateRollingUpdate(rollingUpdate, path.child('rollingUpdate'), errors);
      else errors.push(required(path.child('rollingUpdate')));
      return;
    default: {
      const printed = { Type: type, RollingUpdate: rollingUpdate ? printedRollingUpdate(rollingUpdate) : null };
      errors.push(placed(notSupported(path, printed, ['RollingUpdate', 'OnDelete']), path.child('type')));
    }
  }
}

function validateRollingUpdate(update: RollingUpdateDaemonSet, path: FieldPath, errors: FieldError[]): void {
  const { maxUnavailable = 0, maxSurge = 0 } = update;
  const unavailable = path.child('maxUnavailable');
  const surge = path.child('maxSurge');
  validateIntOrPercent(maxUnavailable, unavailable, errors);
  validateIntOrPercent(maxSurge, surge, errors);
  validateNotMoreThanAll(maxUnavailable, unavailable, errors);
  validateNotMoreThanAll(maxSurge, surge, errors);
  const hasUnavailable = amountOf(maxUnavailable) !== 0;
  const hasSurge = amountOf(maxSurge) !== 0;
  if (hasUnavailable && hasSurge) {
    errors.push({ ...invalid(surge, maxSurge, 'may not be set when maxUnavailable is non-zero'), typed: true });
  } else if (!hasUnavailable && !hasSurge) {
    errors.push(required(unavailable, 'cannot be 0 when maxSurge is 0'));
  }
}

function printedRollingUpdate({ maxUnavailable = 0, maxSurge = 0 }: RollingUpdateDaemonSet): object {
  return { MaxUnavailable: maxUnavailable, MaxSurge: maxSurge };
}
