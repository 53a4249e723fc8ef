/** sed: `s`, `p`, `d`, `q`, `a`, with line, `$`, range and pattern addresses; `-n`, `-e`, `-i`, `-E`. */
import type { Tool } from '../call';
import { resolvePath } from '../paths';
import { linesOf, readInputs } from './inputs';
import { parseOptions } from './options';
import { expressionOf } from '../shell/pattern';
import { basicPattern } from './grep';

interface Edit {
  readonly from: Address | undefined;
  readonly to: Address | undefined;
  readonly isNegated: boolean;
  readonly action: (line: string) => {
    readonly line?: string;
    readonly prints?: boolean;
    readonly quits?: boolean;
    readonly after?: string;
  };
}

type Address = (line: string, number: number, isLast: boolean) => boolean;

export const sed: Tool = (call) => {
  const options = parseOptions(call.args, ['e', 'expression']);
  const own = call.args.flatMap((arg, at) => (call.args[at - 1] === '-e' ? [arg] : []));
  const [first = '', ...rest] = options.operands;
  const scripts = own.length > 0 ? own : [first];
  const names = own.length > 0 ? options.operands : rest;
  const edits = scripts.flatMap((script) => splitScript(script).map((text) => parseEdit(text, options.has('E', 'r'))));
  if (edits.some((edit) => edit === undefined)) {
    call.err(
      call.tools.flavour === 'busybox'
        ? 'sed: unsupported command\n'
        : `sed: -e expression #1, char 1: unknown command\n`,
    );
    return 1;
  }
  const known = edits.filter((edit) => edit !== undefined);
  const { inputs, failed } = readInputs(call, names);
  for (const { name, text } of inputs) {
    const edited = apply(known, linesOf(text), options.has('n', 'quiet'))
      .map((line) => `${line}\n`)
      .join('');
    if (options.has('i') && name !== '') call.process.files.write(resolvePath(call.workingDir, name), edited);
    else call.out(edited);
  }
  return failed ? 1 : 0;
};

function apply(edits: readonly Edit[], lines: readonly string[], isQuiet: boolean): string[] {
  const output: string[] = [];
  const inside = new Set<Edit>();
  for (const [at, original] of lines.entries()) {
    let line: string | undefined = original;
    const printed: string[] = [];
    const appended: string[] = [];
    let quits = false;
    for (const edit of edits) {
      if (line === undefined || !applies(edit, line, at + 1, at === lines.length - 1, inside)) continue;
      const done = edit.action(line);
      line = 'line' in done ? done.line : undefined;
      if (done.prints && line !== undefined) printed.push(line);
      if (done.after !== undefined) appended.push(done.after);
      quits ||= done.quits ?? false;
    }
    output.push(...printed);
    if (line !== undefined && !isQuiet) output.push(line);
    output.push(...appended);
    if (quits) break;
  }
  return output;
}

function applies(edit: Edit, line: string, number: number, isLast: boolean, inside: Set<Edit>): boolean {
  const { from, to, isNegated } = edit;
  let fits: boolean;
  if (!from) fits = true;
  else if (!to) fits = from(line, number, isLast);
  else if (inside.has(edit)) {
    fits = true;
    if (to(line, number, isLast)) inside.delete(edit);
  } else {
    fits = from(line, number, isLast);
    if (fits) inside.add(edit);
  }
  return fits !== isNegated;
}

/** At `;` and line ends that no command takes in. */
function splitScript(script: string): string[] {
  return script.startsWith('s') || /^[^a-zA-Z]*s(.)/.test(script)
    ? script.split(/(?<=\/[gpiI\d]*)\s*;\s*/).filter(Boolean)
    : script
        .split(/[;\n]/)
        .map((text) => text.trim())
        .filter(Boolean);
}

function parseEdit(text: string, isExtended: boolean): Edit | undefined {
  const pattern = /^(\d+|\$|\/(?:[^/\\]|\\.)*\/)?(?:,(\d+|\$|\/(?:[^/\\]|\\.)*\/))?\s*(!)?\s*([a-zA-Z])([\s\S]*)$/;
  const match = pattern.exec(text.trim());
  if (!match) return undefined;
  const [, from, to, negation, command = '', rest = ''] = match;
  const action = parseAction(command, rest, isExtended);
  if (!action) return undefined;
  return { from: address(from, isExtended), to: address(to, isExtended), isNegated: negation !== undefined, action };
}

function address(text: string | undefined, isExtended: boolean): Address | undefined {
  if (text === undefined) return undefined;
  if (text === '$') return (_, __, isLast) => isLast;
  if (/^\d+$/.test(text)) return (_, number) => number === Number(text);
  const expression = expressionOf(basicPattern(text.slice(1, -1), isExtended), '');
  return (line) => expression?.test(line) ?? false;
}

function parseAction(command: string, rest: string, isExtended: boolean): Edit['action'] | undefined {
  switch (command) {
    case 'd':
      return () => ({});
    case 'p':
      return (line) => ({ line, prints: true });
    case 'q':
      return (line) => ({ line, quits: true });
    case 'a':
      return (line) => ({ line, after: rest.replace(/^\\?\s*/, '') });
    case 's':
      return substitution(rest, isExtended);
    default:
      return undefined;
  }
}

function substitution(rest: string, isExtended: boolean): Edit['action'] | undefined {
  const delimiter = rest[0];
  if (delimiter === undefined) return undefined;
  const parts: string[] = [''];
  for (let at = 1; at < rest.length; at += 1) {
    const character = rest[at] ?? '';
    if (character === '\\' && rest[at + 1] === delimiter) parts[parts.length - 1] += rest[(at += 1)] ?? '';
    else if (character === '\\') parts[parts.length - 1] += character + (rest[(at += 1)] ?? '');
    else if (character === delimiter && parts.length < 3) parts.push('');
    else parts[parts.length - 1] += character;
  }
  const [from = '', to, flags = ''] = parts;
  if (to === undefined) return undefined;
  const expression = expressionOf(
    basicPattern(from, isExtended),
    `${flags.includes('g') ? 'g' : ''}${/i/i.test(flags) ? 'i' : ''}`,
  );
  if (!expression) return undefined;
  return (line) => {
    const changed = line.replace(expression, (whole, ...groups: unknown[]) =>
      to.replace(/\\(\d)|\\n|\\(.)|&/g, (found, digit?: string, escaped?: string) => {
        if (found === '&') return whole;
        if (found === '\\n') return '\n';
        if (digit === undefined) return escaped ?? '';
        const group = digit === '0' ? whole : groups[Number(digit) - 1];
        return typeof group === 'string' ? group : '';
      }),
    );
    return { line: changed, prints: flags.includes('p') && changed !== line };
  };
}
