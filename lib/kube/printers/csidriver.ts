/** Models printCSIDriver. */
import type { CSIDriver } from '../schema/generated/types';
import { nameOf, or, type Printer } from './printer';

export const csiDriver: Printer<CSIDriver> = {
  columns:
    'Name#name;AttachRequired:boolean;PodInfoOnMount:boolean;StorageCapacity:boolean;TokenRequests;RequiresRepublish:boolean;Modes;Age',
  cells: (driver, age) => [
    nameOf(driver),
    driver.spec?.attachRequired ?? true,
    driver.spec?.podInfoOnMount ?? false,
    driver.spec?.storageCapacity ?? false,
    driver.spec?.tokenRequests?.map(({ audience = '' }) => audience).join(',') ?? '<unset>',
    driver.spec?.requiresRepublish ?? false,
    or(driver.spec?.volumeLifecycleModes?.join(','), '<none>'),
    age.of(driver),
  ],
};
