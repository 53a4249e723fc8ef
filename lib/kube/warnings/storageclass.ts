/** Models GetWarningsForStorageClass (pkg/api/storage). */
import type { StorageClass } from '../schema/generated/types';
import { nodeLabelWarning } from './node-labels';

export function warningsForStorageClass({ allowedTopologies = [] }: StorageClass): string[] {
  return allowedTopologies.flatMap(({ matchLabelExpressions = [] }, at) =>
    matchLabelExpressions.flatMap(({ key = '' }, index) => {
      const warning = nodeLabelWarning(key);
      return warning === undefined ? [] : [`allowedTopologies[${at}].matchLabelExpressions[${index}].key: ${warning}`];
    }),
  );
}
