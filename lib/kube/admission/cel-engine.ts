/**
 * What evaluates CEL. The library for it is large and loaded on its own, so whoever has it hands it in: `AdmissionCluster.cel`.
 * Values that go in and come out are JSON.
 */
export interface CelEngine {
  /** @param names the variables that the expression may use */
  compile(expression: string, names: readonly string[]): CelProgram | CelFault;
}

export interface CelProgram {
  /** `bool`, `string`, …; `dyn` where only the values decide. */
  readonly type: string;
  /** Ends always: what looks at too much is a fault. */
  run(variables: Readonly<Record<string, unknown>>): { readonly value: unknown } | { readonly fault: string };
}

export interface CelFault {
  readonly fault: string;
  /** Where in the expression. */
  readonly offset: number;
  /** The expression may well be right: it uses what the engine does not know. */
  readonly isOurs: boolean;
}

/** With the line and a mark under the place, as cel-go shows it. */
export function compilationFault(expression: string, { fault, offset }: Omit<CelFault, 'isOurs'>): string {
  const before = expression.slice(0, offset).split('\n');
  const column = before.at(-1)?.length ?? 0;
  const line = expression.split('\n')[before.length - 1] ?? '';
  return `compilation failed: ERROR: <input>:${before.length}:${column + 1}: ${fault}\n | ${line}\n | ${'.'.repeat(column)}^`;
}
