/**
 * Deployments. Models ValidateDeployment, ValidateDeploymentSpec and ValidateDeploymentStrategy (pkg/apis/apps/validation).
 *
 * Not modelled: spec.rollbackTo, which only the removed versions had.
 */
import type { FieldError } from '../field/error';
import { forbidden, invalid, notSupported, placed, required } from '../field/error';
import { FieldPath } from '../field/path';
import type { Deployment, DeploymentStrategy, RollingUpdateDeployment } from '../schema/generated/types';
import type { IntOrPercent } from './int-or-percent';
import { amountOf, validateIntOrPercent, validateNotMoreThanAll } from './int-or-percent';
import { dnsSubdomainFaults } from './names';
import { validateNonNegative } from './numbers';
import { validateObjectMeta } from './object-meta';
import { validateSelectorAndTemplate } from './replicaset';
import { validateSelectorKept } from './selector-update';

const SPEC = FieldPath.of('spec');

export function validateDeployment(deployment: Deployment): FieldError[] {
  const errors: FieldError[] = [];
  validateObjectMeta(deployment.metadata, 'namespaced', dnsSubdomainFaults, errors);
  validateDeploymentSpec(deployment, errors);
  return errors;
}

export function validateDeploymentUpdate(deployment: Deployment, live: Deployment): FieldError[] {
  const errors: FieldError[] = [];
  validateDeploymentSpec(deployment, errors);
  validateSelectorKept(deployment.spec?.selector, live.spec?.selector, errors);
  return errors;
}

function validateDeploymentSpec({ spec = {} }: Deployment, errors: FieldError[]): void {
  const { minReadySeconds = 0, progressDeadlineSeconds } = spec;
  validateNonNegative(spec.replicas, SPEC.child('replicas'), errors);
  validateSelectorAndTemplate(spec.selector, spec.template, errors);
  validateStrategy(spec.strategy ?? {}, SPEC.child('strategy'), errors);
  validateNonNegative(minReadySeconds, SPEC.child('minReadySeconds'), errors);
  validateNonNegative(spec.revisionHistoryLimit, SPEC.child('revisionHistoryLimit'), errors);
  if (progressDeadlineSeconds !== undefined) {
    const path = SPEC.child('progressDeadlineSeconds');
    validateNonNegative(progressDeadlineSeconds, path, errors);
    if (progressDeadlineSeconds <= minReadySeconds) {
      errors.push(invalid(path, progressDeadlineSeconds, 'must be greater than minReadySeconds'));
    }
  }
}

function validateStrategy(strategy: DeploymentStrategy, path: FieldPath, errors: FieldError[]): void {
  const { type = '', rollingUpdate } = strategy;
  const here = path.child('rollingUpdate');
  switch (type) {
    case 'Recreate':
      if (rollingUpdate) {
        errors.push(forbidden(here, "may not be specified when strategy `type` is 'Recreate'"));
      }
      return;
    case 'RollingUpdate':
      if (rollingUpdate) validateRollingUpdate(rollingUpdate, here, errors);
      else errors.push(required(here, 'this should be defaulted and never be nil'));
      return;
    default: {
      const error = notSupported(path, printedStrategy(strategy), ['Recreate', 'RollingUpdate']);
      errors.push(placed(error, path.child('type')));
    }
  }
}

function validateRollingUpdate(update: RollingUpdateDeployment, path: FieldPath, errors: FieldError[]): void {
  const { maxUnavailable = 0, maxSurge = 0 } = update;
  const here = path.child('maxUnavailable');
  validateIntOrPercent(maxUnavailable, here, errors);
  validateIntOrPercent(maxSurge, path.child('maxSurge'), errors);
  if (amountOf(maxUnavailable) === 0 && amountOf(maxSurge) === 0) {
    errors.push({ ...invalid(here, maxUnavailable, 'may not be 0 when `maxSurge` is 0'), typed: true });
  }
  validateNotMoreThanAll(maxUnavailable, here, errors);
}

/** As json.Marshal prints the internal apps.DeploymentStrategy, whose fields have no JSON names. */
function printedStrategy({ type = '', rollingUpdate }: DeploymentStrategy): object {
  const amount = (value: IntOrPercent | undefined): IntOrPercent => value ?? 0;
  return {
    Type: type,
    RollingUpdate: rollingUpdate
      ? { MaxUnavailable: amount(rollingUpdate.maxUnavailable), MaxSurge: amount(rollingUpdate.maxSurge) }
      : null,
  };
}
