/** Cuts an awk program into its words. */
import { formatEscapes } from '../shell/printf';

export interface AwkToken {
  readonly type: 'number' | 'text' | 'pattern' | 'name' | 'call' | 'operator' | 'newline' | 'end';
  readonly text: string;
}

/** Thrown inside awk's parser only. */
export class BadProgram extends Error {}

/** What is written one behind the other is one within the other when it is read. */
const MOST_TOKENS = 4_000;

const OPERATOR = /^(?:\*\*=|\+\+|--|\+=|-=|\*=|\/=|%=|\^=|==|<=|>=|!=|&&|\|\||>>|\*\*|[-+*/%^!<>=~?:,;(){}[\]$|])/;

export function awkTokens(program: string): readonly AwkToken[] {
  const tokens: AwkToken[] = [];
  let at = 0;
  const push = (type: AwkToken['type'], text: string, length: number): void => {
    tokens.push({ type, text });
    at += length;
  };
  while (at < program.length) {
    if (tokens.length > MOST_TOKENS) throw new BadProgram('program too long');
    const rest = program.slice(at, at + 4_000);
    const [blank = ''] = /^(?:[ \t\r]|\\\n|#[^\n]*)+/.exec(rest) ?? [];
    if (blank !== '') {
      at += blank.length;
      continue;
    }
    const [number] = /^(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/.exec(rest) ?? [];
    const [name] = /^[A-Za-z_]\w*/.exec(rest) ?? [];
    const [text] = /^"(?:[^"\\\n]|\\[\s\S])*"/.exec(rest) ?? [];
    const [pattern] = isValueBefore(tokens.at(-1))
      ? []
      : (/^\/(?:[^/\\\n[]|\\.|\[\^?\]?[^\]\n]*\])*\//.exec(rest) ?? []);
    if (rest.startsWith('\n')) push('newline', '\n', 1);
    else if (number !== undefined) push('number', number, number.length);
    else if (name !== undefined) push(rest[name.length] === '(' ? 'call' : 'name', name, name.length);
    else if (text !== undefined) push('text', unescaped(text.slice(1, -1)), text.length);
    else if (pattern !== undefined) push('pattern', pattern.slice(1, -1).replaceAll('\\/', '/'), pattern.length);
    else {
      const [operator] = OPERATOR.exec(rest) ?? [];
      if (operator === undefined) throw new BadProgram(`syntax error at or near ${rest.slice(0, 10)}`);
      push('operator', operator, operator.length);
    }
  }
  return [...tokens, { type: 'newline', text: '\n' }, { type: 'end', text: 'end of file' }];
}

function unescaped(text: string): string {
  return formatEscapes(text.replaceAll('\\"', '"').replaceAll('\\/', '/'));
}

/** Then a slash divides. */
function isValueBefore(token: AwkToken | undefined): boolean {
  if (!token) return false;
  if (token.type === 'operator') return [')', ']', '$', '++', '--'].includes(token.text);
  return ['number', 'text', 'name'].includes(token.type) && !/^(?:print|printf|in|return|exit)$/.test(token.text);
}
