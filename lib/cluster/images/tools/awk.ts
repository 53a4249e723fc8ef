/** awk: see ./awk-parser.ts for what it knows. */
import { WORK, type Call, type Steps, type Tool } from '../call';
import { formatEscapes } from '../shell/printf';
import { parseAwk } from './awk-parser';
import { AwkRun } from './awk-run';
import type { Rule } from './awk-syntax';
import { linesOf, readFile, readInputs } from './inputs';
import { parseOptions } from './options';

/** Lines after which others have a turn. */
const LINES_A_TURN = 500;

export const awk: Tool = (call) => {
  const options = parseOptions(call.args.slice(0, programAt(call.args)), ['F', 'v', 'f']);
  const [first, ...others] = call.args.slice(programAt(call.args));
  const file = options.value('f');
  const program = file === undefined ? first : readFile(call, file);
  const names = file === undefined ? others : [...(first === undefined ? [] : [first]), ...others];
  if (program === undefined) {
    call.err(
      file === undefined ? "usage: awk [-F fs][-v var=value] 'program' [file ...]\n" : `awk: can't open file ${file}\n`,
    );
    return 2;
  }
  const rules = parseAwk(program);
  if ('fault' in rules) {
    call.err(`awk: ${rules.fault}\n`);
    return 2;
  }
  const run = new AwkRun(call);
  const separator = options.value('F');
  if (separator !== undefined) run.set('FS', separator === 't' ? '\t' : formatEscapes(separator));
  for (const [at, arg] of call.args.entries()) {
    const given =
      call.args[at - 1] === '-v' ? arg : arg.startsWith('-v') && at < programAt(call.args) ? arg.slice(2) : '';
    const [, name, value = ''] = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(given) ?? [];
    if (name !== undefined) run.set(name, formatEscapes(value));
  }
  const isAssignment = /^[A-Za-z_]\w*=/;
  for (const name of names.filter((each) => isAssignment.test(each)))
    run.set(name.slice(0, name.indexOf('=')), formatEscapes(name.slice(name.indexOf('=') + 1)));
  return steps(
    call,
    run,
    rules,
    names.filter((each) => !isAssignment.test(each)),
  );
};

/** Where the options end. */
function programAt(args: readonly string[]): number {
  let at = 1;
  for (; args[at]?.startsWith('-') && args[at] !== '-'; at += 1) {
    if (args[at] === '--') return at + 1;
    if (/^-[Fvf]$/.test(args[at] ?? '')) at += 1;
  }
  return at;
}

function* steps(call: Call, run: AwkRun, rules: readonly Rule[], names: readonly string[]): Steps {
  const [begin, end] = [rules.filter(({ when }) => when === 'BEGIN'), rules.filter(({ when }) => when === 'END')];
  const ofLines = rules.filter(({ when }) => when !== 'BEGIN' && when !== 'END');
  // Before anything is printed: what is still to be typed begins this anew.
  const read = ofLines.length + end.length > 0 ? readInputs(call, names) : undefined;
  let hasEnded = (yield* run.rules(begin)) === 'exit';
  run.flush();
  if (read && !hasEnded) {
    let number = 0;
    for (const { name, text } of read.inputs) {
      for (const [at, line] of linesOf(text).entries()) {
        number += 1;
        run.line(line, number, at + 1, name);
        if (number % LINES_A_TURN === 0) yield WORK;
        hasEnded = (yield* run.rules(ofLines)) === 'exit';
        if (hasEnded) break;
      }
      if (hasEnded) break;
    }
  }
  yield* run.rules(end);
  run.flush();
  return run.status === 0 && read?.failed ? 2 : run.status;
}
