/** What an awk program is made of. */
import type { RegularExpression } from '../shell/regular-expression';

export type Expression =
  | { readonly is: 'number'; readonly value: number }
  | { readonly is: 'text'; readonly value: string }
  | { readonly is: 'pattern'; readonly expression: RegularExpression }
  | Target
  | { readonly is: 'assign'; readonly target: Target; readonly operator: string; readonly value: Expression }
  | { readonly is: 'step'; readonly target: Target; readonly by: 1 | -1; readonly isBefore: boolean }
  | { readonly is: 'choice'; readonly test: Expression; readonly yes: Expression; readonly no: Expression }
  | { readonly is: 'both' | 'either'; readonly left: Expression; readonly right: Expression }
  | { readonly is: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly is: 'unary'; readonly operator: '!' | '-' | '+'; readonly value: Expression }
  | { readonly is: 'matches'; readonly isNegated: boolean; readonly text: Expression; readonly pattern: Expression }
  | { readonly is: 'in'; readonly key: readonly Expression[]; readonly array: string }
  | { readonly is: 'call'; readonly name: string; readonly args: readonly Expression[] };

/** What can be assigned to. */
export type Target =
  | { readonly is: 'variable'; readonly name: string }
  | { readonly is: 'field'; readonly index: Expression }
  | { readonly is: 'element'; readonly array: string; readonly key: readonly Expression[] };

export type Statement =
  | { readonly do: 'print' | 'printf'; readonly args: readonly Expression[]; readonly to?: Redirection }
  | { readonly do: 'expression'; readonly value: Expression }
  | { readonly do: 'if'; readonly test: Expression; readonly yes: Statement; readonly no?: Statement }
  | {
      readonly do: 'while';
      readonly test: Expression;
      readonly body: Statement;
      /** Of `for (;;)`. */ readonly step?: Statement;
      /** `do … while`: the body goes first. */ readonly isAfter: boolean;
    }
  | { readonly do: 'each'; readonly name: string; readonly array: string; readonly body: Statement }
  | { readonly do: 'block'; readonly statements: readonly Statement[] }
  | { readonly do: 'delete'; readonly array: string; readonly key?: readonly Expression[] }
  | { readonly do: 'exit'; readonly status?: Expression }
  | { readonly do: 'next' | 'break' | 'continue' };

export interface Redirection {
  readonly appends: boolean;
  readonly file: Expression;
}

export interface Rule {
  /** Undefined: every line. */
  readonly when: 'BEGIN' | 'END' | undefined | { readonly from: Expression; readonly to?: Expression };
  readonly body: Statement;
}
