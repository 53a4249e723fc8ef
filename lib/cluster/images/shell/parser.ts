/** A script's text → its commands, or why it is none. */
import type { Command, Redirect, Script, SyntaxFault, Word } from './syntax';
import { assignmentOf, isDeclaration, item, letCommand, literal, operatorOf, type Assignment } from './command-parts';
import { Fault, Tokens, unexpectedToken, type Token } from './tokens';

export type Parsed = Script | { readonly fault: SyntaxFault };

/** What was parsed last: a loop's `eval`, a thousand Pods with the same command. */
const parsed = new Map<string, Parsed>();
const MOST_PARSED = 64;

export function parseScript(text: string): Parsed {
  const known = parsed.get(text);
  if (known) return known;
  const script = parse(text);
  if (parsed.size >= MOST_PARSED) parsed.clear();
  parsed.set(text, script);
  return script;
}

function parse(text: string): Parsed {
  try {
    const parser = new Parser(new Tokens(text, parseSubstitution));
    return parser.whole();
  } catch (error) {
    if (error instanceof Fault) return { fault: error.fault };
    // Ten thousand brackets in each other.
    if (error instanceof RangeError) return { fault: { unexpected: '(', what: 'nested too deeply' } };
    throw error;
  }
}

function parseSubstitution(tokens: Tokens, isWhole: boolean): Script {
  const parser = new Parser(tokens);
  return isWhole ? parser.whole() : parser.substitution();
}

const REDIRECTIONS = new Set(['<', '>', '>>', '>|', '<&', '>&', '&>', '&>>', '<<', '<<-', '<<<']);
/** Words that end a list where a command could begin. */
const ENDINGS = new Set(['then', 'else', 'elif', 'fi', 'do', 'done', 'esac', '}']);

class Parser {
  readonly #tokens: Tokens;
  #token: Token;

  constructor(tokens: Tokens) {
    this.#tokens = tokens;
    this.#token = tokens.next();
  }

  whole(): Script {
    const script = this.#list();
    if (this.#token.type !== 'end') throw this.#unexpected();
    return script;
  }

  /** Up to the parenthesis that closes it. */
  substitution(): Script {
    const script = this.#list();
    if (!this.#isOperator(')')) throw this.#unexpected(')');
    // The text goes on right behind it: no further token is taken.
    return script;
  }

  #list(): Script {
    const items: Script['items'][number][] = [];
    for (;;) {
      this.#skipNewlines();
      if (this.#endsList()) return { items };
      const command = this.#andOr();
      const isBackground = this.#isOperator('&');
      items.push({ command, isBackground });
      if (isBackground || this.#isOperator(';')) this.#advance();
      else if (this.#token.type !== 'newline') return { items };
    }
  }

  #endsList(): boolean {
    const token = this.#token;
    if (token.type === 'end') return true;
    if (token.type === 'operator') return token.text === ')' || token.text === ';;';
    return token.type === 'word' && token.plain !== undefined && ENDINGS.has(token.plain);
  }

  #andOr(): Command {
    const first = this.#pipeline();
    const rest: { operator: '&&' | '||'; command: Command }[] = [];
    for (;;) {
      const token = this.#token;
      const operator =
        token.type === 'operator' && (token.text === '&&' || token.text === '||') ? token.text : undefined;
      if (!operator) return rest.length > 0 ? { kind: 'and-or', first, rest } : first;
      this.#advance();
      this.#skipNewlines();
      rest.push({ operator, command: this.#pipeline() });
    }
  }

  #pipeline(): Command {
    let [isTimed, isNegated] = [false, false];
    for (; this.#isWord('time') || this.#isWord('!'); this.#advance()) {
      if (this.#isWord('!')) isNegated = !isNegated;
      else isTimed = true;
    }
    if (isTimed && this.#isWord('-p')) this.#advance();
    const commands = [this.#command()];
    while (this.#isOperator('|')) {
      this.#advance();
      this.#skipNewlines();
      commands.push(this.#command());
    }
    const [only] = commands;
    const isAlone = commands.length === 1 && !isNegated && !isTimed;
    return only && isAlone ? only : { kind: 'pipeline', isNegated, isTimed, commands };
  }

  #command(): Command {
    const token = this.#token;
    if (token.type === 'operator' && token.text === '(') {
      const expression = this.#tokens.arithmeticCommand();
      if (expression !== undefined) {
        this.#advance();
        return letCommand(this.#tokens.quotedWord(expression));
      }
      this.#advance();
      const body = this.#list();
      this.#expectOperator(')');
      return { kind: 'group', isSubshell: true, body, redirects: this.#redirects() };
    }
    if (token.type !== 'word') {
      if (token.type === 'operator' && REDIRECTIONS.has(token.text)) return this.#simple();
      throw this.#unexpected();
    }
    switch (token.plain) {
      case 'if':
        return this.#if();
      case 'for':
        return this.#for();
      case 'while':
      case 'until':
        return this.#while(token.plain === 'until');
      case 'case':
        return this.#case();
      case 'select':
        throw new Fault({ unexpected: 'select', what: 'select is not here: use a while loop with read' });
      case '[[':
        return this.#doubleBrackets();
      case '{': {
        this.#advance();
        const body = this.#list();
        this.#expectWord('}');
        return { kind: 'group', isSubshell: false, body, redirects: this.#redirects() };
      }
      case 'function': {
        this.#advance();
        const name = this.#name();
        if (this.#isOperator('(')) this.#parentheses();
        this.#skipNewlines();
        return { kind: 'function', name, body: this.#command() };
      }
      default:
        if (token.plain !== undefined && ENDINGS.has(token.plain)) throw this.#unexpected();
        return this.#simple();
    }
  }

  #if(): Command {
    const arms: { condition: Script; body: Script }[] = [];
    do {
      this.#advance();
      const condition = this.#list();
      this.#expectWord('then');
      arms.push({ condition, body: this.#list() });
    } while (this.#isWord('elif'));
    const hasElse = this.#isWord('else');
    if (hasElse) this.#advance();
    const otherwise = hasElse ? this.#list() : undefined;
    this.#expectWord('fi');
    return { kind: 'if', arms, redirects: this.#redirects(), ...(otherwise ? { otherwise } : {}) };
  }

  #for(): Command {
    this.#advance();
    if (this.#isOperator('(')) return this.#countingFor();
    const name = this.#name();
    this.#skipNewlines();
    let words: Word[] | undefined;
    if (this.#isWord('in')) {
      this.#advance();
      words = [];
      while (this.#token.type === 'word') {
        words.push(this.#token.word);
        this.#advance();
      }
    }
    if (this.#isOperator(';')) this.#advance();
    this.#skipNewlines();
    const body = this.#doGroup();
    return { kind: 'for', name, body, redirects: this.#redirects(), ...(words ? { words } : {}) };
  }

  /** `for ((i = 0; i < 3; i++))`, as the while loop that it is. */
  #countingFor(): Command {
    const [first, test, step] = (this.#tokens.arithmeticCommand() ?? '').split(';');
    if (step === undefined) throw this.#unexpected();
    this.#advance();
    if (this.#isOperator(';')) this.#advance();
    this.#skipNewlines();
    const { items } = this.#doGroup();
    const body = { items: [...items, item(letCommand(this.#tokens.quotedWord(step)))] };
    const loop: Command = {
      kind: 'while',
      isUntil: false,
      condition: { items: [item(letCommand(this.#tokens.quotedWord(test?.trim() || '1')))] },
      body,
      redirects: this.#redirects(),
    };
    return {
      kind: 'group',
      isSubshell: false,
      body: { items: [item(letCommand(this.#tokens.quotedWord(first?.trim() || '0'))), item(loop)] },
      redirects: [],
    };
  }

  /** Its operators are words of their own; behind `=~` stands an expression. */
  #doubleBrackets(): Command {
    const words: Word[] = [];
    this.#advance();
    for (;;) {
      this.#skipNewlines();
      const token = this.#token;
      if (token.type === 'end' || token.type === 'newline') throw this.#unexpected(']]');
      if (token.type === 'word' && token.plain === ']]') {
        this.#advance();
        return { kind: 'test', words, redirects: this.#redirects() };
      }
      words.push(token.type === 'word' ? token.word : literal(token.text));
      if (token.type === 'word' && token.plain === '=~') words.push(this.#tokens.expressionWord());
      this.#advance();
    }
  }

  #while(isUntil: boolean): Command {
    this.#advance();
    const condition = this.#list();
    const body = this.#doGroup();
    return { kind: 'while', isUntil, condition, body, redirects: this.#redirects() };
  }

  #doGroup(): Script {
    this.#expectWord('do');
    const body = this.#list();
    this.#expectWord('done');
    return body;
  }

  #case(): Command {
    this.#advance();
    if (this.#token.type !== 'word') throw this.#unexpected();
    const { word } = this.#token;
    this.#advance();
    this.#skipNewlines();
    this.#expectWord('in');
    this.#skipNewlines();
    const arms: { patterns: Word[]; body: Script }[] = [];
    while (!this.#isWord('esac')) {
      if (this.#isOperator('(')) this.#advance();
      const patterns: Word[] = [];
      for (;;) {
        if (this.#token.type !== 'word') throw this.#unexpected();
        patterns.push(this.#token.word);
        this.#advance();
        if (!this.#isOperator('|')) break;
        this.#advance();
      }
      this.#expectOperator(')');
      arms.push({ patterns, body: this.#list() });
      if (this.#isOperator(';;')) this.#advance();
      else if (!this.#isWord('esac')) throw this.#unexpected('esac');
      this.#skipNewlines();
    }
    this.#advance();
    return { kind: 'case', word, arms, redirects: this.#redirects() };
  }

  #simple(): Command {
    const assignments: (Assignment & { readonly list?: readonly Word[] })[] = [];
    const words: Word[] = [];
    const redirects: Redirect[] = [];
    for (;;) {
      const token = this.#token;
      if (token.type === 'operator' && REDIRECTIONS.has(token.text)) redirects.push(this.#redirect());
      else if (token.type === 'word') {
        const declares = words.length > 0 && isDeclaration(words[0]);
        const assignment = words.length === 0 || declares ? assignmentOf(token.word) : undefined;
        this.#advance();
        const isList =
          assignment?.value.length === 0 && this.#isOperator('(') && this.#tokens.text[this.#tokens.at - 2] === '=';
        if (assignment && isList) {
          assignments.push({ ...assignment, list: this.#arrayWords() });
          // `declare -A x=(…)`: it is told its name too.
          if (declares) words.push(literal(assignment.name));
        } else if (assignment && !declares) assignments.push(assignment);
        else words.push(token.word);
        if (words.length === 1 && token.plain !== undefined && this.#isOperator('(')) {
          this.#parentheses();
          this.#skipNewlines();
          return { kind: 'function', name: token.plain, body: this.#command() };
        }
      } else return { kind: 'simple', assignments, words, redirects };
    }
  }

  /** Of `x=(a b)`. */
  #arrayWords(): Word[] {
    const words: Word[] = [];
    for (this.#advance(); !this.#isOperator(')'); this.#advance()) {
      if (this.#token.type === 'word') words.push(this.#token.word);
      else if (this.#token.type !== 'newline') throw this.#unexpected(')');
    }
    this.#advance();
    return words;
  }

  #redirects(): Redirect[] {
    const redirects: Redirect[] = [];
    while (this.#token.type === 'operator' && REDIRECTIONS.has(this.#token.text)) redirects.push(this.#redirect());
    return redirects;
  }

  #redirect(): Redirect {
    const token = this.#token;
    if (token.type !== 'operator') throw this.#unexpected();
    const { text } = token;
    const descriptor = token.descriptor ?? (text.startsWith('<') ? 0 : 1);
    const target = this.#tokens.next();
    this.#token = target;
    if (target.type !== 'word') throw this.#unexpected();
    if (text === '<<' || text === '<<-') {
      const holder: { word: Word } = { word: [] };
      const end = target.word.map((part) => (part.part === 'text' ? part.text : '')).join('');
      this.#tokens.expectHereDocument(end, target.plain === undefined, text === '<<-', (word) => (holder.word = word));
      this.#advance();
      return {
        descriptor,
        operator: '<<',
        get word() {
          return holder.word;
        },
      };
    }
    this.#advance();
    return { descriptor, operator: operatorOf(text), word: target.word };
  }

  #name(): string {
    const token = this.#token;
    if (token.type !== 'word' || token.plain === undefined) throw this.#unexpected();
    this.#advance();
    return token.plain;
  }

  #parentheses(): void {
    this.#expectOperator('(');
    this.#expectOperator(')');
  }

  #skipNewlines(): void {
    while (this.#token.type === 'newline') this.#advance();
  }

  #isOperator(text: string): boolean {
    return this.#token.type === 'operator' && this.#token.text === text;
  }

  #isWord(text: string): boolean {
    return this.#token.type === 'word' && this.#token.plain === text;
  }

  #expectOperator(text: string): void {
    if (!this.#isOperator(text)) throw this.#unexpected(text);
    this.#advance();
  }

  #expectWord(text: string): void {
    if (!this.#isWord(text)) throw this.#unexpected(text);
    this.#advance();
  }

  #advance(): void {
    this.#token = this.#tokens.next();
  }

  #unexpected(expecting?: string): Fault {
    return unexpectedToken(this.#token, expecting);
  }
}
