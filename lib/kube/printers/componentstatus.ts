/** Models printComponentStatus. */
import type { ComponentStatus } from '../schema/generated/types';
import { nameOf, type Printer } from './printer';

export const componentStatus: Printer<ComponentStatus> = {
  columns: 'Name#name;Status;Message;Error',
  cells(component) {
    const healthy = component.conditions?.find(({ type }) => type === 'Healthy');
    const status = healthy === undefined ? 'Unknown' : healthy.status === 'True' ? 'Healthy' : 'Unhealthy';
    return [nameOf(component), status, healthy?.message ?? '', healthy?.error ?? ''];
  },
};
