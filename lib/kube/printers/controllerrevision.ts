/** Models printControllerRevision. */
import type { ControllerRevision } from '../schema/generated/types';
import { nameOf, type Printer } from './printer';

export const controllerRevision: Printer<ControllerRevision> = {
  columns: 'Name#name;Controller;Revision;Age',
  cells: (revision, age) => [nameOf(revision), controllerOf(revision), revision.revision ?? 0, age.of(revision)],
};

/** `statefulset.apps/web`. */
function controllerOf({ metadata }: ControllerRevision): string {
  const owner = metadata?.ownerReferences?.find(({ controller }) => controller);
  if (!owner) return '<none>';
  const [group = ''] = (owner.apiVersion ?? '').split('/').slice(0, -1);
  return `${`${owner.kind ?? ''}${group === '' ? '' : `.${group}`}`.toLowerCase()}/${owner.name ?? ''}`;
}
