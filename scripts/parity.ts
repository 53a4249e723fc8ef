/**
 * npm run parity -- [DIR] [--json] [--misses [N]]
 *
 * Judges every case of a folder in the form of golden/README.md and says, by kind, how often the answer is the one that
 * the real API server (or kubectl) gave.
 *
 * DIR       default: fixtures/golden
 * --json    {"create": {"total": T, "<Kind>": T, …}, "update": {…}, "text": {"total": T}},
 *           T = {cases, judged, verdict, fields, message, warnings, object}, shares from 0 to 1 or null
 * --misses  the first N (20) wrong answers beside the right ones
 *
 * Exit status 0 when it ran, whatever it found; 1 when DIR holds no such files.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { loadAllKinds } from '@/lib/kube';
import { createFromText } from '@/lib/kubectl';
import { readCases } from './parity/cases';
import { misses, table, tally, tallyByKind } from './parity/report';
import { judgeCases } from './parity/run';

await loadAllKinds();

const { values, positionals } = parseArgs({
  args: numbered(process.argv.slice(2)),
  options: { json: { type: 'boolean' }, misses: { type: 'string' } },
  allowPositionals: true,
});

try {
  const folder = positionals[0] ?? path.join(import.meta.dirname, '../fixtures/golden');
  const cases = readCases(folder);
  const { create, update, text } = judgeCases(cases, createFromText);
  const report = { create: tallyByKind(create), update: tallyByKind(update), text: { total: tally(text) } };
  if (values.json) console.log(JSON.stringify(report));
  else {
    console.log(
      Object.entries(report)
        .map(([title, tallies]) => table(title, tallies))
        .join('\n\n'),
    );
    if (values.misses !== undefined) console.log(`\n${misses([...create, ...update, ...text], Number(values.misses))}`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** `--misses` alone, and `--misses 5` as well as `--misses=5`. */
function numbered(args: readonly string[]): string[] {
  return args.map((argument, at) =>
    argument === '--misses' && !/^\d+$/.test(args[at + 1] ?? '') ? '--misses=20' : argument,
  );
}
