/** The commands that change things. */
import type { Command } from '../command';
import { apply } from './apply';
import { create } from './create';
import { deleteCommand, replace } from './delete';
import { autoscale, expose, run, scale } from './run';

export const changeCommands: readonly Command[] = [
  apply,
  create,
  deleteCommand,
  replace,
  run,
  expose,
  scale,
  autoscale,
];
