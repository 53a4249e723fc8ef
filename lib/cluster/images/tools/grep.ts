/** grep and its family; POSIX expressions as JavaScript's. */
import type { Call, Tool } from '../call';
import { expressionOf } from '../shell/pattern';
import { linesOf, readInputs } from './inputs';
import { parseOptions } from './options';

export const grep: Tool = (call) => {
  const options = parseOptions(call.args, ['e', 'm', 'A', 'B', 'C', 'regexp']);
  const given = options.value('e', 'regexp');
  const [first = '', ...rest] = options.operands;
  const pattern = given ?? first;
  const names = given === undefined ? rest : options.operands;
  const expression = grepExpression(pattern, options);
  if (!expression) {
    call.err(`grep: bad regex '${pattern}'\n`);
    return 2;
  }
  const { inputs, failed } = readInputs(
    call,
    options.has('r', 'R') ? names.flatMap((name) => filesUnder(call, name)) : names,
  );
  let found = 0;
  for (const { name, text } of inputs) {
    const prefix = (inputs.length > 1 || options.has('r', 'R', 'H')) && !options.has('h') ? `${name}:` : '';
    found += grepText(call, text, prefix, expression, options, name);
  }
  return found > 0 ? 0 : failed ? 2 : 1;
};

function grepText(
  call: Call,
  text: string,
  prefix: string,
  expression: RegExp,
  options: ReturnType<typeof parseOptions>,
  name: string,
): number {
  const lines = linesOf(text);
  const most = Number(options.value('m') ?? lines.length);
  const isFound = (line: string) => expression.test(line) !== options.has('v');
  const hits = lines.flatMap((line, at) => (isFound(line) ? [at] : [])).slice(0, most);
  if (options.has('q')) return hits.length;
  if (options.has('l')) {
    if (hits.length > 0) call.out(`${name}\n`);
    return hits.length;
  }
  if (options.has('c')) {
    call.out(`${prefix}${hits.length}\n`);
    return hits.length;
  }
  const around = Number(options.value('C') ?? 0);
  const [before, after] = [Number(options.value('B') ?? around), Number(options.value('A') ?? around)];
  const shown = new Set(
    hits.flatMap((at) => Array.from({ length: before + after + 1 }, (_, step) => at - before + step)),
  );
  for (const [at, line] of lines.entries()) {
    if (!shown.has(at)) continue;
    const number = options.has('n') ? `${at + 1}:` : '';
    const parts = options.has('o')
      ? [...line.matchAll(new RegExp(expression, `g${expression.flags}`))].map(([match]) => match)
      : [line];
    for (const part of parts) call.out(`${prefix}${number}${part}\n`);
  }
  return hits.length;
}

function grepExpression(pattern: string, options: ReturnType<typeof parseOptions>): RegExp | undefined {
  const escaped = options.has('F')
    ? pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    : basicPattern(pattern, options.has('E', 'P'));
  const whole = options.has('x') ? `^(?:${escaped})$` : options.has('w') ? `\\b(?:${escaped})\\b` : escaped;
  return expressionOf(whole, options.has('i') ? 'i' : '');
}

/** A POSIX expression as JavaScript's: in a basic one `+ ? | ( ) { }` are letters until a backslash makes them more. */
export function basicPattern(pattern: string, isExtended: boolean): string {
  const classes = pattern
    .replaceAll('[:space:]', '\\s')
    .replaceAll('[:digit:]', '0-9')
    .replaceAll('[:alpha:]', 'a-zA-Z')
    .replaceAll('[:alnum:]', 'a-zA-Z0-9');
  return isExtended
    ? classes
    : classes.replace(/\\?[+?|(){}]/g, (found) => (found.length === 2 ? found.slice(1) : `\\${found}`));
}

function filesUnder(call: Call, name: string): readonly string[] {
  const names = call.process.files.list(name.startsWith('/') ? name : `${call.workingDir}/${name}`);
  return names ? names.flatMap((inner) => filesUnder(call, `${name.replace(/\/$/, '')}/${inner}`)) : [name];
}

export const GREP_TOOLS: Readonly<Record<string, Tool>> = {
  grep,
  egrep: (call) => grep({ ...call, args: ['grep', '-E', ...call.args.slice(1)] }),
  fgrep: (call) => grep({ ...call, args: ['grep', '-F', ...call.args.slice(1)] }),
};
