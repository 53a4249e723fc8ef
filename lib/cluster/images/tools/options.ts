/** Options of a command line, as getopt reads them: `-la`, `-n5`, `-n 5`, `--name=x`, `--`. */
export interface Options {
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, string>;
  readonly operands: readonly string[];
  has(...names: readonly string[]): boolean;
  value(...names: readonly string[]): string | undefined;
}

/** @param valued the names of options that take a value: letters, and long names */
export function parseOptions(args: readonly string[], valued: readonly string[] = []): Options {
  const flags = new Set<string>();
  const values = new Map<string, string>();
  const operands: string[] = [];
  for (let at = 1; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    if (arg === '--') {
      operands.push(...args.slice(at + 1));
      break;
    }
    const long = /^--([\w-]+)(?:=([\s\S]*))?$/.exec(arg);
    if (long) {
      const [, name = '', value] = long;
      if (value !== undefined) values.set(name, value);
      else if (valued.includes(name)) values.set(name, args[++at] ?? '');
      flags.add(name);
      continue;
    }
    if (!arg.startsWith('-') || arg === '-') {
      operands.push(arg);
      continue;
    }
    for (let letter = 1; letter < arg.length; letter += 1) {
      const name = arg[letter] ?? '';
      flags.add(name);
      if (!valued.includes(name)) continue;
      values.set(name, letter + 1 < arg.length ? arg.slice(letter + 1) : (args[++at] ?? ''));
      break;
    }
  }
  return {
    flags,
    values,
    operands,
    has: (...names) => names.some((name) => flags.has(name)),
    value: (...names) => names.map((name) => values.get(name)).find((value) => value !== undefined),
  };
}
