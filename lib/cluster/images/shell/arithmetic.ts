/** `$((…))`: C's integer expressions over the shell's variables. Undefined where it is none; `divide by zero` by name. */
export interface Variables {
  get(name: string): string | undefined;
  set(name: string, value: string): void;
}

const TOKEN =
  /\s*(0[xX][0-9a-fA-F]+|\d+#[0-9a-zA-Z]+|\d+|[A-Za-z_]\w*(?:\[[^\]]*\])?|\*\*|<<=?|>>=?|<=|>=|==|!=|&&|\|\||\+\+|--|[-+*/%&|^]=|[-+*/%<>=!~&|^?:(),])/y;

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

export type Evaluated = bigint | 'divide by zero' | 'bad number' | undefined;

/** Why it is none, in the shell's words. */
export function faultOf(value: Exclude<Evaluated, bigint>, text: string, flavour: 'busybox' | 'bash' | 'dash'): string {
  const isBash = flavour === 'bash';
  if (value === 'divide by zero') return isBash ? `${text.trim()}: division by 0 (error token is "0")` : value;
  if (!isBash) return 'arithmetic syntax error';
  const number = text.trim();
  return value === 'bad number'
    ? `${number}: value too great for base (error token is "${number}")`
    : `${number}: arithmetic syntax error in expression`;
}

export function evaluate(text: string, variables: Variables): Evaluated {
  const tokens = tokenize(text);
  if (!tokens) return undefined;
  if (tokens.length === 0) return 0n;
  const evaluator = new Evaluator(tokens, variables);
  const value = evaluator.list();
  if (evaluator.hasBadNumber) return 'bad number';
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
  hasBadNumber = false;
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

  /** `a, b` is b. */
  list(): bigint {
    let value = this.assignment();
    while (this.#take(',')) value = this.assignment();
    return value;
  }

  assignment(): bigint {
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
    return condition === 0n ? no : yes;
  }

  #binary(level: number): bigint {
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

  #unary(): bigint {
    if (this.#take('-')) return -this.#unary();
    if (this.#take('+')) return this.#unary();
    if (this.#take('!')) return this.#unary() === 0n ? 1n : 0n;
    if (this.#take('~')) return ~this.#unary();
    for (const [operator, step] of [
      ['++', 1n],
      ['--', -1n],
    ] as const) {
      if (this.#take(operator)) return this.#change(this.#tokens[this.#at++] ?? '', step);
    }
    if (this.#take('(')) {
      const value = this.list();
      if (!this.#take(')')) this.isWrong = true;
      return value;
    }
    const token = this.#tokens[this.#at++] ?? '';
    if (/^\d/.test(token)) return this.#literal(token);
    if (!/^[A-Za-z_]/.test(token)) {
      this.isWrong = true;
      return 0n;
    }
    const value = this.#read(token);
    if (this.#take('++')) this.#variables.set(token, String(value + 1n));
    else if (this.#take('--')) this.#variables.set(token, String(value - 1n));
    return value;
  }

  #change(name: string, step: bigint): bigint {
    const value = this.#read(name) + step;
    this.#variables.set(name, String(value));
    return value;
  }

  #literal(token: string): bigint {
    const [, base, digits = ''] = /^(\d+)#(\w+)$/.exec(token) ?? [];
    if (base === undefined && !/^0\d/.test(token)) return BigInt.asIntN(64, BigInt(token));
    const value = Number.parseInt(base === undefined ? token : digits, Number(base ?? 8));
    const isBad = base === undefined ? /[89]/.test(token) : Number.isNaN(value);
    if (isBad) this.hasBadNumber = true;
    return isBad ? 0n : BigInt(value);
  }

  #read(name: string): bigint {
    const text = this.#variables.get(name)?.trim() ?? '';
    return /^[-+]?\d+$/.test(text) ? BigInt.asIntN(64, BigInt(text.replace('+', ''))) : 0n;
  }

  #take(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at += 1;
    return true;
  }

  #apply(operator: string, left: bigint, right: bigint): bigint {
    return BigInt.asIntN(64, this.#compute(operator, left, right));
  }

  #compute(operator: string, left: bigint, right: bigint): bigint {
    switch (operator) {
      case '||':
        return truth(left !== 0n || right !== 0n);
      case '&&':
        return truth(left !== 0n && right !== 0n);
      case '|':
        return left | right;
      case '^':
        return left ^ right;
      case '&':
        return left & right;
      case '==':
        return truth(left === right);
      case '!=':
        return truth(left !== right);
      case '<':
        return truth(left < right);
      case '>':
        return truth(left > right);
      case '<=':
        return truth(left <= right);
      case '>=':
        return truth(left >= right);
      case '<<':
        return left << (right & 63n);
      case '>>':
        return left >> (right & 63n);
      case '+':
        return left + right;
      case '-':
        return left - right;
      case '*':
        return left * right;
      case '**':
        return power(left, right);
      default:
        if (right === 0n) {
          this.dividesByZero = true;
          return 0n;
        }
        return operator === '/' ? left / right : left % right;
    }
  }
}

function truth(value: boolean): bigint {
  return value ? 1n : 0n;
}

/** Within 64 bits all the way: `2**1000000000` is no long matter. */
function power(base: bigint, exponent: bigint): bigint {
  let [result, factor] = [1n, base];
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = BigInt.asIntN(64, result * factor);
    factor = BigInt.asIntN(64, factor * factor);
  }
  return result;
}
