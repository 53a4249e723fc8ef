/** Claims, and the volumes that they are bound to. */
import { sightOf } from './sight';
import type { ViewState, ViewTie } from './view-item';

export const persistentVolumeClaim = sightOf(
  'v1/PersistentVolumeClaim',
  'persistentvolumeclaims',
  ({ spec, status }, { client }) => {
    const name = spec?.volumeName ?? '';
    const isMissing = !client.get('v1/PersistentVolume', undefined, name);
    const ties: ViewTie[] = name === '' ? [] : [{ by: 'binds', kind: 'PersistentVolume', name, isMissing }];
    const phase = status?.phase ?? 'Pending';
    return {
      state: STATES[phase] ?? 'waiting',
      status: phase,
      detail: status?.capacity?.['storage'] ?? spec?.resources?.requests?.['storage'],
      ties,
    };
  },
);

export const persistentVolume = sightOf('v1/PersistentVolume', 'persistentvolumes', ({ spec, status }) => {
  const phase = status?.phase ?? 'Pending';
  return { state: STATES[phase] ?? 'waiting', status: phase, detail: spec?.capacity?.['storage'] };
});

const STATES: Readonly<Record<string, ViewState>> = {
  Bound: 'ready',
  Available: 'plain',
  Released: 'done',
  Lost: 'failed',
  Failed: 'failed',
};
