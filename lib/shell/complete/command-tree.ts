/** Where in a program's subcommands and flags a command line stands. */

/** As lib/kubectl declares its flags; other programs need less. */
export interface Flag {
  /** Without its dashes. */
  readonly name: string;
  readonly short?: string;
  /** `bool` takes no value. */
  readonly type: string;
  /** What it is without a value: then one can only follow an `=`. */
  readonly bare?: string;
}

export interface Branch {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly flags?: readonly Flag[];
  readonly subcommands?: readonly Branch[];
}

export interface Position {
  readonly branch: Branch;
  /** Below the program: `rollout status`; empty for the program itself. */
  readonly path: string;
  readonly args: readonly string[];
  /** Flags with their values, as they were given. */
  readonly given: ReadonlyMap<string, readonly string[]>;
  /** The flags that may be given here. */
  readonly flags: readonly Flag[];
  /** The flag whose value is the next word. */
  readonly pending: Flag | undefined;
  /** Behind `--` nothing is a flag. */
  readonly isBehindDashes: boolean;
}

/** @param everywhere flags of every command */
export function positionIn(root: Branch, words: readonly string[], everywhere: readonly Flag[] = []): Position {
  let branch = root;
  const path: string[] = [];
  const args: string[] = [];
  const given = new Map<string, readonly string[]>();
  let flags = [...(root.flags ?? []), ...everywhere];
  let pending: Flag | undefined;
  let isBehindDashes = false;
  const give = (flag: Flag | undefined, value: string): void => {
    if (flag) given.set(flag.name, [...(given.get(flag.name) ?? []), value]);
  };
  for (const word of words) {
    if (pending) {
      give(pending, word);
      pending = undefined;
    } else if (isBehindDashes || word === '-' || !word.startsWith('-')) {
      const next = args.length === 0 && !isBehindDashes ? findBranch(branch, word) : undefined;
      if (next) {
        branch = next;
        path.push(next.name);
        flags = [...(next.flags ?? []), ...everywhere];
      } else args.push(word);
    } else if (word === '--') isBehindDashes = true;
    else {
      const { flag, value } = readFlag(flags, word);
      if (value !== undefined) give(flag, value);
      else if (flag && !takesValue(flag)) give(flag, flag.bare ?? 'true');
      else pending = flag;
    }
  }
  return { branch, path: path.join(' '), args, given, flags, pending, isBehindDashes };
}

export function takesValue({ type, bare }: Flag): boolean {
  return type !== 'bool' && bare === undefined;
}

function findBranch({ subcommands = [] }: Branch, word: string): Branch | undefined {
  return subcommands.find(({ name, aliases = [] }) => name === word || aliases.includes(word));
}

/** Of `-it` it is the last letter that matters. */
function readFlag(flags: readonly Flag[], word: string): { flag?: Flag | undefined; value?: string } {
  const [, name = '', value] = /^--([^=]*)(?:=([\s\S]*))?$/.exec(word) ?? [];
  if (word.startsWith('--')) {
    const flag = flags.find((each) => each.name === name);
    return value === undefined ? { flag } : { flag, value };
  }
  for (let at = 1; at < word.length; at += 1) {
    const flag = flags.find(({ short }) => short === word[at]);
    if (!flag) return {};
    const rest = word.slice(at + 1);
    if (takesValue(flag)) return rest === '' ? { flag } : { flag, value: rest.replace(/^=/, '') };
    if (rest === '') return { flag };
  }
  return {};
}
