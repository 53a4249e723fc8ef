/** Models pkg/registry/core/persistentvolumeclaim/strategy.go, and pkg/api/persistentvolumeclaim of its data sources. */
import { setClaimDefaults } from '../defaults/persistentvolumeclaim';
import type { PersistentVolumeClaim, PersistentVolumeClaimSpec } from '../schema/generated/types';
import {
  validatePersistentVolumeClaim,
  validatePersistentVolumeClaimUpdate,
} from '../validation/persistentvolumeclaim';
import { warningsForClaim } from '../warnings/persistentvolumeclaim';
import { keepStatus } from './status';
import type { Strategy } from './strategy';

export const persistentVolumeClaim: Strategy<PersistentVolumeClaim> = {
  setDefaults: setClaimDefaults,
  prepareForCreate(object): undefined {
    object.status = { phase: 'Pending' };
    prepareDataSources((object.spec ??= {}), {});
  },
  validate: validatePersistentVolumeClaim,
  prepareForUpdate(object, live): undefined {
    keepStatus(object, live);
    prepareDataSources((object.spec ??= {}), live.spec ?? {});
  },
  validateUpdate: validatePersistentVolumeClaimUpdate,
  warningsOnCreate: warningsForClaim,
  warningsOnUpdate: warningsForClaim,
};

/** The newer dataSourceRef and the older dataSource say the same; CrossNamespaceVolumeDataSource is off. */
function prepareDataSources(spec: PersistentVolumeClaimSpec, live: PersistentVolumeClaimSpec): void {
  if (spec.dataSourceRef?.namespace && !live.dataSourceRef) delete spec.dataSourceRef;
  if (!live.dataSource && !live.dataSourceRef && !spec.dataSourceRef && !isClaimOrSnapshot(spec))
    delete spec.dataSource;
  const { dataSource, dataSourceRef } = spec;
  if (dataSource && !dataSourceRef) spec.dataSourceRef = { ...dataSource };
  else if (dataSourceRef && !dataSource && !dataSourceRef.namespace) {
    const { namespace: _none, ...source } = dataSourceRef;
    spec.dataSource = source;
  }
}

function isClaimOrSnapshot({ dataSource: { kind, apiGroup = '' } = {} }: PersistentVolumeClaimSpec): boolean {
  return (
    (kind === 'PersistentVolumeClaim' && apiGroup === '') ||
    (kind === 'VolumeSnapshot' && apiGroup === 'snapshot.storage.k8s.io')
  );
}
