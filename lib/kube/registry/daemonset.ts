/** Models pkg/registry/apps/daemonset/strategy.go; the generation of the template stands in an annotation. */
import { prepareTemplate } from '../admission/prepare-pod';
import { setDaemonSetDefaults } from '../defaults/daemonset';
import { isSemanticallyEqual } from '../equality';
import type { DaemonSet } from '../schema/generated/types';
import { validateDaemonSet, validateDaemonSetUpdate } from '../validation/daemonset';
import { countSpecChange, startGeneration } from './generation';
import { keepStatus } from './status';
import type { Strategy } from './strategy';
import { warningsOfNewTemplate } from './template-warnings';

const TEMPLATE_GENERATION = 'deprecated.daemonset.template.generation';

export const daemonSet: Strategy<DaemonSet> = {
  setDefaults: setDaemonSetDefaults,
  prepareForCreate(object): undefined {
    object.status = {
      currentNumberScheduled: 0,
      numberMisscheduled: 0,
      desiredNumberScheduled: 0,
      numberReady: 0,
    };
    startGeneration(object);
    setTemplateGeneration(object, Math.max(1, templateGeneration(object)));
    prepareTemplate(object.spec?.template);
  },
  validate: validateDaemonSet,
  prepareForUpdate(object, live): undefined {
    keepStatus(object, live);
    prepareTemplate(object.spec?.template);
    setTemplateGeneration(object, templateGeneration(live) + (isTemplateSame(object, live) ? 0 : 1));
    countSpecChange('DaemonSetSpec', object, live);
  },
  validateUpdate: validateDaemonSetUpdate,
  warningsOnCreate: ({ spec }) => warningsOfNewTemplate(spec?.template),
  warningsOnUpdate: (object, live) =>
    isTemplateSame(object, live) ? [] : warningsOfNewTemplate(object.spec?.template),
};

function isTemplateSame({ spec }: DaemonSet, live: DaemonSet): boolean {
  return isSemanticallyEqual('PodTemplateSpec', spec?.template ?? {}, live.spec?.template ?? {});
}

function templateGeneration({ metadata }: DaemonSet): number {
  return Number(metadata?.annotations?.[TEMPLATE_GENERATION] ?? 0);
}

function setTemplateGeneration({ metadata }: DaemonSet, generation: number): void {
  if (metadata) metadata.annotations = { ...metadata.annotations, [TEMPLATE_GENERATION]: String(generation) };
}
