/**
 * `npm run conformance -- [DIR] [--json] [--only NAME] [--show]`: every session of DIR (default: fixtures/golden/kubectl), run
 * by the real kubectl against a cluster of ours, compared step by step with what was recorded: exit status, and masked
 * output, byte for byte.
 *
 * With `--json` prints `{"real": {"steps", "equal", "scenarios": [{"name", "steps", "equal"}]}, "page": null}`; otherwise the
 * shares, and what differs. `page` is for the terminal's own kubectl.
 */
import { parseArgs } from 'node:util';
import { realKubectl } from './conformance/kubectl';
import { readSessions, type Session } from './conformance/session';
import { runSession, type Outcome } from './conformance/run';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, only: { type: 'string' }, quiet: { type: 'boolean' } },
});

const kubectl = await realKubectl();
const outcomes: Outcome[] = [];
for (const session of sessionsIn(positionals[0] ?? 'fixtures/golden/kubectl')) {
  if (values.only !== undefined && !session.name.includes(values.only)) continue;
  const outcome = await runSession(session, kubectl);
  outcomes.push(outcome);
  if (!values.json) print(outcome);
}
const steps = outcomes.reduce((sum, outcome) => sum + outcome.steps, 0);
const equal = outcomes.reduce((sum, outcome) => sum + outcome.equal, 0);
if (values.json) {
  const scenarios = outcomes.map((outcome) => ({ name: outcome.name, steps: outcome.steps, equal: outcome.equal }));
  console.log(JSON.stringify({ real: { steps, equal, scenarios }, page: null }));
} else {
  console.log(`${equal} of ${steps} steps equal (${((100 * equal) / Math.max(1, steps)).toFixed(1)} %)`);
}

function sessionsIn(folder: string): Session[] {
  try {
    return readSessions(folder);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}

function print({ name, steps, equal, differences }: Outcome): void {
  console.log(`${equal === steps ? '✓' : '✗'} ${name}: ${equal} of ${steps}`);
  if (values.quiet) return;
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
