/** Tools that ask who and where they are, wait, and start others. */
import type { Call, Steps, Tool } from '../call';
import { timeText } from '../clock-face';
import { BUILTINS } from '../shell/builtins';
import { Shell } from '../shell/shell';
import { newShellState } from '../shell/state';
import { linesOf } from './inputs';
import { parseOptions } from './options';

/** Longer sleeps are there to keep a container alive: nobody waits for their end. */
const LONGEST_WAITED_FOR = 600_000;

const UNITS: Readonly<Record<string, number>> = { '': 1_000, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

const sleep: Tool = (call) => {
  let ms = 0;
  for (const text of call.args.slice(1)) {
    const match = /^(\d+(?:\.\d*)?|\.\d+)([smhd]?)$/.exec(text);
    if (text === 'infinity' || text === 'inf') ms = Number.POSITIVE_INFINITY;
    else if (match) ms += Number(match[1]) * (UNITS[match[2] ?? ''] ?? 1_000);
    else {
      call.err(
        call.tools.flavour === 'busybox'
          ? `sleep: invalid number '${text}'\n`
          : `sleep: invalid time interval '${text}'\n`,
      );
      return 1;
    }
  }
  if (call.args.length === 1) {
    call.err(
      call.tools.flavour === 'busybox'
        ? 'BusyBox v1.37.0 multi-call binary.\n\nUsage: sleep [N]...\n'
        : 'sleep: missing operand\n',
    );
    return 1;
  }
  return pass(ms);
};

function* pass(ms: number): Steps {
  while (ms === Number.POSITIVE_INFINITY) yield { step: 'wait' };
  yield { step: 'sleep', ms, foreground: ms <= LONGEST_WAITED_FOR };
  return 0;
}

/** Starts what follows, in this process. */
export function runOther(call: Call, args: readonly string[], env = call.env): number | Steps {
  const [name = ''] = args;
  const tool = call.tools.find(name) ?? (BUILTINS[name] && asTool(name));
  if (tool) return tool({ ...call, args, env });
  const own = call.args[0] ?? '';
  call.err(
    call.tools.flavour === 'busybox'
      ? `${own}: can't execute '${name}': No such file or directory\n`
      : `${own}: '${name}': No such file or directory\n`,
  );
  return 127;
}

/** A builtin of the shell that is also a program of its own. */
function asTool(name: string): Tool {
  return (call) => {
    const builtin = BUILTINS[name];
    return builtin ? builtin(new Shell(call, newShellState(call, [name])), [name, ...call.args.slice(1)]) : 127;
  };
}

const env: Tool = (call) => {
  const variables = new Map(parseOptions(call.args).has('i') ? [] : call.env);
  let at = 1;
  for (; at < call.args.length; at += 1) {
    const arg = call.args[at] ?? '';
    const match = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(arg);
    if (match) variables.set(match[1] ?? '', match[2] ?? '');
    else if (!arg.startsWith('-')) break;
  }
  if (at < call.args.length) return runOther(call, call.args.slice(at), variables);
  for (const [name, value] of variables) call.out(`${name}=${value}\n`);
  return 0;
};

const printenv: Tool = (call) => {
  const names = call.args.slice(1);
  if (names.length === 0) return env(call);
  let status = 0;
  for (const name of names) {
    const value = call.env.get(name);
    if (value === undefined) status = 1;
    else call.out(`${value}\n`);
  }
  return status;
};

const date: Tool = (call) => {
  const options = parseOptions(
    call.args.map((arg) => arg.replace(/^-(I\w+)$/, '--$1')),
    ['d', 'r'],
  );
  const format = options.operands.find((operand) => operand.startsWith('+'));
  const given = options.value('d');
  const now = given?.startsWith('@') ? Number(given.slice(1)) * 1_000 : call.now();
  const iso = options.has('I') ? '%F' : options.has('Iseconds') ? '%FT%T+00:00' : undefined;
  const usual = call.tools.flavour === 'busybox' ? '%a %b %e %T UTC %Y' : '%a %b %e %T UTC %Y';
  call.out(`${timeText(now, format?.slice(1) ?? iso ?? (options.has('R') ? '%a, %d %b %Y %T %z' : usual))}\n`);
  return 0;
};

function userName(call: Call): string | undefined {
  const { user } = call.process;
  if (user === 0) return 'root';
  const line = linesOf(call.process.files.read('/etc/passwd') ?? '').find(
    (entry) => entry.split(':')[2] === String(user),
  );
  return line?.split(':')[0];
}

const id: Tool = (call) => {
  const { user } = call.process;
  const options = parseOptions(call.args);
  const name = userName(call);
  const shown = name === undefined ? String(user) : `${user}(${name})`;
  const group = user === 0 ? '0(root)' : name === undefined ? '0(root)' : shown;
  if (options.has('n')) call.out(`${name ?? user}\n`);
  else if (options.has('u')) call.out(`${user}\n`);
  else if (options.has('g')) call.out(`${group.replace(/\(.*/, '')}\n`);
  else call.out(`uid=${shown} gid=${group} groups=${group}\n`);
  return 0;
};

const whoami: Tool = (call) => {
  const name = userName(call);
  if (name !== undefined) {
    call.out(`${name}\n`);
    return 0;
  }
  call.err(
    call.tools.flavour === 'busybox'
      ? `whoami: unknown uid ${call.process.user}\n`
      : `whoami: cannot find name for user ID ${call.process.user}\n`,
  );
  return 1;
};

const ps: Tool = (call) => {
  const name = userName(call) ?? String(call.process.user);
  const main = call.mainArgs().join(' ');
  const own = call.isMain ? [] : [[20, call.args.join(' ')] as const];
  if (call.tools.flavour === 'busybox') {
    call.out('PID   USER     TIME  COMMAND\n');
    for (const [pid, text] of [[1, main] as const, ...own])
      call.out(`${String(pid).padStart(5)} ${name.padEnd(8)}  0:00 ${text}\n`);
    return 0;
  }
  call.out('USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND\n');
  const started = timeText(call.now(), '%R');
  for (const [pid, text] of [[1, main] as const, ...own]) {
    call.out(
      `${name.padEnd(8)} ${String(pid).padStart(7)}  0.0  0.1   4624  3328 ?        Ss   ${started}   0:00 ${text}\n`,
    );
  }
  return 0;
};

const SIGNALS: Readonly<Record<string, string>> = { '1': 'HUP', '2': 'INT', '3': 'QUIT', '9': 'KILL', '15': 'TERM' };

const kill: Tool = (call) => {
  const [first = '', ...rest] = call.args.slice(1);
  const named = first === '-s' ? rest[0] : first.startsWith('-') ? first.slice(1) : undefined;
  const given = (named ?? 'TERM').toUpperCase().replace(/^SIG/, '');
  const signal = SIGNALS[given] ?? given;
  const targets = named === undefined ? [first, ...rest] : first === '-s' ? rest.slice(1) : rest;
  let status = 0;
  for (const target of targets) {
    const pid = Number(target);
    if (pid === 1) {
      // SIGKILL never reaches a namespace's PID 1 from the inside.
      if (signal !== 'KILL' && signal !== '0') call.signalMain(signal);
    } else if (!call.isRunning(pid)) {
      status = 1;
      const why = Number.isNaN(pid) ? `invalid number '${target}'` : `can't kill pid ${target}: No such process`;
      call.err(call.tools.flavour === 'busybox' ? `kill: ${why}\n` : `kill: (${target}) - No such process\n`);
    } else call.stop(pid);
  }
  return status;
};

const xargs: Tool = (call) => {
  const options = parseOptions(call.args.slice(0, firstOperand(call.args)), ['n', 'I', 'd', 'P', 'L']);
  const command = call.args.slice(firstOperand(call.args));
  const words = call.input
    .all()
    .split(options.has('I') ? '\n' : /\s+/)
    .filter(Boolean);
  const program = command.length > 0 ? command : ['echo'];
  return xargsSteps(call, program, words, options.value('I'), Number(options.value('n') ?? 0));
};

function* xargsSteps(
  call: Call,
  program: readonly string[],
  words: readonly string[],
  placeholder: string | undefined,
  size: number,
): Steps {
  const groups =
    placeholder !== undefined
      ? words.map((word) => program.map((part) => part.replaceAll(placeholder, word)))
      : chunks(words, size || words.length || 1).map((chunk) => [...program, ...chunk]);
  let status = 0;
  for (const args of groups) {
    const ran = runOther(call, args);
    const code = typeof ran === 'number' ? ran : yield* ran;
    if (code !== 0) status = 123;
  }
  return status;
}

function chunks(words: readonly string[], size: number): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(words.length / size) }, (_, at) => words.slice(at * size, at * size + size));
}

function firstOperand(args: readonly string[]): number {
  for (let at = 1; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    if (!arg.startsWith('-')) return at;
    if (/^-[nIdPL]$/.test(arg)) at += 1;
  }
  return args.length;
}

function* timeout(call: Call): Steps {
  const options = parseOptions(call.args.slice(0, firstOperand(call.args)));
  const at = firstOperand(call.args);
  const hasOldForm = options.has('t');
  const seconds = Number.parseFloat(call.args[at] ?? '0');
  const end = call.now() + seconds * 1_000;
  const ran = runOther(call, call.args.slice(at + 1));
  if (typeof ran === 'number') return ran;
  for (;;) {
    const next = ran.next();
    if (next.done) return next.value;
    const left = end - call.now();
    const isLonger = next.value.step === 'wait' || (next.value.step === 'sleep' && next.value.ms > left);
    if (!isLonger) {
      yield next.value;
      continue;
    }
    yield { step: 'sleep', ms: Math.max(0, left), foreground: true };
    return hasOldForm || call.tools.flavour === 'busybox' ? 143 : 124;
  }
}

function* yes(call: Call): Steps {
  // A block at once, as it fills a pipe.
  const text = `${call.args.slice(1).join(' ') || 'y'}\n`.repeat(512);
  for (;;) {
    call.out(text);
    yield { step: 'work' };
  }
}

/** Takes the processors and the memory it is told to, and does nothing with them. */
function* stress(call: Call): Steps {
  const options = parseOptions(call.args, [
    'c',
    'cpu',
    'm',
    'vm',
    'vm-bytes',
    't',
    'timeout',
    'cpus',
    'mem-total',
    'mem-alloc-size',
    'mem-alloc-sleep',
    'vm-hang',
    'i',
    'io',
  ]);
  const cores = Number(options.value('c', 'cpu', 'cpus') ?? 0);
  const workers = Number(options.value('m', 'vm') ?? 0);
  const memory =
    bytes(options.value('mem-total') ?? options.value('vm-bytes') ?? '256M') * (options.has('mem-total') ? 1 : workers);
  call.out(
    `stress: info: [1] dispatching hogs: ${cores} cpu, ${options.value('i', 'io') ?? 0} io, ${workers} vm, 0 hdd\n`,
  );
  call.process.setLoad({ cpuMillis: Math.max(1, (cores + workers) * 1_000), memoryBytes: 1_048_576 + memory });
  const limit = options.value('t', 'timeout');
  if (limit === undefined || limit === '0') for (;;) yield { step: 'wait' };
  const unit = UNITS[/[smhd]$/.exec(limit)?.[0] ?? ''] ?? 1_000;
  yield { step: 'sleep', ms: Number.parseFloat(limit) * unit, foreground: true };
  call.out(`stress: info: [1] successful run completed in ${Number.parseFloat(limit)}s\n`);
  return 0;
}

function bytes(text: string): number {
  const match = /^(\d+)([bkmg]?)i?/i.exec(text);
  const powers: Readonly<Record<string, number>> = { k: 1_024, m: 1_048_576, g: 1_073_741_824 };
  return Number(match?.[1] ?? 0) * (powers[(match?.[2] ?? '').toLowerCase()] ?? 1);
}

function* dd(call: Call): Steps {
  yield { step: 'work' };
  call.err('0+0 records in\n0+0 records out\n');
  return 0;
}

/** There is no internet to install from. */
const installer: Tool = (call) => {
  const what = call.args
    .slice(2)
    .filter((arg) => !arg.startsWith('-'))
    .join(' ');
  call.err(
    `${call.args[0]}: the simulated cluster has no package mirrors${what === '' ? '' : `: ${what} can not be installed`}\n`,
  );
  return 100;
};

const ownText =
  (text: (call: Call) => string): Tool =>
  (call) => {
    call.out(text(call));
    return 0;
  };

export const SYSTEM_TOOLS: Readonly<Record<string, Tool>> = {
  sleep,
  env,
  printenv,
  date,
  id,
  whoami,
  ps,
  kill,
  killall: (call) => (call.signalMain('TERM'), 0),
  pkill: (call) => (call.signalMain('TERM'), 0),
  xargs,
  timeout,
  yes,
  stress,
  'stress-ng': stress,
  dd,
  hostname: ownText(
    (call) => `${call.args[1] === '-i' || call.args[1] === '-I' ? call.process.podIP : call.process.hostname}\n`,
  ),
  uname: ownText((call) =>
    call.args[1] === '-a'
      ? `Linux ${call.process.hostname} 6.8.0 #1 SMP x86_64 Linux\n`
      : call.args[1] === '-r'
        ? '6.8.0\n'
        : call.args[1] === '-m'
          ? 'x86_64\n'
          : call.args[1] === '-n'
            ? `${call.process.hostname}\n`
            : 'Linux\n',
  ),
  nproc: ownText(() => '4\n'),
  tty: (call) => (call.out('not a tty\n'), 1),
  uptime: ownText((call) => ` ${timeText(call.now(), '%T')} up 1 day,  load average: 0.10, 0.12, 0.09\n`),
  free: ownText(
    () =>
      '              total        used        free      shared  buff/cache   available\nMem:        8146892     1904512     3104288       12480     3138092     5961220\nSwap:             0           0           0\n',
  ),
  which: (call) => {
    let status = 0;
    for (const name of call.args.slice(1)) {
      if (call.tools.find(name)) call.out(`${name.startsWith('/') ? name : `/bin/${name}`}\n`);
      else status = 1;
    }
    return status;
  },
  echo: asTool('echo'),
  printf: asTool('printf'),
  test: asTool('test'),
  '[': asTool('['),
  true: () => 0,
  false: () => 1,
  pwd: asTool('pwd'),
  apk: installer,
  'apt-get': installer,
  apt: installer,
  clear: () => 0,
  nice: (call) => runOther(call, call.args.slice(1)),
  nohup: (call) => runOther(call, call.args.slice(1)),
  setsid: (call) => runOther(call, call.args.slice(1)),
  tini: (call) => runOther(call, call.args.slice(call.args[1] === '--' ? 2 : 1)),
  'dumb-init': (call) => runOther(call, call.args.slice(1)),
};
