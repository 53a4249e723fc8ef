/** What a shell script is made of (POSIX 2.10, and what busybox's ash and bash add that lessons use). */
export type Part =
  | { readonly part: 'text'; readonly text: string; readonly quoted: boolean }
  | {
      readonly part: 'variable';
      readonly name: string;
      readonly quoted: boolean;
      readonly change?: Change;
      /** Of a bash array: `${x[1]}`. */ readonly subscript?: Word;
      /** `${!x}`: the variable that it names; of an array its keys. */ readonly isIndirect?: true;
    }
  | { readonly part: 'command'; readonly script: Script; readonly quoted: boolean }
  /** `<(…)`: a file with the command's output. */
  | { readonly part: 'process'; readonly script: Script; readonly quoted: true }
  | { readonly part: 'arithmetic'; readonly expression: Word; readonly quoted: boolean };

/** What stands behind a variable's name in braces: `${x:-y}`, `${x%.*}`, `${#x}`. */
export interface Change {
  readonly operator: string;
  readonly word: Word;
}

export type Word = readonly Part[];

export interface Redirect {
  readonly descriptor: number;
  /** `&>` stands for both streams; `<<` has its text in the word. */
  readonly operator: '<' | '>' | '>>' | '<&' | '>&' | '&>' | '<<' | '<<<';
  readonly word: Word;
}

export interface Script {
  readonly items: readonly { readonly command: Command; readonly isBackground: boolean }[];
}

export type Command =
  | {
      readonly kind: 'simple';
      readonly assignments: readonly {
        readonly name: string;
        readonly value: Word;
        readonly appends: boolean;
        /** Of an array: `x=(a b)`. */ readonly list?: readonly Word[];
        /** Of one of its elements: `x[1]=a`. */ readonly subscript?: Word;
      }[];
      readonly words: readonly Word[];
      readonly redirects: readonly Redirect[];
    }
  | {
      readonly kind: 'pipeline';
      readonly isNegated: boolean;
      /** `time …` */ readonly isTimed: boolean;
      readonly commands: readonly Command[];
    }
  /** `[[ … ]]`, without its brackets. */
  | { readonly kind: 'test'; readonly words: readonly Word[]; readonly redirects: readonly Redirect[] }
  | {
      readonly kind: 'and-or';
      readonly first: Command;
      readonly rest: readonly { readonly operator: '&&' | '||'; readonly command: Command }[];
    }
  | {
      readonly kind: 'if';
      readonly arms: readonly { readonly condition: Script; readonly body: Script }[];
      readonly otherwise?: Script;
      readonly redirects: readonly Redirect[];
    }
  | {
      readonly kind: 'for';
      readonly name: string;
      /** Undefined: the positional parameters. */ readonly words?: readonly Word[];
      readonly body: Script;
      readonly redirects: readonly Redirect[];
    }
  | {
      readonly kind: 'while';
      readonly isUntil: boolean;
      readonly condition: Script;
      readonly body: Script;
      readonly redirects: readonly Redirect[];
    }
  | {
      readonly kind: 'case';
      readonly word: Word;
      readonly arms: readonly { readonly patterns: readonly Word[]; readonly body: Script }[];
      readonly redirects: readonly Redirect[];
    }
  | {
      readonly kind: 'group';
      readonly isSubshell: boolean;
      readonly body: Script;
      readonly redirects: readonly Redirect[];
    }
  | { readonly kind: 'function'; readonly name: string; readonly body: Command };

/** Why a text is no script. */
export interface SyntaxFault {
  /** The token; undefined is the end of the text: more lines could complete it. */
  readonly unexpected: string | undefined;
  readonly expecting?: string;
  /** `unterminated quoted string`, where that is it. */
  readonly what?: string;
}
