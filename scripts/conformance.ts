/**
 * `npm run conformance -- [DIR] [--json] [--only NAME] [--quiet] [--real | --page]`: every session of DIR (default:
 * fixtures/golden/kubectl), run against a cluster of ours by the real kubectl (`real`) and by the page's own (`page`), compared
 * step by step with what was recorded: exit status, and masked output, byte for byte.
 * What can't be equal is listed with its reason (conformance/listed.ts) and does not count.
 *
 * With `--json` prints `{"real": {"steps", "equal", "listed", "scenarios": [{"name", "steps", "equal", "listed"}]}, "page": …}`; otherwise the
 * shares, and what differs. `--real` or `--page` runs only that one; the other is then null.
 */
import { parseArgs } from 'node:util';
import { realKubectl } from './conformance/kubectl';
import { pageKubectl } from './conformance/page';
import { readSessions, type Session } from './conformance/session';
import { runSession, type Outcome } from './conformance/run';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean' },
    only: { type: 'string' },
    quiet: { type: 'boolean' },
    real: { type: 'boolean' },
    page: { type: 'boolean' },
  },
});

const sessions = sessionsIn(positionals[0] ?? 'fixtures/golden/kubectl').filter(
  ({ name }) => values.only === undefined || name.includes(values.only),
);
const real = values.page ? null : await runAll('real', await realKubectl());
const page = values.real ? null : await runAll('page', await pageKubectl());
if (values.json) console.log(JSON.stringify({ real, page }));

interface Share {
  readonly steps: number;
  readonly equal: number;
  readonly listed: number;
  readonly scenarios: readonly (Pick<Outcome, 'name' | 'steps' | 'equal'> & { readonly listed: number })[];
}

async function runAll(who: string, kubectl: string): Promise<Share> {
  const outcomes: Outcome[] = [];
  for (const session of sessions) {
    const outcome = await runSession(session, kubectl);
    outcomes.push(outcome);
    if (!values.json) print(outcome);
  }
  const steps = outcomes.reduce((sum, outcome) => sum + outcome.steps, 0);
  const equal = outcomes.reduce((sum, outcome) => sum + outcome.equal, 0);
  const listed = outcomes.reduce((sum, outcome) => sum + outcome.listed.length, 0);
  const share = ((100 * equal) / Math.max(1, steps)).toFixed(1);
  if (!values.json)
    console.log(`${who}: ${equal} of ${steps} steps equal (${share} %), ${listed} listed with a reason`);
  const scenarios = outcomes.map((one) => ({
    name: one.name,
    steps: one.steps,
    equal: one.equal,
    listed: one.listed.length,
  }));
  return { steps, equal, listed, scenarios };
}

function sessionsIn(folder: string): Session[] {
  try {
    return readSessions(folder);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}

function print({ name, steps, equal, listed, differences }: Outcome): void {
  console.log(`${equal === steps ? '✓' : '✗'} ${name}: ${equal} of ${steps}`);
  if (values.quiet) return;
  for (const { command, reason } of listed) console.log(`    ~ ${command}\n      listed: ${reason}`);
  for (const { command, wanted, got } of differences) {
    console.log(`    $ ${command}`);
    for (const line of difference(wanted, got)) console.log(`      ${line}`);
  }
}

/** The lines that one of them has and the other has not. */
function difference(wanted: string, got: string): string[] {
  const ours = new Set(got.split('\n'));
  const theirs = new Set(wanted.split('\n'));
  return [
    ...wanted
      .split('\n')
      .filter((line) => !ours.has(line))
      .map((line) => `- ${line}`),
    ...got
      .split('\n')
      .filter((line) => !theirs.has(line))
      .map((line) => `+ ${line}`),
  ].slice(0, 40);
}
