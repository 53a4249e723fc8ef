/** Every command there is. */
import { changeCommands } from './change';
import type { Command } from './command';
import { get } from './get';

export const commands: readonly Command[] = [get, ...changeCommands];
