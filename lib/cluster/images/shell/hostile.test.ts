import { array, assert, constantFrom, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newRegistry } from '../index';
import { newTestProcess, runScript, start } from '../test-process';

function image(reference: string) {
  const pulled = newRegistry().pull(reference, new Map());
  if ('failed' in pulled) throw new Error(pulled.failed);
  return pulled.image;
}

const busybox = image('busybox:1.37');

const WORDS = [
  'echo',
  'x',
  '$x',
  '"$x"',
  '$(',
  ')',
  '`',
  '((',
  '))',
  '$((',
  '{',
  '}',
  '(',
  ';',
  '&',
  '&&',
  '||',
  '|',
  '\n',
  'if',
  'then',
  'else',
  'fi',
  'for',
  'in',
  'do',
  'done',
  'while',
  'true',
  'case',
  'esac',
  ';;',
  '*)',
  '[',
  ']',
  '-eq',
  '1',
  '<',
  '>',
  '>>',
  '2>&1',
  '<<E',
  'E',
  "'",
  '"',
  '\\',
  '${',
  '${x%',
  '}',
  '*',
  '?',
  '[z-a]',
  'x=1',
  'x=$x$x',
  'f()',
  'f',
  'grep',
  'sed',
  's/a/b/',
  'awk',
  '{print $1}',
  'sleep',
  'read',
  'eval',
  'exec',
  'trap',
  'set',
  '-e',
  'xargs',
  'printf',
  '%d',
  '!',
  '/dev/null',
  'wait',
  'exit',
  'break',
  '한글',
  '🙂',
  'constructor',
  '__proto__',
  'valueOf',
];

describe('the shell and hostile input', () => {
  it('never breaks down, whatever the words are', () => {
    const scripts = array(constantFrom(...WORDS), { maxLength: 14 }).map((words) => words.join(' '));
    assert(
      property(scripts, (script) => {
        expect(typeof runScript(busybox, script)).toBe('string');
        const process = start(busybox, { args: ['sh', '-c', script] });
        process.clock.runUntil(process.now() + 3_000);
        expect(process.logged.length).toBeLessThan(20_000);
      }),
      { numRuns: 400 },
    );
  });

  it('never breaks down on any text', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 40 }), (script) => {
        expect(typeof runScript(busybox, script)).toBe('string');
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['echo\u00a0x', 'sh: echo\u00a0x: not found\n[127]'],
    ['echo \v \f', '\v \f\n'],
    ['f() { f; }; f', 'sh: maximum recursion depth reached\n[2]'],
    ['f() { x=$(f); }; f', /maximum recursion depth reached/],
    ["x='eval $x'; eval $x", /maximum recursion depth reached/],
    ['echo "sh /tmp/a" > /tmp/a; sh /tmp/a', /can't fork/],
    ['f() { f | f & }; f', /^/],
    ['x=aaaaaaaa; while true; do x=$x$x; done', 'sh: out of memory\n[2]'],
    ['while true; do sleep 1 & done', /can't fork/],
    ['('.repeat(20_000), /./],
    ['printf %1000000000d 1', /^ +1$/],
    ['echo $((2 ** 5000)) $((1 << 70)) $((9 % 0))', /divide by zero/],
    ['case x in [z-a]) echo y;; *) echo n;; esac', 'n\n'],
    ["grep '(' /etc/hosts; grep '\\(' /etc/hosts", /bad regex/],
    ['yes | while read x; do echo $x; done', /^(?:y\n)+/],
  ])('%s comes to an end', (script, printed) => {
    const text = runScript(busybox, script, { files: { '/etc/hosts': 'a\n' } });
    expect(typeof printed === 'string' ? text === printed : printed.test(text)).toBe(true);
  });

  it('is no way to stop a web server by its own echo', () => {
    const config = 'server { listen 80; location / { proxy_pass http://web; } }';
    const nginx = start(image('nginx:1.29'), {
      files: { '/etc/nginx/conf.d/default.conf': config },
      network: ({ port }, message) => nginx.listeners.get(port)?.(message, '10.244.0.5'),
    });
    const reply = nginx.listeners.get(80)?.(
      { http: { method: 'GET', path: '/', headers: {}, body: '' } },
      '10.244.0.9',
    );
    expect(reply).toMatchObject({ http: { status: 500 } });
    expect(nginx.logged.some((line) => line.endsWith('worker_connections are not enough'))).toBe(true);
  });

  it('takes what is pasted into a session', () => {
    const session = busybox.openSession(['sh'], newTestProcess());
    assert(
      property(string({ maxLength: 60 }), (text) => {
        expect(typeof session?.write(`${text.replaceAll('\u0004', '')}\n`).output).toBe('string');
      }),
      { numRuns: 200 },
    );
  });
});
