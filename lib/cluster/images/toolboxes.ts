/** What an image has beside its own programs. */
import type { Tool, Toolbox } from './call';
import { newToolbox, type Base } from './image';

export function newToolboxOf(base: Base, own: Readonly<Record<string, Tool>> = {}): Toolbox {
  switch (base) {
    case 'none':
      return newToolbox('dash', own);
    case 'busybox':
    case 'alpine':
      return newToolbox('busybox', own);
    case 'debian':
      return newToolbox('dash', own);
  }
}
