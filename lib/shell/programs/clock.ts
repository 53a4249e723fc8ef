/**
 * The computer's own clock: `date -s` sets it wrong, and chrony right again. Models what the tools of a machine with yum and
 * systemd say; other packages and services are not there.
 */
import { parseTime } from '@/lib/kube';
import { timeText, type Call, type Tool, type Toolbox } from '@/lib/cluster';
import type { Computer } from '../computer/computer';

const UNITS: Readonly<Record<string, number>> = {
  sec: 1,
  second: 1,
  min: 60,
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
};

/** @param base whose `date` prints */
export function clockTools(computer: Computer, base: Toolbox): Readonly<Record<string, Tool>> {
  const service = { isInstalled: false, isRunning: false };
  const synchronise = (): void => {
    service.isRunning = true;
    computer.skew = 0;
  };
  return {
    date(call) {
      const at = call.args.findIndex((word) => /^(?:-s|--set)/.test(word));
      if (at < 0) return base.find('date')?.(call) ?? 127;
      const text = call.args[at]?.replace(/^(?:-s|--set=?)/, '') || call.args[at + 1] || '';
      return setDate(computer, call, text);
    },
    yum: installer(service),
    dnf: installer(service),
    systemctl: (call) => control(call, service, synchronise),
    timedatectl(call) {
      const [, verb = 'status', value] = call.args;
      if (verb === 'set-ntp') {
        if (isRefused(call, 'Failed to set ntp: Interactive authentication required.')) return 1;
        if (!service.isInstalled) return fail(call, 'Failed to set ntp: NTP not supported');
        if (/^(?:true|yes|1|on)$/.test(value ?? '')) synchronise();
        else service.isRunning = false;
        return 0;
      }
      if (verb === 'set-time') {
        if (isRefused(call, 'Failed to set time: Interactive authentication required.')) return 1;
        return service.isRunning
          ? fail(call, 'Failed to set time: Automatic time synchronization is enabled')
          : setDate(computer, call, value ?? '');
      }
      call.out(statusText(computer, service));
      return 0;
    },
    chronyc(call) {
      if (!service.isInstalled) return fail(call, 'bash: chronyc: command not found', 127);
      if (!service.isRunning) return fail(call, '506 Cannot talk to daemon');
      if (call.args[1] === 'makestep') synchronise();
      call.out(
        call.args[1] === 'makestep'
          ? '200 OK\n'
          : `System time     : ${Math.abs(computer.skew / 1000).toFixed(9)} seconds ${computer.skew < 0 ? 'slow' : 'fast'} of NTP time\n`,
      );
      return 0;
    },
  };
}

interface Service {
  isInstalled: boolean;
  isRunning: boolean;
}

function installer(service: Service): Tool {
  return (call) => {
    const [verb = '', ...names] = call.args.slice(1).filter((word) => !word.startsWith('-'));
    if (verb !== 'install') return fail(call, `${call.args[0]}: only "install chrony" is here`);
    if (
      isRefused(
        call,
        'Error: This command has to be run with superuser privileges (under the root user on most systems).',
      )
    )
      return 1;
    const unknown = names.filter((name) => name !== 'chrony');
    if (unknown.length > 0 || names.length === 0)
      return fail(
        call,
        `${unknown.map((name) => `No match for argument: ${name}\n`).join('')}Error: Unable to find a match: ${unknown.join(' ')} (only chrony can be installed here)`,
      );
    const isNew = !service.isInstalled;
    service.isInstalled = true;
    call.out(
      isNew
        ? 'Dependencies resolved.\nInstalling:\n chrony      x86_64      4.6.1-1.el9      baseos      347 k\n\nInstalled:\n  chrony-4.6.1-1.el9.x86_64\n\nComplete!\n'
        : 'Package chrony-4.6.1-1.el9.x86_64 is already installed.\nDependencies resolved.\nNothing to do.\nComplete!\n',
    );
    return 0;
  };
}

function control(call: Call, service: Service, synchronise: () => void): number {
  const [verb = '', written = ''] = call.args.slice(1).filter((word) => !word.startsWith('-'));
  const unit = written.includes('.') ? written : `${written}.service`;
  if (!/^(?:start|stop|restart|enable|disable|status|is-active)$/.test(verb))
    return fail(call, `Unknown command verb '${verb}'.`);
  if (unit !== 'chronyd.service' || !service.isInstalled)
    return verb === 'status'
      ? fail(call, `Unit ${unit} could not be found.`, 4)
      : fail(call, `Failed to ${verb} ${unit}: Unit ${unit} not found.`, 5);
  if (verb === 'status' || verb === 'is-active') {
    const active = service.isRunning ? 'active' : 'inactive';
    call.out(
      verb === 'is-active'
        ? `${active}\n`
        : `● chronyd.service - NTP client/server\n     Loaded: loaded (/usr/lib/systemd/system/chronyd.service)\n     Active: ${active} (${service.isRunning ? 'running' : 'dead'})\n`,
    );
    return service.isRunning ? 0 : 3;
  }
  if (isRefused(call, `Failed to ${verb} ${unit}: Interactive authentication required.`)) return 1;
  if (verb === 'start' || verb === 'restart' || (verb === 'enable' && call.args.includes('--now'))) synchronise();
  if (verb === 'stop') service.isRunning = false;
  return 0;
}

function setDate(computer: Computer, call: Call, text: string): number {
  if (isRefused(call, 'date: cannot set date: Operation not permitted')) return 1;
  const time = momentOf(text, computer.now());
  if (time === undefined) return fail(call, `date: invalid date ‘${text}’`);
  computer.skew = time - computer.cluster.clock.now();
  call.out(`${timeText(time, '%a %b %e %T UTC %Y')}\n`);
  return 0;
}

/** `2026-01-05 08:00`, `08:00`, `@1767603600`, `-20 minutes`, `1 hour ago`. */
function momentOf(text: string, now: number): number | undefined {
  const written = text.trim();
  const [, seconds] = /^@(\d+)$/.exec(written) ?? [];
  if (seconds !== undefined) return Number(seconds) * 1000;
  const [, sign, count, unit, ago] =
    /^([+-]?)\s*(\d+)\s*(sec|second|min|minute|hour|day|week)s?(\s+ago)?$/.exec(written) ?? [];
  if (count !== undefined) {
    const ms = Number(count) * (UNITS[unit ?? ''] ?? 0) * 1000;
    return now + (sign === '-' || ago !== undefined ? -ms : ms);
  }
  const [, day = timeText(now, '%F'), time = '00:00'] =
    /^(\d{4}-\d\d-\d\d)?[ T]*(\d{1,2}:\d\d(?::\d\d)?)?Z?$/.exec(written) ?? [];
  if (written === '' || !/^[\d-]*[ T]*[\d:]*Z?$/.test(written)) return undefined;
  return parseTime(
    `${day}T${time.padStart(time.length % 3 === 1 ? time.length + 1 : time.length, '0')}${time.split(':').length === 2 ? ':00' : ''}Z`,
  );
}

function statusText(computer: Computer, service: Service): string {
  const now = timeText(computer.now(), '%a %F %T UTC');
  const isRight = service.isRunning && computer.skew === 0;
  return `               Local time: ${now}
           Universal time: ${now}
                Time zone: UTC (UTC, +0000)
System clock synchronized: ${isRight ? 'yes' : 'no'}
              NTP service: ${service.isInstalled ? (service.isRunning ? 'active' : 'inactive') : 'n/a'}
`;
}

/** Says so to who is not root. */
function isRefused(call: Call, why: string): boolean {
  if (call.process.user !== 0) call.err(`${why}\n`);
  return call.process.user !== 0;
}

function fail(call: Call, why: string, code = 1): number {
  call.err(`${why}\n`);
  return code;
}
