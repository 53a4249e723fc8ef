/** awk's values: numbers and texts; what was read is both where it looks like a number. */

/** What was read, and the number that it looks like. */
interface Read {
  readonly text: string;
  readonly number: number;
}

export type Value = number | string | Read;
export function readValue(text: string): Value {
  const trimmed = text.trim();
  const isNumber = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(trimmed);
  return isNumber ? { text, number: Number(trimmed) } : text;
}

export function isTrue(value: Value): boolean {
  if (typeof value === 'number') return value !== 0;
  return typeof value === 'string' ? value !== '' : value.number !== 0;
}

export function numberOf(value: Value): number {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return value.number;
  return Number(/^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/.exec(value)?.[0] ?? 0);
}

export function textOf(value: Value): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'number') return value.text;
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)));
}

export function compute(operator: string, left: Value, right: Value): Value {
  if (operator === ' ') return textOf(left) + textOf(right);
  if (/^[<>=!]/.test(operator)) return Number(compare(operator, left, right));
  const [a, b] = [numberOf(left), numberOf(right)];
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return a % b;
    default:
      return a ** b;
  }
}

function compare(operator: string, left: Value, right: Value): boolean {
  const isText = typeof left === 'string' || typeof right === 'string';
  const [a, b] = isText ? [textOf(left), textOf(right)] : [numberOf(left), numberOf(right)];
  switch (operator) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '==':
      return a === b;
    case '!=':
      return a !== b;
    case '>':
      return a > b;
    default:
      return a >= b;
  }
}
