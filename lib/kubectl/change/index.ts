/** The commands that change things. */
import type { Command } from '../command';
import { apply } from './apply';
import { certificate } from './approve';
import { debug } from './debug';
import { create } from './create';
import { diff } from './diff';
import { edit } from './edit';
import { deleteCommand, replace } from './delete';
import { lastAppliedCommands } from './last-applied';
import { cp } from './copy';
import { attach, exec } from './exec';
import { expose } from './expose';
import { logs } from './logs';
import { portForward } from './port-forward';
import { annotate, label, patch } from './mark';
import { cordon, drain, taint, uncordon } from './nodes';
import { rollout } from './rollout';
import { run } from './run';
import { autoscale, scale } from './scale';
import { set } from './set';

export const changeCommands: readonly Command[] = [
  { ...apply, subcommands: lastAppliedCommands },
  create,
  diff,
  edit,
  deleteCommand,
  replace,
  run,
  expose,
  scale,
  autoscale,
  set,
  rollout,
  label,
  annotate,
  patch,
  taint,
  cordon,
  uncordon,
  drain,
  logs,
  exec,
  attach,
  cp,
  portForward,
  certificate,
  debug,
];
