/** Models pkg/registry/core/podtemplate/strategy.go; its type is known once the API server has loaded it. */
import { prepareTemplate } from '../admission/prepare-pod';
import { setPodTemplateDefaults } from '../defaults/pod-spec';
import { isSemanticallyEqual } from '../equality';
import type { FieldError } from '../field/error';
import { FieldPath } from '../field/path';
import type { PodTemplate } from '../schema/generated/types';
import { dnsSubdomainFaults } from '../validation/names';
import { validateObjectMeta } from '../validation/object-meta';
import { validatePodTemplate } from '../validation/pod-template';
import { countChange, startGeneration } from './generation';
import type { Strategy } from './strategy';
import { warningsOfNewTemplate } from './template-warnings';

const TEMPLATE = FieldPath.of('template');

export const podTemplate: Strategy<PodTemplate> = {
  setDefaults: (object) => setPodTemplateDefaults((object.template ??= {})),
  prepareForCreate(object): undefined {
    startGeneration(object);
    prepareTemplate(object.template);
  },
  validate(object) {
    const errors: FieldError[] = [];
    validateObjectMeta(object.metadata ?? {}, 'namespaced', dnsSubdomainFaults, errors);
    return [...errors, ...templateErrors(object)];
  },
  prepareForUpdate(object, live): undefined {
    prepareTemplate(object.template);
    if (!isSame(object, live)) countChange(object, live);
  },
  validateUpdate: templateErrors,
  warningsOnCreate: ({ template }) => warningsOfNewTemplate(template, 'template.'),
  warningsOnUpdate: (object, live) => (isSame(object, live) ? [] : warningsOfNewTemplate(object.template, 'template.')),
};

function templateErrors({ template = {} }: PodTemplate): FieldError[] {
  const errors: FieldError[] = [];
  validatePodTemplate(template, TEMPLATE, errors);
  return errors;
}

function isSame(object: PodTemplate, live: PodTemplate): boolean {
  return isSemanticallyEqual('PodTemplateSpec', object.template ?? {}, live.template ?? {});
}
