/** `$((…))`: C's integer expressions over the shell's variables. Undefined where it is none; `divide by zero` by name. */
export interface Variables {
  get(name: string): string | undefined;
  set(name: string, value: string): void;
}

const TOKEN =
  /\s*(\d+|0x[0-9a-fA-F]+|[A-Za-z_]\w*|\*\*|<<=?|>>=?|<=|>=|==|!=|&&|\|\||\+\+|--|[-+*/%&|^]=|[-+*/%<>=!~&|^?:(),])/y;

const LEVELS: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<=', '>=', '<', '>'],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
  ['**'],
];

export function evaluate(text: string, variables: Variables): number | 'divide by zero' | undefined {
  const tokens = tokenize(text);
  if (!tokens) return undefined;
  if (tokens.length === 0) return 0;
  const evaluator = new Evaluator(tokens, variables);
  const value = evaluator.assignment();
  if (evaluator.dividesByZero) return 'divide by zero';
  return evaluator.isDone && !evaluator.isWrong ? value : undefined;
}

function tokenize(text: string): string[] | undefined {
  const tokens: string[] = [];
  const trimmed = text.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < trimmed.length) {
    const match = TOKEN.exec(trimmed);
    if (!match) return undefined;
    tokens.push(match[1] ?? '');
  }
  return tokens;
}

class Evaluator {
  dividesByZero = false;
  isWrong = false;
  readonly #tokens: readonly string[];
  readonly #variables: Variables;
  #at = 0;

  constructor(tokens: readonly string[], variables: Variables) {
    this.#tokens = tokens;
    this.#variables = variables;
  }

  get isDone(): boolean {
    return this.#at >= this.#tokens.length;
  }

  assignment(): number {
    const name = this.#tokens[this.#at] ?? '';
    const operator = this.#tokens[this.#at + 1] ?? '';
    if (/^[A-Za-z_]/.test(name) && /^(?:[-+*/%&|^]|<<|>>)?=$/.test(operator)) {
      this.#at += 2;
      const right = this.assignment();
      const value = operator === '=' ? right : this.#apply(operator.slice(0, -1), this.#read(name), right);
      this.#variables.set(name, String(value));
      return value;
    }
    const condition = this.#binary(0);
    if (!this.#take('?')) return condition;
    const yes = this.assignment();
    if (!this.#take(':')) this.isWrong = true;
    const no = this.assignment();
    return condition === 0 ? no : yes;
  }

  #binary(level: number): number {
    const operators = LEVELS[level];
    if (!operators) return this.#unary();
    let left = this.#binary(level + 1);
    for (;;) {
      const operator = this.#tokens[this.#at];
      if (operator === undefined || !operators.includes(operator)) return left;
      this.#at += 1;
      left = this.#apply(operator, left, this.#binary(level + 1));
    }
  }

  #unary(): number {
    if (this.#take('-')) return -this.#unary();
    if (this.#take('+')) return this.#unary();
    if (this.#take('!')) return this.#unary() === 0 ? 1 : 0;
    if (this.#take('~')) return ~this.#unary();
    for (const [operator, step] of [
      ['++', 1],
      ['--', -1],
    ] as const) {
      if (this.#take(operator)) return this.#change(this.#tokens[this.#at++] ?? '', step);
    }
    if (this.#take('(')) {
      const value = this.assignment();
      if (!this.#take(')')) this.isWrong = true;
      return value;
    }
    const token = this.#tokens[this.#at++] ?? '';
    if (/^0\d+$/.test(token)) return Number.parseInt(token, 8);
    if (/^\d/.test(token)) return Number(token);
    if (!/^[A-Za-z_]/.test(token)) {
      this.isWrong = true;
      return 0;
    }
    const value = this.#read(token);
    if (this.#take('++')) this.#variables.set(token, String(value + 1));
    else if (this.#take('--')) this.#variables.set(token, String(value - 1));
    return value;
  }

  #change(name: string, step: number): number {
    const value = this.#read(name) + step;
    this.#variables.set(name, String(value));
    return value;
  }

  #read(name: string): number {
    const value = Number(this.#variables.get(name)?.trim() || 0);
    return Number.isInteger(value) ? value : 0;
  }

  #take(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at += 1;
    return true;
  }

  #apply(operator: string, left: number, right: number): number {
    const value = this.#compute(operator, left, right);
    return Number.isFinite(value) ? value : 0;
  }

  #compute(operator: string, left: number, right: number): number {
    switch (operator) {
      case '||':
        return Number(left !== 0 || right !== 0);
      case '&&':
        return Number(left !== 0 && right !== 0);
      case '|':
        return left | right;
      case '^':
        return left ^ right;
      case '&':
        return left & right;
      case '==':
        return Number(left === right);
      case '!=':
        return Number(left !== right);
      case '<':
        return Number(left < right);
      case '>':
        return Number(left > right);
      case '<=':
        return Number(left <= right);
      case '>=':
        return Number(left >= right);
      case '<<':
        return left << right;
      case '>>':
        return left >> right;
      case '+':
        return left + right;
      case '-':
        return left - right;
      case '*':
        return left * right;
      case '**':
        return left ** right;
      default:
        if (right === 0) {
          this.dividesByZero = true;
          return 0;
        }
        return operator === '/' ? Math.trunc(left / right) : left % right;
    }
  }
}
