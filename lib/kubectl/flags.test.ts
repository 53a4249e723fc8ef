import { describe, expect, it } from 'vitest';
import { missingFlags, parseFlags, readDuration, type FlagSpec } from './flags';

const specs: readonly FlagSpec[] = [
  { name: 'output', short: 'o', type: 'string', help: '' },
  { name: 'watch', short: 'w', type: 'bool', help: '' },
  { name: 'dry-run', type: 'string', bare: 'unchanged', help: '' },
  { name: 'chunk-size', type: 'int', default: '500', help: '' },
  { name: 'timeout', type: 'duration', help: '' },
  { name: 'filename', short: 'f', type: 'strings', help: '' },
  { name: 'from-literal', type: 'array', help: '' },
  { name: 'image', type: 'string', required: true, help: '' },
];

function parse(line: string) {
  const parsed = parseFlags(specs, line.split(' '));
  if ('fault' in parsed) throw new Error(parsed.fault);
  return parsed;
}

describe('flags', () => {
  it('stand among the arguments, short or long, with or without =', () => {
    const { args, flags, rest } = parse('pods -wojson --chunk-size=3 web --dry-run -- ls -o');
    expect(args).toEqual(['pods', 'web']);
    expect(rest).toEqual(['ls', '-o']);
    expect([flags.bool('watch'), flags.string('output'), flags.int('chunk-size')]).toEqual([true, 'json', 3]);
    expect(flags.string('dry-run')).toBe('unchanged');
  });

  it('split lists at commas, but not what is whole', () => {
    const { flags } = parse('-f a,b -f c --from-literal=x=1,2');
    expect(flags.strings('filename')).toEqual(['a', 'b', 'c']);
    expect(flags.strings('from-literal')).toEqual(['x=1,2']);
  });

  it.each([
    ['--foo', 'unknown flag: --foo'],
    ['-wx', "unknown shorthand flag: 'x' in -x"],
    ['-o', "flag needs an argument: 'o' in -o"],
    ['--output', 'flag needs an argument: --output'],
    [
      '--watch=maybe',
      'invalid argument "maybe" for "-w, --watch" flag: strconv.ParseBool: parsing "maybe": invalid syntax',
    ],
    ['--chunk-size=x', 'invalid argument "x" for "--chunk-size" flag: strconv.ParseInt: parsing "x": invalid syntax'],
    ['--timeout=abc', 'invalid argument "abc" for "--timeout" flag: time: invalid duration "abc"'],
    ['--timeout=5', 'invalid argument "5" for "--timeout" flag: time: missing unit in duration "5"'],
  ])('refuse %s in pflag’s words', (word, fault) => {
    expect(parseFlags(specs, [word])).toEqual({ fault });
  });

  it('may be required', () => {
    expect(missingFlags(specs, parse('run').flags)).toBe('required flag(s) "image" not set');
    expect(missingFlags(specs, parse('run --image=a').flags)).toBeUndefined();
  });

  it('read durations', () => {
    expect(readDuration('1m1.5s')).toBe(61_500);
    expect(readDuration('-1s')).toBe(-1000);
    expect(readDuration('1x')).toBeUndefined();
  });
});
