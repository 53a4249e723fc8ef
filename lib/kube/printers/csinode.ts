/** Models printCSINode. */
import type { CSINode } from '../schema/generated/types';
import { nameOf, type Printer } from './printer';

export const csiNode: Printer<CSINode> = {
  columns: 'Name#name;Drivers:integer;Age',
  cells: (node, age) => [nameOf(node), (node.spec?.drivers ?? []).length, age.of(node)],
};
