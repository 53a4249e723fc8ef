/** Every command there is, in the order in which kubectl lists them. */
import type { Command } from './command';

export const commands: readonly Command[] = [];
