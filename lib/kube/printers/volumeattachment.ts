/** Models printVolumeAttachment. */
import type { VolumeAttachment } from '../schema/generated/types';
import { nameOf, type Printer } from './printer';

export const volumeAttachment: Printer<VolumeAttachment> = {
  columns: 'Name#name;Attacher#name;PV;Node;Attached:boolean;Age',
  cells: (attachment, age) => [
    nameOf(attachment),
    attachment.spec?.attacher ?? '',
    attachment.spec?.source?.persistentVolumeName ?? '',
    attachment.spec?.nodeName ?? '',
    attachment.status?.attached ?? false,
    age.of(attachment),
  ],
};
