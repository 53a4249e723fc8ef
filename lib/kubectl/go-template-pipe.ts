/** The inside of an action of a Go template: `$x := index .data "key" | printf "%s"`. */
export type Operand =
  | { readonly is: 'literal'; readonly value: unknown }
  | { readonly is: 'field'; readonly path: readonly string[] }
  | { readonly is: 'variable'; readonly name: string; readonly path: readonly string[] }
  | { readonly is: 'pipe'; readonly pipe: Pipe; readonly path: readonly string[] }
  | { readonly is: 'word'; readonly name: string };

export interface Pipe {
  /** Those that are set: `$i, $x := …`. */
  readonly variables: readonly string[];
  readonly commands: readonly (readonly Operand[])[];
}

const TOKEN =
  /\s*("(?:[^"\\]|\\.)*"|`[^`]*`|:=|=|[|(),]|\$\w*(?:\.\w+)*|(?:\.[\p{L}_][\p{L}\d_]*)+|\.|-?\d+(?:\.\d+)?|[\p{L}_][\p{L}\d_]*)/uy;

export function tokensOf(text: string): string[] | undefined {
  const tokens: string[] = [];
  for (let at = 0; at < text.trimEnd().length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (!match) return undefined;
    tokens.push(match[1] ?? '');
  }
  return tokens;
}

/** A string is what is wrong. */
export function readPipe(tokens: readonly string[]): Pipe | string {
  const sets = tokens.findIndex((token) => token === ':=' || token === '=');
  const variables = sets === -1 ? [] : tokens.slice(0, sets).filter((token) => token !== ',');
  const queue = tokens.slice(sets + 1);
  const pipe = commandsOf(queue);
  if (typeof pipe === 'string') return pipe;
  return queue.length > 0 ? `unexpected "${queue[0] ?? ''}" in command` : { variables, commands: pipe };
}

function commandsOf(queue: string[]): Operand[][] | string {
  const commands: Operand[][] = [[]];
  while (queue.length > 0 && queue[0] !== ')') {
    const token = queue.shift() ?? '';
    if (token === '|') {
      commands.push([]);
      continue;
    }
    const operand = operandOf(token, queue);
    if (typeof operand === 'string') return operand;
    commands.at(-1)?.push(operand);
  }
  return commands.some((command) => command.length === 0) ? 'missing value for command' : commands;
}

function operandOf(token: string, queue: string[]): Operand | string {
  if (token === '(') {
    const commands = commandsOf(queue);
    if (typeof commands === 'string') return commands;
    if (queue.shift() !== ')') return 'unclosed left paren';
    const path = queue[0]?.startsWith('.') && queue[0].length > 1 ? pathOf(queue.shift() ?? '') : [];
    return { is: 'pipe', pipe: { variables: [], commands }, path };
  }
  if (token.startsWith('"')) return { is: 'literal', value: unquote(token) };
  if (token.startsWith('`')) return { is: 'literal', value: token.slice(1, -1) };
  if (token.startsWith('$')) {
    const [name = '', ...path] = token.split('.');
    return { is: 'variable', name, path };
  }
  if (token.startsWith('.')) return { is: 'field', path: pathOf(token) };
  if (/^-?\d/.test(token)) return { is: 'literal', value: Number(token) };
  if (token === 'true' || token === 'false') return { is: 'literal', value: token === 'true' };
  if (token === 'nil') return { is: 'literal', value: null };
  return /^[\p{L}_]/u.test(token) ? { is: 'word', name: token } : `unexpected "${token}" in operand`;
}

function pathOf(token: string): string[] {
  return token.split('.').filter((name) => name !== '');
}

function unquote(token: string): string {
  const known: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };
  return token.slice(1, -1).replace(/\\(.)/gs, (_, char: string) => known[char] ?? char);
}
