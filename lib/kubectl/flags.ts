/** Flags as pflag reads them. Models spf13/pflag with kubectl's words for what is wrong. */
export interface FlagSpec {
  /** Without its dashes: `output`. */
  readonly name: string;
  /** `o`. */
  readonly short?: string;
  /** `strings` are split at commas, each of an `array` is whole. */
  readonly type: 'bool' | 'string' | 'int' | 'duration' | 'strings' | 'array' | 'map';
  /** What it is where it stands without a value (`--dry-run`); a bool needs none. */
  readonly bare?: string;
  readonly default?: string;
  readonly required?: boolean;
  readonly help: string;
}

export interface FlagValues {
  /** Whether it was given. */
  has(name: string): boolean;
  /** Whether the command has such a flag at all. */
  isDeclared(name: string): boolean;
  string(name: string): string;
  bool(name: string): boolean;
  int(name: string): number;
  /** Milliseconds. */
  duration(name: string): number;
  strings(name: string): readonly string[];
}

export interface ParsedFlags {
  readonly args: readonly string[];
  /** Behind `--`; undefined where there is none. */
  readonly rest: readonly string[] | undefined;
  readonly flags: FlagValues;
  /** Those that were given, with their values. */
  readonly given: ReadonlyMap<string, readonly string[]>;
}

/** The flags of a command line, or what is wrong with it. */
export function parseFlags(specs: readonly FlagSpec[], words: readonly string[]): ParsedFlags | { fault: string } {
  const given = new Map<string, string[]>();
  const args: string[] = [];
  let rest: readonly string[] | undefined;
  const queue = [...words];

  const take = (spec: FlagSpec, value: string, shown: string): string | undefined => {
    const problem = valueProblem(spec, value);
    if (problem !== undefined) return `invalid argument ${quoted(value)} for ${quoted(shown)} flag: ${problem}`;
    given.set(spec.name, [...(given.get(spec.name) ?? []), value]);
    return undefined;
  };
  for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
    if (word === '--') {
      rest = queue;
      break;
    }
    const fault = word.startsWith('--')
      ? long(word.slice(2))
      : word.startsWith('-') && word !== '-'
        ? shorts(word.slice(1))
        : void args.push(word);
    if (fault !== undefined) return { fault };
  }
  return { args, rest, given, flags: valuesOf(specs, given) };

  function long(word: string): string | undefined {
    const [name = '', ...value] = word.split('=');
    if (name === '' || name.startsWith('-')) return `bad flag syntax: --${word}`;
    const spec = specs.find((each) => each.name === name);
    if (!spec) return `unknown flag: --${name}`;
    const shown = spec.short === undefined ? `--${name}` : `-${spec.short}, --${name}`;
    if (value.length > 0) return take(spec, value.join('='), shown);
    const bare = bareOf(spec);
    if (bare !== undefined) return take(spec, bare, shown);
    const next = queue.shift();
    return next === undefined ? `flag needs an argument: --${name}` : take(spec, next, shown);
  }

  function shorts(cluster: string): string | undefined {
    for (let at = 0; at < cluster.length; at++) {
      const letter = cluster.charAt(at);
      const spec = specs.find(({ short }) => short === letter);
      if (!spec) return `unknown shorthand flag: '${letter}' in -${cluster.slice(at)}`;
      const shown = `-${letter}, --${spec.name}`;
      const more = cluster.slice(at + 1);
      if (more.startsWith('=')) return take(spec, more.slice(1), shown);
      const bare = bareOf(spec);
      if (bare !== undefined) {
        const fault = take(spec, bare, shown);
        if (fault !== undefined) return fault;
        continue;
      }
      if (more !== '') return take(spec, more, shown);
      const next = queue.shift();
      return next === undefined
        ? `flag needs an argument: '${letter}' in -${cluster.slice(at)}`
        : take(spec, next, shown);
    }
    return undefined;
  }
}

/** Which of the required flags were not given, as cobra says it; undefined where all were. */
export function missingFlags(specs: readonly FlagSpec[], flags: FlagValues): string | undefined {
  const missing = specs.filter(({ required, name }) => required && !flags.has(name)).map(({ name }) => quoted(name));
  return missing.length === 0 ? undefined : `required flag(s) ${missing.join(', ')} not set`;
}

/** Whether a flag takes the next word: for finding the command among the flags before it. */
export function takesNextWord(specs: readonly FlagSpec[], word: string): boolean {
  if (word.includes('=') || word === '-') return false;
  if (word.startsWith('--')) {
    const spec = specs.find(({ name }) => name === word.slice(2));
    return spec !== undefined && bareOf(spec) === undefined;
  }
  const spec = specs.find(({ short }) => short === word.slice(1));
  return word.length === 2 && spec !== undefined && bareOf(spec) === undefined;
}

function bareOf(spec: FlagSpec): string | undefined {
  return spec.bare ?? (spec.type === 'bool' ? 'true' : undefined);
}

function valuesOf(specs: readonly FlagSpec[], given: ReadonlyMap<string, readonly string[]>): FlagValues {
  const specOf = (name: string): FlagSpec => {
    const spec = specs.find((each) => each.name === name);
    if (!spec) throw new Error(`no flag --${name} is declared`);
    return spec;
  };
  const last = (name: string): string => {
    const spec = specOf(name);
    return given.get(name)?.at(-1) ?? spec.default ?? '';
  };
  return {
    has: (name) => given.has(name),
    isDeclared: (name) => specs.some((each) => each.name === name),
    string: last,
    bool: (name) => readBool(last(name)) ?? false,
    int: (name) => Number(last(name) || 0),
    duration: (name) => readDuration(last(name)) ?? 0,
    strings: (name) => {
      const spec = specOf(name);
      const values = given.get(name) ?? (spec.default === undefined || spec.default === '' ? [] : [spec.default]);
      return spec.type === 'strings' || spec.type === 'map' ? values.flatMap(splitCommas) : values;
    },
  };
}

function valueProblem(spec: FlagSpec, value: string): string | undefined {
  switch (spec.type) {
    case 'bool':
      return readBool(value) === undefined ? `strconv.ParseBool: parsing ${quoted(value)}: invalid syntax` : undefined;
    case 'int':
      if (!/^[-+]?\d+$/.test(value)) return `strconv.ParseInt: parsing ${quoted(value)}: invalid syntax`;
      return Number.isSafeInteger(Number(value))
        ? undefined
        : `strconv.ParseInt: parsing ${quoted(value)}: value out of range`;
    case 'duration':
      return durationProblem(value);
    case 'map': {
      const pair = splitCommas(value).find((part) => !part.includes('='));
      return pair === undefined ? undefined : `${pair} must be formatted as key=value`;
    }
    case 'string':
    case 'strings':
    case 'array':
      return undefined;
    default:
      return spec.type satisfies never;
  }
}

function readBool(text: string): boolean | undefined {
  if (['1', 't', 'T', 'TRUE', 'true', 'True'].includes(text)) return true;
  return ['0', 'f', 'F', 'FALSE', 'false', 'False'].includes(text) ? false : undefined;
}

const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** Milliseconds of `1h2m3.5s`; undefined for what Go's ParseDuration refuses. */
export function readDuration(text: string): number | undefined {
  const [, sign = '', amounts = ''] = /^([-+]?)(.*)$/s.exec(text) ?? [];
  if (amounts === '0') return 0;
  if (!/^(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(amounts)) return undefined;
  let sum = 0;
  for (const [, number, unit] of amounts.matchAll(/([\d.]+)([^\d.]+)/g))
    sum += Number(number) * (UNITS[unit ?? ''] ?? 0);
  return sign === '-' ? -sum : sum;
}

function durationProblem(text: string): string | undefined {
  if (readDuration(text) !== undefined) return undefined;
  if (/^[-+]?(?:(?:\d+\.?\d*|\.\d+)[a-zµμ]+)*(?:\d+\.?\d*|\.\d+)$/.test(text))
    return `time: missing unit in duration ${quoted(text)}`;
  const unknown = [...text.matchAll(/[\d.]+([^\d.]+)/g)].find(([, unit]) => !Object.hasOwn(UNITS, unit ?? ''));
  if (/^[-+]?\d/.test(text) && unknown)
    return `time: unknown unit ${quoted(unknown[1] ?? '')} in duration ${quoted(text)}`;
  return `time: invalid duration ${quoted(text)}`;
}

/** Models the CSV reading of a string slice: a part may stand in double quotes. */
function splitCommas(text: string): string[] {
  if (text === '') return [];
  const parts = text.match(/(?:^|,)(?:"(?:[^"]|"")*"|[^,]*)/g) ?? [];
  return parts.map((part, index) => {
    const bare = index === 0 ? part : part.slice(1);
    return bare.startsWith('"') && bare.endsWith('"') && bare.length > 1
      ? bare.slice(1, -1).replaceAll('""', '"')
      : bare;
  });
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
