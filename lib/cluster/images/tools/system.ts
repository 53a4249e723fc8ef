/** Tools that ask who and where they are, wait, and start others. */
import type { Call, Tool } from '../call';
import { timeText } from '../clock-face';
import { linesOf } from './inputs';
import { LOAD_TOOLS } from './load';
import { parseOptions } from './options';
import { sleep } from './sleep';
import { asTool, env, STARTERS } from './starters';

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
  const { group: given = 0 } = call.process;
  const group = given !== 0 ? String(given) : user === 0 || name === undefined ? '0(root)' : shown;
  if (options.has('n')) call.out(`${name ?? user}\n`);
  else if (options.has('u')) call.out(`${user}\n`);
  else if (options.has('g')) call.out(`${group.replace(/\(.*/, '')}\n`);
  else call.out(`uid=${shown} gid=${group} groups=${group}\n`);
  return 0;
};

const sysctl: Tool = (call) => {
  const options = parseOptions(call.args);
  let status = 0;
  for (const name of options.operands) {
    const path = `/proc/sys/${name.replaceAll('.', '/')}`;
    const value = call.process.files.read(path);
    if (value === undefined) {
      call.err(`sysctl: error: '${name}' is an unknown key\n`);
      status = 1;
    } else call.out(options.has('n') ? value : `${name} = ${value}`);
  }
  return status;
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
  const signal = (/^\d+$/.test(given) ? SIGNALS[given] : undefined) ?? given;
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
  ...STARTERS,
  ...LOAD_TOOLS,
  sleep,
  printenv,
  date,
  id,
  sysctl,
  whoami,
  ps,
  kill,
  killall: (call) => (call.signalMain('TERM'), 0),
  pkill: (call) => (call.signalMain('TERM'), 0),
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
};
