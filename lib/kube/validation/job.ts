/** Jobs. Models ValidateJob and ValidateJobUpdate (pkg/apis/batch/validation). */
import { isSemanticallyEqual } from '../equality';
import type { FieldError } from '../field/error';
import { invalid, required } from '../field/error';
import { internalValue } from '../field/internal';
import { FieldPath } from '../field/path';
import { goMap } from '../field/print';
import type { Job, JobSpec } from '../schema/generated/types';
import { validateJobSpec } from './job-spec';
import { validateJobTemplateUpdate } from './job-template-update';
import { selectorOf } from '../label-selector';
import { printedSelector, validateLabelSelector } from './label-selector';
import type { StringMap } from './labels';
import { dnsLabelFaults, dnsSubdomainFaults } from './names';
import { METADATA, validateObjectMeta } from './object-meta';
import { IMMUTABLE } from './object-meta-update';
import { validateSelectorKept } from './selector-update';

const SPEC = FieldPath.of('spec');
const TEMPLATE_LABELS = SPEC.child('template', 'metadata', 'labels');

/** Under its old name and its present one, which came with 1.27. */
export const CONTROLLER_UID = ['controller-uid', 'batch.kubernetes.io/controller-uid'] as const;
export const JOB_NAME = ['job-name', 'batch.kubernetes.io/job-name'] as const;

export function validateJob(job: Job): FieldError[] {
  return validate(job, true);
}

export function validateJobUpdate(job: Job, live: Job): FieldError[] {
  const { spec = {} } = job;
  const { spec: before = {} } = live;
  const labels = before.template?.metadata?.labels ?? {};
  const errors = validate(
    job,
    [CONTROLLER_UID[1], JOB_NAME[1]].every((label) => Object.hasOwn(labels, label)),
  );
  validateSpecAndSelector(job, errors);
  validateCompletions(spec, before, errors);
  validateSelectorKept(spec.selector, before.selector, errors);
  validateJobTemplateUpdate(job, live, errors);
  const kept = (name: keyof JobSpec, printed: unknown): void => {
    if (isSemanticallyEqual('JobSpec', { [name]: spec[name] }, { [name]: before[name] })) return;
    errors.push({ ...invalid(SPEC.child(name), printed, IMMUTABLE), typed: true });
  };
  kept('completionMode', spec.completionMode ?? null);
  kept('podFailurePolicy', internalValue('PodFailurePolicy', spec.podFailurePolicy));
  kept('backoffLimitPerIndex', spec.backoffLimitPerIndex ?? null);
  kept('managedBy', spec.managedBy ?? null);
  kept('successPolicy', internalValue('SuccessPolicy', spec.successPolicy));
  return errors;
}

/** @param prefixed whether the labels under their present names are looked for */
function validate(job: Job, prefixed: boolean): FieldError[] {
  const errors: FieldError[] = [];
  const { metadata: { name = '' } = {}, spec: { completionMode, completions = 0 } = {} } = job;
  validateObjectMeta(job.metadata, 'namespaced', dnsSubdomainFaults, errors);
  validateGeneratedSelector(job, prefixed, errors);
  validateSpecAndSelector(job, errors);
  if (completionMode === 'Indexed' && completions > 0) {
    const last = `${name}-${completions - 1}`;
    if (dnsLabelFaults(last).length > 0) {
      const detail = `will not able to create pod with invalid DNS label: ${last}`;
      errors.push(invalid(METADATA.child('name'), name, detail));
    }
  }
  return errors;
}

function validateGeneratedSelector(job: Job, prefixed: boolean, errors: FieldError[]): void {
  const { metadata: { uid = '', name = '' } = {}, spec = {} } = job;
  if (spec.manualSelector || !spec.selector) return;
  if (uid === '') errors.push(required(METADATA.child('uid')));
  const labels = spec.template?.metadata?.labels ?? {};
  const expected: Record<string, string> = {};
  const has = (label: string, value: string): void => {
    expected[label] = value;
    const path = TEMPLATE_LABELS.key(label);
    if (!Object.hasOwn(labels, label)) errors.push(required(path, `must be '${value}'`));
    else if (labels[label] !== value) errors.push(invalid(path, goMap(labels), `must be '${value}'`));
  };
  has(CONTROLLER_UID[0], uid);
  has(JOB_NAME[0], name);
  if (prefixed) {
    has(CONTROLLER_UID[1], uid);
    has(JOB_NAME[1], name);
  }
  if (isUnderstood(spec) && !selectorOf(spec.selector)(expected)) {
    errors.push(invalid(SPEC.child('selector'), printedSelector(spec.selector), '`selector` not auto-generated'));
  }
}

function validateSpecAndSelector({ spec = {} }: Job, errors: FieldError[]): void {
  validateJobSpec(spec, SPEC, errors);
  if (!spec.selector) errors.push(required(SPEC.child('selector')));
  else validateLabelSelector(spec.selector, SPEC.child('selector'), errors);
  const labels: StringMap | undefined = spec.template?.metadata?.labels;
  if (isUnderstood(spec) && !selectorOf(spec.selector)(labels)) {
    errors.push(invalid(TEMPLATE_LABELS, goMap(labels), '`selector` does not match template `labels`'));
  }
}

/** A selector that is wrong in itself is held against nothing. */
function isUnderstood({ selector }: JobSpec): boolean {
  const faults: FieldError[] = [];
  validateLabelSelector(selector, SPEC, faults);
  return faults.length === 0;
}

/** Those of an indexed Job change together with how many run at once. */
function validateCompletions(spec: JobSpec, live: JobSpec, errors: FieldError[]): void {
  if (spec.completions === live.completions) return;
  const path = SPEC.child('completions');
  if (spec.completionMode !== 'Indexed') {
    errors.push(invalid(path, spec.completions ?? null, IMMUTABLE));
  } else if (spec.completions !== undefined && spec.completions !== spec.parallelism) {
    errors.push(invalid(path, spec.completions, 'can only be modified in tandem with spec.parallelism'));
  }
}
