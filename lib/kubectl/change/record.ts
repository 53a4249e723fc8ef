/** `--record`: the command is written down in what it changes. Models genericclioptions' RecordFlags and kubectl's ParseCommandArguments. */
import type { Call } from '../command';
import { objectWith, type Json } from '../json-object';

const CHANGE_CAUSE = 'kubernetes.io/change-cause';

/** The object as it is, or with the command in it. */
export function recorded({ path, args, given, flags }: Call, object: Json): Json {
  if (!flags.has('record') || !flags.bool('record')) return object;
  const words = [...given].map(([name, values]) => `--${name}=${values.join(',')}`);
  return objectWith(object, ['metadata', 'annotations', CHANGE_CAUSE], [path, ...args, ...words].join(' '));
}
