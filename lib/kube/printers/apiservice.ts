/** Models ConvertToTable of kube-aggregator's pkg/registry/apiservice/etcd. */
import type { APIService } from '../schema/generated/types';
import { nameOf, or, type Printer } from './printer';

export const apiService: Printer<APIService> = {
  columns: 'Name#name;Service;Available;Age',
  cells(apiService, age) {
    const service = apiService.spec?.service;
    const available = apiService.status?.conditions?.find(({ type }) => type === 'Available');
    const status = or(available?.status, 'Unknown');
    return [
      nameOf(apiService),
      service ? `${service.namespace ?? ''}/${service.name ?? ''}` : 'Local',
      status !== 'True' && available?.reason ? `${status} (${available.reason})` : status,
      age.of(apiService),
    ];
  },
};
