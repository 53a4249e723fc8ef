import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { newTestShell, type TestShell } from './test-shell';

/** What a line prints and its status; it is ended as Ctrl+C does where it goes on for so many turns. */
async function given(
  here: TestShell,
  line: string,
  turns = 400,
): Promise<{ readonly printed: string; readonly status: number }> {
  const begun = here.begin(line);
  const ended: { status?: number } = {};
  void begun.done.then((status) => (ended.status = status));
  for (let turn = 0; turn < turns && ended.status === undefined; turn += 1) await begun.pass(200);
  begun.interrupt();
  return { status: await begun.done, printed: begun.printed() };
}

function exactly(printed: string | RegExp): RegExp {
  return typeof printed === 'string'
    ? new RegExp(`^${printed.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}$`)
    : printed;
}

/** The prompt is there again, and works. */
async function stillWorks(here: TestShell): Promise<void> {
  expect((await given(here, 'echo still here')).printed).toContain('still here\n');
}

describe('bad input is answered, and the prompt comes back', () => {
  test.each<[string, string, number, string | RegExp]>([
    ['an open quote', 'echo "a', 2, 'bash: unterminated quoted string\n'],
    ['a hundred thousand quotes', "'".repeat(100_001), 2, 'bash: unterminated quoted string\n'],
    ['a token where none belongs', 'echo a ;; b', 2, "bash: syntax error near unexpected token `;;'\n"],
    ['an unknown flag', 'kubectl get pods --nosuch', 1, /^error: unknown flag: --nosuch\n/],
    ['an unknown short flag', 'kubectl get pods -Z', 1, /^error: unknown shorthand flag: 'Z' in -Z\n/],
    ['an unknown command', 'kubectl gett pods', 1, /^error: unknown command "gett" for "kubectl"/],
    ['a NUL byte', 'echo a\0b', 0, 'a\0b\n'],
    ['half a character', 'echo \ud800', 0, '\ud800\n'],
    ['bytes', Array.from({ length: 3_000 }, (_, at) => String.fromCharCode((at * 7_919) % 256)).join(''), 2, /^bash: /],
    ['200 substitutions within each other', `echo ${'$(echo '.repeat(200)}hi${')'.repeat(200)}`, 0, 'hi\n'],
    ['5,000 of them', `echo ${'$('.repeat(5_000)}`, 2, 'bash: nested too deeply\n'],
    ['5,000 brackets', '( '.repeat(5_000), 2, 'bash: nested too deeply\n'],
    ['2,000 braces', '${'.repeat(2_000), 2, 'bash: syntax error: unexpected end of file\n'],
    ['a heredoc of 1 MB', `wc -c <<EOF\n${`${'x'.repeat(79)}\n`.repeat(13_000)}EOF`, 0, '1040000\n'],
    ['300,000 words', `echo ${'a '.repeat(300_000)}| wc -w`, 0, '300000\n'],
    ['a pipe of 1,000 commands', `echo a${' | cat'.repeat(1_000)}`, 0, 'a\n'],
    ['a function that calls itself', 'f() { f; }; f', 2, 'bash: maximum recursion depth reached\n'],
    ['a script that calls itself', 'echo "bash s.sh" > s.sh; bash s.sh', 2, /Resource temporarily unavailable\n$/],
    ['a text that doubles', 'x=a; while true; do x=$x$x; done', 2, 'bash: out of memory\n'],
    ['a pattern that backtracks', `echo ${'a'.repeat(4_000)} | grep -E "(a+)+b"`, 1, ''],
    ['a glob that backtracks', `case ${'a'.repeat(4_000)} in *a*a*a*a*a*b) echo y;; *) echo n;; esac`, 0, 'n\n'],
    ['a long text that is cut', 'x=$(seq 50000); x=${x%9*}; echo ${#x}', 0, '288886\n'],
    ['a pattern that never ends', 'x=$(seq 50000); x=${x//1*z/}; echo ${#x}', 0, '288893\n'],
    ['a thousand braces', `echo ${'{a,b}'.repeat(1_000)} | wc -c`, 0, '5001\n'],
    ['braces that never close', `echo ${'{'.repeat(100_000)} | wc -c`, 0, '100001\n'],
    ['too many words', 'echo {1..10000}{1..10000} | wc -w', 0, '1\n'],
    ['10,000 stars', `echo a | grep 'a${'*'.repeat(10_000)}'`, 2, 'grep: Regular expression too big\n'],
    ['10,000 braces of sed', `sed '${'{'.repeat(10_000)}' s.sh`, 1, /too many {\n$/],
    ['10,000 sums of awk', `awk 'BEGIN { print 1${'+1'.repeat(10_000)} }'`, 2, 'awk: program too long\n'],
    [
      'arithmetic of 20,000 brackets',
      `echo $((${'('.repeat(20_000)}1${')'.repeat(20_000)}))`,
      2,
      'bash: nested too deeply\n',
    ],
    ['a power that has no end', 'echo $((3 ** 1000000000000))', 0, /^-?\d+\n$/],
    ['an array with a far element', 'a[1000000000]=x; echo ${#a[@]}', 0, '1\n'],
    ['a width of a million', 'printf "%1000000d" 1 | wc -c', 0, '4096\n'],
  ])('%s', async (_, line, status, printed) => {
    const here = await newTestShell();
    const answered = await given(here, line, 100_000);
    expect(answered.printed).toMatch(exactly(printed));
    expect(answered.status).toBe(status);
    await stillWorks(here);
  });

  test.each([
    ['yes'],
    ['while true; do echo x; done'],
    ['while :; do :; done'],
    ['for ((;;)); do :; done'],
    ['until false; do sleep 1; done'],
    ['yes > big.txt'],
    ['sleep 99999999999999999999'],
    ['cat'],
    ['grep x'],
    ['read x'],
    ['awk "BEGIN { while (1) i++ }"'],
    ['kubectl get pods -w'],
    ['watch kubectl get pods'],
    ['kubectl wait --for=delete namespace/default --timeout=10h'],
    ['while true; do kubectl get pods; done'],
    ['(while true; do :; done) | cat'],
    ['echo $(while true; do :; done)'],
  ])('Ctrl+C ends %s', async (line) => {
    const here = await newTestShell();
    const { status } = await given(here, line, 20);
    expect(status).toBe(130);
    await stillWorks(here);
  });

  it('a fork bomb ends by itself', async () => {
    for (const bomb of [':(){ :|:& };:', 'f() { f & f & }; f', 'while true; do sleep 100 & done']) {
      const here = await newTestShell();
      await given(here, bomb, 100);
      expect((await given(here, 'jobs')).printed.match(/Running/g)?.length ?? 0).toBeLessThanOrEqual(64);
      await stillWorks(here);
    }
  });

  it('what is printed beyond 2 MB is cut, and said so', async () => {
    const here = await newTestShell({ 'big.txt': `${'x'.repeat(99)}\n`.repeat(50_000) });
    const { printed, status } = await given(here, 'cat big.txt');
    expect(printed.length).toBeLessThan(2_001_000);
    expect(printed).toMatch(/the output is longer than 2 MB: the rest was cut \(to keep it, write it to a file/);
    expect(status).toBe(130);
    expect((await given(here, 'cat big.txt | tail -n 1 | wc -c')).printed).toBe('100\n');
    expect((await given(here, 'seq 100000 | tail -n 1')).printed).toBe('100000\n');
    expect((await given(here, 'seq 100000')).printed.length).toBe(588_895);
  });

  it('a loop that prints sends a few large pieces, streams in their order', async () => {
    const here = await newTestShell();
    const pieces: string[] = [];
    const add = (text: string): void => void pieces.push(text);
    const running = here.shell.run('for i in {1..2000}; do echo $i; done; echo a; echo b >&2; echo c', {
      out: add,
      err: (text) => add(`err ${text}`),
    });
    expect(await running.done).toBe(0);
    expect(pieces.length).toBeLessThan(40);
    expect(pieces.join('')).toMatch(/\n2000\na\nerr b\nc\n$/);
  });

  it('a bug of ours is said as one, in front and in the background', async () => {
    const here = await newTestShell();
    here.edited = () => {
      throw new TypeError('oh no');
    };
    const said = 'bash: this went wrong here, not with you: TypeError: oh no\n';
    expect(await given(here, 'vi a.txt')).toEqual({ printed: said, status: 1 });
    expect((await given(here, 'vi a.txt & wait')).printed).toContain(said);
    await stillWorks(here);
  });
});

const PIECES = [
  'echo',
  'cat',
  'ls',
  'kubectl',
  'get',
  'pods',
  '-o',
  'yaml',
  'x',
  '$x',
  '${x',
  '}',
  '"',
  "'",
  '`',
  '$(',
  ')',
  '(',
  '((',
  '|',
  '||',
  '&&',
  ';',
  ';;',
  '&',
  '>',
  '>>',
  '<',
  '<<',
  '<<<',
  'EOF',
  '\n',
  '\\',
  '#',
  '*',
  '?',
  '[',
  ']',
  '[[',
  ']]',
  '{',
  '}',
  '{1..3}',
  'if',
  'then',
  'fi',
  'for',
  'in',
  'do',
  'done',
  'while',
  'case',
  'esac',
  'f()',
  '=',
  'a=',
  'a=(',
  '!',
  '~',
  '-',
  '--',
  '2>&1',
  '/',
  '..',
  '0',
  '9',
  'grep',
  'sed',
  's/a/b/',
  'awk',
  '{print',
  'xargs',
  'tee',
  'set',
  '-e',
  '한글',
  '🎉',
  '\0',
  '\t',
  '\u001b[31m',
];

describe('whatever is typed', () => {
  const line = fc
    .array(fc.constantFrom(...PIECES), { maxLength: 12 })
    .chain((pieces) => fc.constantFrom(' ', '').map((between) => pieces.join(between)));

  it('a line ends, or is ended, and the next one works', async () => {
    const here = await newTestShell({ 'a.txt': 'a\nb\n' });
    await fc.assert(
      fc.asyncProperty(line, async (text) => {
        here.shell.isIncomplete(text);
        const { printed } = await given(here, text, 5);
        expect(printed).not.toContain('not with you');
        // Whatever was left on by `set` or made a function.
        const next = await given(here, 'set +e +u +x; unset -f echo; echo still here');
        expect(next.printed).toContain('still here\n');
      }),
      { numRuns: 300, seed: 6 },
    );
  }, 30_000);

  it('Tab offers something or nothing', async () => {
    const here = await newTestShell({ 'a.txt': '', 'b c.txt': '' });
    await fc.assert(
      fc.asyncProperty(line, fc.nat(40), async (text, cursor) => {
        const at = Math.min(cursor, text.length);
        const { start, words } = await here.shell.complete(text, at);
        expect(start).toBeLessThanOrEqual(at);
        expect(new Set(words).size).toBe(words.length);
      }),
      { numRuns: 300, seed: 6 },
    );
  }, 30_000);
});
