/** Models SetDefaults_LimitRangeItem (pkg/apis/core/v1/defaults.go). */
import type { LimitRange } from '../schema/generated/types';
import { roundResourceList } from './resource-list';

export function setLimitRangeDefaults({ spec }: LimitRange): void {
  for (const limit of spec?.limits ?? []) {
    for (const list of [limit.max, limit.min, limit.default, limit.defaultRequest, limit.maxLimitRequestRatio]) {
      roundResourceList(list);
    }
    if (limit.type !== 'Container') continue;
    limit.default = { ...limit.max, ...limit.default };
    limit.defaultRequest = { ...limit.min, ...limit.default, ...limit.defaultRequest };
  }
}
