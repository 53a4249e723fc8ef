/** Tools that keep the machine busy. */
import type { Call, Steps, Tool } from '../call';
import { parseOptions } from './options';
import { durationUnit } from './sleep';

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
  const unit = durationUnit(/[smhd]$/.exec(limit)?.[0] ?? '');
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

export const LOAD_TOOLS: Readonly<Record<string, Tool>> = { yes, stress, 'stress-ng': stress, dd };
