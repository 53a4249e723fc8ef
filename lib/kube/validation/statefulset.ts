/** StatefulSets. Models ValidateStatefulSet and ValidateStatefulSetUpdate (pkg/apis/apps/validation). */
import { isSemanticallyEqual } from '../equality';
import type { FieldError } from '../field/error';
import { forbidden, invalid, invalidTyped, notSupported, placed, required } from '../field/error';
import { FieldPath } from '../field/path';
import type {
  PodTemplateSpec,
  RollingUpdateStatefulSetStrategy,
  StatefulSet,
  StatefulSetSpec,
  StatefulSetUpdateStrategy,
  Volume,
} from '../schema/generated/types';
import { amountOf, validateIntOrPercent, validateNotMoreThanAll } from './int-or-percent';
import { isEmptySelector } from '../label-selector';
import { printedSelector, validateLabelSelector } from './label-selector';
import { dnsLabelFaults } from './names';
import { validateNonNegative } from './numbers';
import { validateObjectMeta } from './object-meta';
import { validateClaimSpec } from './persistent-volume-claim-spec';
import {
  validatePodTemplate,
  validateRunsAlways,
  validateTemplateMetadata,
  validateTemplateSelected,
} from './pod-template';

const SPEC = FieldPath.of('spec');
const TEMPLATE = SPEC.child('template');

/** What an update does not look at again: what cannot change, and a template that was wrong before. */
interface Tolerance {
  readonly fixedFields: boolean;
  readonly template: boolean;
}

export function validateStatefulSet({ metadata, spec = {} }: StatefulSet): FieldError[] {
  const errors: FieldError[] = [];
  validateObjectMeta(metadata, 'namespaced', dnsLabelFaults, errors);
  validateSpec(spec, { fixedFields: false, template: false }, errors);
  return errors;
}

export function validateStatefulSetUpdate({ spec = {} }: StatefulSet, { spec: live = {} }: StatefulSet): FieldError[] {
  const before: FieldError[] = [];
  validateSpec(live, { fixedFields: true, template: false }, before);
  const errors: FieldError[] = [];
  validateSpec(spec, { fixedFields: true, template: before.length > 0 }, errors);
  if (!isSemanticallyEqual('StatefulSetSpec', fixedPart(spec), fixedPart(live))) {
    const detail =
      "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden";
    errors.push(forbidden(SPEC, detail));
  }
  return errors;
}

function fixedPart(spec: StatefulSetSpec): StatefulSetSpec {
  const {
    replicas: _replicas,
    template: _template,
    updateStrategy: _updateStrategy,
    minReadySeconds: _minReadySeconds,
    ordinals: _ordinals,
    revisionHistoryLimit: _revisionHistoryLimit,
    persistentVolumeClaimRetentionPolicy: _retention,
    ...fixed
  } = spec;
  return fixed;
}

function validateSpec(spec: StatefulSetSpec, tolerated: Tolerance, errors: FieldError[]): void {
  const { podManagementPolicy = '', serviceName = '', ordinals } = spec;
  const policy = SPEC.child('podManagementPolicy');
  if (podManagementPolicy === '') errors.push(required(policy));
  else if (podManagementPolicy !== 'OrderedReady' && podManagementPolicy !== 'Parallel') {
    errors.push(invalidTyped(policy, podManagementPolicy, "must be 'OrderedReady' or 'Parallel'"));
  }
  validateUpdateStrategy(spec.updateStrategy ?? {}, SPEC.child('updateStrategy'), errors);
  validateRetention(spec, SPEC.child('persistentVolumeClaimRetentionPolicy'), errors);
  if (!tolerated.fixedFields) {
    spec.volumeClaimTemplates?.forEach(({ spec: claim = {} }, at) =>
      validateClaimSpec(claim, SPEC.child('volumeClaimTemplates').index(at).child('spec'), errors),
    );
  }
  validateNonNegative(spec.replicas, SPEC.child('replicas'), errors);
  validateNonNegative(spec.minReadySeconds, SPEC.child('minReadySeconds'), errors);
  if (ordinals) validateNonNegative(ordinals.start ?? 0, SPEC.child('ordinals.start'), errors);
  if (!tolerated.fixedFields && serviceName !== '') {
    const path = SPEC.child('serviceName');
    for (const fault of dnsLabelFaults(serviceName)) errors.push(invalid(path, serviceName, fault));
  }
  validateSelectorAndTemplate(spec, tolerated.template, errors);
  validateRunsAlways(spec.template ?? {}, 'StatefulSet', TEMPLATE, errors);
}

function validateUpdateStrategy(
  { type = '', rollingUpdate }: StatefulSetUpdateStrategy,
  path: FieldPath,
  errors: FieldError[],
): void {
  const here = path.child('rollingUpdate');
  const printed = rollingUpdate
    ? { Partition: rollingUpdate.partition ?? 0, MaxUnavailable: rollingUpdate.maxUnavailable ?? null }
    : null;
  switch (type) {
    case '':
      return void errors.push(required(path));
    case 'OnDelete':
      if (rollingUpdate) errors.push(invalid(here, printed, "only allowed for updateStrategy 'RollingUpdate'"));
      return;
    case 'RollingUpdate':
      if (rollingUpdate) validateRollingUpdate(rollingUpdate, here, errors);
      return;
    default: {
      const error = invalid(path, { Type: type, RollingUpdate: printed }, "must be 'RollingUpdate' or 'OnDelete'");
      errors.push(placed(error, path.child('type')));
    }
  }
}

function validateRollingUpdate(
  { partition, maxUnavailable }: RollingUpdateStatefulSetStrategy,
  path: FieldPath,
  errors: FieldError[],
): void {
  validateNonNegative(partition, path.child('partition'), errors);
  if (maxUnavailable === undefined) return;
  const here = path.child('maxUnavailable');
  validateIntOrPercent(maxUnavailable, here, errors);
  if (amountOf(maxUnavailable) === 0) errors.push({ ...invalid(here, maxUnavailable, 'cannot be 0'), typed: true });
  validateNotMoreThanAll(maxUnavailable, here, errors);
}

function validateRetention(spec: StatefulSetSpec, path: FieldPath, errors: FieldError[]): void {
  const { persistentVolumeClaimRetentionPolicy: policy } = spec;
  if (!policy) return;
  for (const when of ['whenDeleted', 'whenScaled'] as const) {
    const value = policy[when] ?? '';
    if (value !== 'Retain' && value !== 'Delete') {
      errors.push(notSupported(path.child(when), value, ['Retain', 'Delete']));
    }
  }
}

function validateSelectorAndTemplate(spec: StatefulSetSpec, tolerated: boolean, errors: FieldError[]): void {
  const { selector } = spec;
  const path = SPEC.child('selector');
  const found: FieldError[] = [];
  validateLabelSelector(selector, path, found);
  errors.push(...found);
  if (!selector) errors.push(required(path));
  else if (isEmptySelector(selector)) {
    errors.push(invalid(path, printedSelector(selector), 'empty selector is invalid for statefulset'));
  }
  if (found.length > 0) {
    if (selector) errors.push(invalid(path, printedSelector(selector), ''));
    return;
  }
  const template = templateOfPods(spec);
  validateTemplateSelected(template, selector, TEMPLATE, errors);
  if (!tolerated) validatePodTemplate(template, TEMPLATE, errors);
  validateTemplateMetadata(template, TEMPLATE, errors);
}

/** Each Pod gets a name of its own, and the claims of the templates as volumes. */
function templateOfPods({ template = {}, volumeClaimTemplates = [] }: StatefulSetSpec): PodTemplateSpec {
  const { subdomain: _subdomain, hostname: _hostname, ...podSpec } = template.spec ?? {};
  if (volumeClaimTemplates.length === 0) return { ...template, spec: podSpec };
  const claimed = new Map<string, Volume>(
    volumeClaimTemplates.map(({ metadata: { name = '' } = {} }) => [
      name,
      { name, persistentVolumeClaim: { claimName: name } },
    ]),
  );
  const others = (podSpec.volumes ?? []).filter(({ name = '' }) => !claimed.has(name));
  return { ...template, spec: { ...podSpec, volumes: [...claimed.values(), ...others] } };
}
