/** Models pkg/registry/apps/statefulset/strategy.go, MaxUnavailableStatefulSet being off. */
import { prepareTemplate } from '../admission/prepare-pod';
import { setStatefulSetDefaults } from '../defaults/statefulset';
import { isSemanticallyEqual } from '../equality';
import type { StatefulSet } from '../schema/generated/types';
import { validateStatefulSet, validateStatefulSetUpdate } from '../validation/statefulset';
import { warningsForClaimSpec } from '../warnings/persistentvolumeclaim';
import { countSpecChange, startGeneration } from './generation';
import { keepStatus } from './status';
import type { Strategy } from './strategy';
import { warningsOfNewTemplate } from './template-warnings';

export const statefulSet: Strategy<StatefulSet> = {
  setDefaults: setStatefulSetDefaults,
  prepareForCreate(object): undefined {
    object.status = { replicas: 0, availableReplicas: 0 };
    startGeneration(object);
    delete object.spec?.updateStrategy?.rollingUpdate?.maxUnavailable;
    prepareTemplate(object.spec?.template);
  },
  validate: validateStatefulSet,
  prepareForUpdate(object, live): undefined {
    keepStatus(object, live);
    if (live.spec?.updateStrategy?.rollingUpdate?.maxUnavailable === undefined) {
      delete object.spec?.updateStrategy?.rollingUpdate?.maxUnavailable;
    }
    prepareTemplate(object.spec?.template);
    countSpecChange('StatefulSetSpec', object, live);
  },
  validateUpdate: validateStatefulSetUpdate,
  warningsOnCreate: (object) => [...warningsOfNewTemplate(object.spec?.template), ...otherWarnings(object, 'spec')],
  warningsOnUpdate: (object, live) => [
    ...(isSemanticallyEqual('StatefulSetSpec', object.spec ?? {}, live.spec ?? {})
      ? []
      : warningsOfNewTemplate(object.spec?.template)),
    ...otherWarnings(object, 'Spec'),
  ],
};

/** @param word how the server writes `spec` of a claim template, which differs with the verb */
function otherWarnings({ spec = {} }: StatefulSet, word: 'spec' | 'Spec'): string[] {
  const claims = (spec.volumeClaimTemplates ?? []).flatMap(({ spec: claim = {} }, at) =>
    warningsForClaimSpec(claim, `spec.volumeClaimTemplates[${at}]${word === 'Spec' ? '.Spec' : ''}`),
  );
  if ((spec.revisionHistoryLimit ?? 0) >= 0) return claims;
  const advice = 'a negative value retains all historical revisions; a value >= 0 is recommended';
  return [...claims, `spec.revisionHistoryLimit: ${advice}`];
}
