/** jobs, fg, bg, kill, wait for what runs in the background. */
import type { Call, Tool } from '@/lib/cluster';
import type { Job, Jobs } from '../jobs';
import { program } from '../program';

export function jobControl(jobs: Jobs): Readonly<Record<string, Tool>> {
  const find = (word: string | undefined): Job | undefined => {
    const { running } = jobs;
    if (word === undefined || word === '%' || word === '%%' || word === '%+') return running.at(-1);
    const number = Number(word.replace(/^%/, ''));
    return running.find((job) =>
      word.startsWith('%') ? job.number === number : job.pid === number || job.number === number,
    );
  };
  const missing = (call: Call, word: string | undefined): number => {
    call.err(`bash: ${call.args[0]}: ${word ?? 'current'}: no such job\n`);
    return 1;
  };
  return {
    jobs: (call) => {
      for (const { number, line } of jobs.running) call.out(`[${number}]   ${'Running'.padEnd(22)}  ${line}\n`);
      return 0;
    },
    fg: program(async (call, signal) => {
      const job = find(call.args[1]);
      if (!job) return missing(call, call.args[1]);
      call.out(`${job.line.replace(/\s*&\s*$/, '')}\n`);
      signal.addEventListener('abort', () => jobs.stop(job.pid), { once: true });
      return job.done;
    }),
    bg: (call) => (find(call.args[1]) ? 0 : missing(call, call.args[1])),
    disown: () => 0,
    kill: (call) => {
      const words = call.args.slice(1).filter((word) => !word.startsWith('-'));
      if (words.length === 0) {
        call.err('kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ...\n');
        return 2;
      }
      let status = 0;
      for (const word of words) {
        const job = find(word);
        if (job) jobs.stop(job.pid);
        else {
          const why = /^\d+$/.test(word)
            ? `(${word}) - No such process`
            : word.startsWith('%')
              ? `${word}: no such job`
              : `${word}: arguments must be process or job IDs`;
          call.err(`bash: kill: ${why}\n`);
          status = 1;
        }
      }
      return status;
    },
  };
}
