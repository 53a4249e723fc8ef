import { describe, expect, it } from 'vitest';
import { newRegistry } from '../index';
import { newTestProcess, runScript, start } from '../test-process';

function image(reference: string) {
  const pulled = newRegistry().pull(reference, new Map());
  if ('failed' in pulled) throw new Error(pulled.failed);
  return pulled.image;
}

const busybox = image('busybox:1.37');

describe('the shell', () => {
  it.each([
    ['echo hello  world', 'hello world\n'],
    ['echo "a  b" \'c  d\' e\\ f', 'a  b c  d e f\n'],
    ['echo -n x; echo -e "a\\tb"', 'xa\tb\n'],
    ['X=1; echo $X "${X}2" \'$X\'', '1 12 $X\n'],
    ['echo "${NAME:-nobody} ${NAME-none} ${#HOME}"', 'nobody none 5\n'],
    [
      'f=/etc/app/config.yaml; echo ${f##*/} ${f%/*} ${f%.yaml} ${f#/etc}',
      'config.yaml /etc/app /etc/app/config /app/config.yaml\n',
    ],
    ['echo $(echo inner $(echo most)) `echo back`', 'inner most back\n'],
    ['i=3; echo $((i * 2 + 1)) $((i % 2)) $((i > 2 ? 10 : 20))', '7 1 10\n'],
    ['echo one | cat | wc -l', '1\n'],
    ['false || echo no; true && echo yes', 'no\nyes\n'],
    ['if [ 1 -lt 2 ]; then echo less; else echo more; fi', 'less\n'],
    ['for i in 1 2 3; do echo $i; done', '1\n2\n3\n'],
    ['i=0; while [ $i -lt 3 ]; do i=$((i+1)); [ $i = 2 ] && continue; echo $i; done', '1\n3\n'],
    ['case web-0 in *-0) echo first;; *) echo other;; esac', 'first\n'],
    ['greet() { echo "hi $1"; return 3; }; greet you; echo $?', 'hi you\n3\n'],
    ['set -- a b c; echo $# $2; shift; echo "$@"', '3 b\nb c\n'],
    ['for x in "$@"; do echo $x; done; echo end', 'end\n'],
    ['(cd /tmp; pwd); pwd', '/tmp\n/\n'],
    ['echo a > /tmp/f; echo b >> /tmp/f; cat /tmp/f', 'a\nb\n'],
    ['cat <<EOF\n$HOME\nEOF', '/root\n'],
    ["cat <<'EOF'\n$HOME\nEOF", '$HOME\n'],
    ['echo out; echo err >&2', 'out\nerr\n'],
    ['ls /nowhere 2>/dev/null || echo gone', 'gone\n'],
    ['printf "%s-%03d\\n" a 7 b 8', 'a-007\nb-008\n'],
    ['echo a b c | { read x y; echo $y; }', 'b c\n'],
    ['exit 3', '[3]'],
    ['trap "echo bye" EXIT; echo work', 'work\nbye\n'],
    ['set -e; false; echo never', '[1]'],
    ['false; echo $?; ! false; echo $?', '1\n0\n'],
    ['touch /tmp/a.txt /tmp/b.txt; cd /tmp; echo *.txt', 'a.txt b.txt\n'],
    ['until [ -f /tmp/x ]; do touch /tmp/x; done; test -f /tmp/x && echo there', 'there\n'],
    ['eval "echo $((1+1))"', '2\n'],
    ['FOO=bar env | grep FOO; export A=1; env | grep ^A=', 'FOO=bar\nA=1\n'],
    ['sleep 1 & wait; echo done', 'done\n'],
    ['i=5; while true; do i=$((i-1)); if [ $i -eq 0 ]; then break; fi; done; echo $i', '0\n'],
    ['x="a b"; for w in $x; do echo "[$w]"; done', '[a]\n[b]\n'],
    ['echo "$(printf "a\\nb\\n")"', 'a\nb\n'],
    ['# a comment\necho after # more', 'after\n'],
    ['echo {1..3}', '{1..3}\n'],
  ])('%s', (script, printed) => {
    expect(runScript(busybox, script)).toBe(printed);
  });

  it.each([
    ['foo', 'sh: foo: not found\n[127]'],
    ['cat /nowhere', "cat: can't open '/nowhere': No such file or directory\n[1]"],
    ['ls /nowhere', 'ls: /nowhere: No such file or directory\n[1]'],
    ['cd /nowhere', "sh: cd: can't cd to /nowhere: No such file or directory\n[2]"],
    ['echo x > /nowhere/file', "sh: can't create /nowhere/file: nonexistent directory\n[1]"],
    ['cat < /nowhere', "sh: can't open /nowhere: no such file\n[1]"],
    ['if true; then echo x', 'sh: syntax error: unexpected end of file (expecting "fi")\n[2]'],
    ['echo "x', 'sh: syntax error: unterminated quoted string\n[2]'],
    ['done', 'sh: syntax error: unexpected "done"\n[2]'],
    ['set -u; echo $NOPE', 'sh: NOPE: parameter not set\n[2]'],
    ['echo $((1/0))', 'sh: divide by zero\n[2]'],
    ['[ a -eq 1 ]', 'sh: a: bad number\n[2]'],
  ])('says what is wrong with %s', (script, printed) => {
    expect(runScript(busybox, script)).toBe(printed);
  });

  it('speaks as its image does', () => {
    expect(runScript(image('debian:12'), 'foo')).toBe('sh: 1: foo: not found\n[127]');
    expect(runScript(image('debian:12'), 'cat /nowhere')).toBe('cat: /nowhere: No such file or directory\n[1]');
    expect(runScript(image('debian:12'), 'echo -e "a\\tb"')).toBe('-e a\tb\n');
    const bash = image('nginx:1.29').openSession(['/bin/bash'], newTestProcess());
    expect(bash?.write('foo\n').output).toBe('root@web-0:/# bash: foo: command not found\nroot@web-0:/# ');
    expect(runScript(image('nicolaka/netshoot'), 'foo; echo {1..3}')).toBe(
      '1 2 3\nsh: line 1: foo: command not found\n',
    );
  });

  it('ends what would run for ever', () => {
    expect(runScript(busybox, 'while true; do :; done')).toBe('[143]');
    expect(runScript(busybox, 'yes | head -n 2')).toBe('y\ny\n');
  });
});

describe('bash', () => {
  it.each([
    ['items=(foo bar baz); i=1; echo ${items[$i]} ${items[0]} ${#items[@]} ${items[i+1]}', 'bar foo 3 baz\n'],
    ['a=(x "y z"); for w in "${a[@]}"; do echo "[$w]"; done; a+=(q); echo ${a[@]}', '[x]\n[y z]\nx y z q\n'],
    ['for ((i = 0; i < 3; i++)); do echo $i; done', '0\n1\n2\n'],
    ['i=2; ((i += 3)); echo $i; if ((i > 4)); then echo more; fi', '5\nmore\n'],
    [
      'x=web-0; if [[ $x == web-* && -n $x ]]; then echo yes; fi; [[ $x =~ ^web-[0-9]+$ ]] && echo number',
      'yes\nnumber\n',
    ],
    ['echo {1..3} {a,b}.txt', '1 2 3 a.txt b.txt\n'],
    ['((1)); (echo sub); ( (echo deep) )', 'sub\ndeep\n'],
  ])('%s', (script, printed) => {
    const result = image('bash:5').run({ args: ['bash', '-c', script], stdin: '' }, newTestProcess());
    expect(`${result?.stdout}${result?.stderr}`).toBe(printed);
  });
});

describe('a shell as main process', () => {
  const run = (script: string, options = {}) => start(busybox, { args: ['sh', '-c', script], ...options });

  it('ends with its script', () => {
    const process = run('echo hello; exit 4');
    expect([process.logged, process.exitCode]).toEqual([['hello'], 4]);
  });

  it('sleeps in simulated time, and is waited for', () => {
    const process = run('echo start; sleep 5; echo end');
    expect(process.logged).toEqual(['start']);
    expect(process.clock.isIdle).toBe(false);
    process.clock.runUntilIdle();
    expect([process.logged, process.exitCode, process.now() - 1_772_355_600_000]).toEqual([['start', 'end'], 0, 5_000]);
  });

  it('loops without being waited for', () => {
    const process = run('while true; do date +%S; sleep 10; done');
    expect(process.clock.isIdle).toBe(true);
    process.clock.runUntil(process.now() + 25_000);
    expect(process.logged).toEqual(['00', '10', '20']);
  });

  it('has bounded work in a loop without sleep, and takes a core', () => {
    const process = run('while true; do echo x; done');
    const before = process.logged.length;
    expect(before).toBeLessThan(2_001);
    process.clock.runUntil(process.now() + 10_000);
    expect(process.logged.length - before).toBeLessThan(1_300);
    expect(process.loads.at(-1)).toMatchObject({ cpuMillis: 1_000 });
  });

  it('goes on when it is told to stop, unless it traps that', () => {
    expect(run('sleep 3600').terminate()).toBe('ignored');
    const process = run("trap 'echo bye; exit 0' TERM; while true; do sleep 2; done");
    process.clock.runUntil(process.now() + 3_000);
    expect(process.terminate()).toBe('handled');
    expect(process.exitCode).toBeUndefined();
    process.clock.runUntil(process.now() + 2_000);
    expect([process.logged, process.exitCode]).toEqual([['bye'], 0]);
  });

  it('hears a signal at once while it waits for a job', () => {
    const process = run("trap 'echo bye; exit 0' TERM; sleep 1000 & wait");
    process.clock.runUntil(process.now() + 1_000);
    process.terminate();
    process.clock.runUntil(process.now() + 1);
    expect([process.logged, process.exitCode]).toEqual([['bye'], 0]);
  });

  it('writes what another reads', () => {
    const process = run('while true; do echo line >> /tmp/log; sleep 1; done & tail -f /tmp/log', {
      files: { '/tmp/log': '' },
    });
    process.clock.runUntil(process.now() + 5_500);
    expect(process.logged.length).toBeGreaterThanOrEqual(4);
  });

  it('hands a sleeping pipe on piece by piece', () => {
    const process = run('while true; do echo tick; sleep 1; done | grep tick');
    process.clock.runUntil(process.now() + 2_500);
    expect(process.logged).toEqual(['tick', 'tick', 'tick']);
  });

  it('becomes the program it executes', () => {
    const process = start(image('nginx:1.29'), {
      args: ['sh', '-c', "echo own > /usr/share/nginx/html/index.html && exec nginx -g 'daemon off;'"],
    });
    expect(process.listeners.has(80)).toBe(true);
    expect(process.terminate()).toBe('handled');
  });

  it('is ended from beside by kill 1 if it would end on SIGTERM', () => {
    const nginx = image('nginx:1.29');
    const process = start(nginx);
    nginx.run({ args: ['sh', '-c', 'kill -9 1'], stdin: '' }, newTestProcess());
    expect(process.exitCode).toBeUndefined();
    nginx.run({ args: ['sh', '-c', 'kill 1'], stdin: '' }, newTestProcess());
    expect(process.exitCode).toBe(0);
  });
});

describe('a session', () => {
  const open = () => {
    const session = busybox.openSession(['sh'], newTestProcess({ files: { '/etc/hosts': 'x\n' } }));
    if (!session) throw new Error('no shell');
    return session;
  };

  it('prompts, keeps its folder and variables, and ends by exit', () => {
    const session = open();
    expect(session.write('').output).toBe('/ # ');
    expect(session.write('cd /etc\n').output).toBe('/etc # ');
    expect(session.write('X=5\necho $X\n').output).toBe('/etc # 5\n/etc # ');
    expect(session.write('exit 2\n')).toEqual({ output: '', closed: 2 });
  });

  it('goes on over several lines', () => {
    const session = open();
    session.write('');
    expect(session.write('for i in 1 2; do\n').output).toBe('> ');
    expect(session.write('echo $i\n').output).toBe('> ');
    expect(session.write('done\n').output).toBe('1\n2\n/ # ');
  });

  it('ends with Ctrl+D and forgets a line with Ctrl+C', () => {
    const session = open();
    session.write('');
    expect(session.write('echo "half\u0003').output).toBe('^C\n/ # ');
    expect(session.write('foo\n').output).toBe('sh: foo: not found\n/ # ');
    expect(session.write('\u0004')).toEqual({ output: '', closed: 127 });
  });

  it('is none where there is no shell', () => {
    expect(image('hashicorp/http-echo').openSession(['sh'], newTestProcess())).toBeUndefined();
  });
});
