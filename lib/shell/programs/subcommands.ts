/** What may stand behind a program's name, for completion: the shape that lib/kubectl declares its own commands in. */

export interface Subcommand {
  readonly name: string;
  readonly flags?: readonly { readonly name: string; readonly short?: string; readonly type: 'bool' | 'string' }[];
  readonly subcommands?: readonly Subcommand[];
}

/**
 * `subcommand('start', '--driver= --wait')`: a flag with `=` takes a value.
 *
 * @param below each with nothing behind it where only its name is given
 */
export function subcommand(name: string, flags = '', below: readonly (Subcommand | string)[] = []): Subcommand {
  return {
    name,
    flags: flags.split(' ').flatMap((flag) => {
      const [, long, valued] = /^--([\w-]+)(=?)$/.exec(flag) ?? [];
      return long === undefined ? [] : [{ name: long, type: valued === '=' ? 'string' : 'bool' } as const];
    }),
    subcommands: below.map((each) => (typeof each === 'string' ? subcommand(each) : each)),
  };
}
