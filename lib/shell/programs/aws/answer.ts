/** How aws prints an answer: --output json or text, --query as far as names, numbers and stars go (JMESPath). */

export function answerText(answer: unknown, output: string, query: string | undefined): string {
  const chosen = query === undefined ? answer : pick(answer, query.split(/\.|(?=\[)/).filter(Boolean));
  if (output !== 'text') return `${JSON.stringify(chosen ?? null, undefined, 4)}\n`;
  return `${textOf(chosen)}\n`;
}

function pick(value: unknown, [part, ...rest]: readonly string[]): unknown {
  if (part === undefined || value === undefined || value === null) return value;
  const [, index] = /^\[(.*)\]$/.exec(part) ?? [];
  if (index === undefined) return pick(fieldsOf(value)[part], rest);
  if (!Array.isArray(value)) return undefined;
  if (index === '*' || index === '') return value.map((each: unknown) => pick(each, rest));
  return pick(value.at(Number(index)), rest);
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return 'None';
  if (Array.isArray(value)) return value.map(textOf).join('\t');
  if (typeof value === 'object') return Object.values(value).map(textOf).join('\t');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
