/** The command that the cursor stands in, cut into words while it is still being typed: quotes may be open, `$(` too. */

export interface TypedWord {
  /** Where it begins in the line, its quotes counted. */
  readonly start: number;
  /** Without its quotes. */
  readonly text: string;
  /** The quote that is open at the cursor. */
  readonly quote: '' | '"' | "'";
}

export interface Typed {
  /** The command and its words before the one at the cursor: without assignments, keywords and redirections. */
  readonly before: readonly string[];
  readonly word: TypedWord;
  /** Whether the word is a file to read from or to write to: behind `<` and `>`. */
  readonly isRedirection: boolean;
}

/** Words that a command follows. */
const KEYWORDS = new Set(['if', 'then', 'elif', 'else', 'while', 'until', 'do', '{', '!', 'time']);

/** A command, within the one around it: `$(…)`, `` `…` ``. */
class Frame {
  words: string[] = [];
  word: { start: number; text: string } | undefined;
  quote: TypedWord['quote'] = '';
  isRedirection = false;

  constructor(readonly opening: '' | '(' | '`') {}

  add(text: string, at: number): void {
    this.word ??= { start: at, text: '' };
    this.word.text += text;
  }

  endWord(): void {
    const { word } = this;
    this.word = undefined;
    if (!word) return;
    if (this.isRedirection) this.isRedirection = false;
    else if (this.words.length > 0 || !(KEYWORDS.has(word.text) || /^[A-Za-z_]\w*=/.test(word.text)))
      this.words.push(word.text);
  }

  endCommand(): void {
    this.endWord();
    this.words = [];
    this.isRedirection = false;
  }

  /** Before `<` or `>`: a number right before it belongs to it. */
  redirect(): void {
    if (this.word && /^\d$/.test(this.word.text)) this.word = undefined;
    this.endWord();
    this.isRedirection = true;
  }
}

/** @param line up to the cursor; undefined where it stands in a comment */
export function typedWords(line: string): Typed | undefined {
  const outer: Frame[] = [];
  let frame = new Frame('');
  const open = (opening: '(' | '`', at: number): void => {
    frame.add('', at);
    outer.push(frame);
    frame = new Frame(opening);
  };
  const close = (): void => {
    frame = outer.pop() ?? new Frame('');
  };
  for (let at = 0; at < line.length; at += 1) {
    const character = line.charAt(at);
    const next = line.charAt(at + 1);
    if (frame.quote === "'") {
      if (character === "'") frame.quote = '';
      else frame.add(character, at);
    } else if (character === '\\') {
      const isKept = frame.quote === '"' && !/["\\$`\n]/.test(next);
      if (next !== '\n') frame.add(isKept ? `\\${next}` : next, at);
      at += 1;
    } else if (character === '$' && next === '(') {
      open('(', at);
      at += 1;
    } else if (character === '`') {
      if (frame.opening === '`') close();
      else open('`', at);
    } else if (character === '"' || (character === "'" && frame.quote === '')) {
      frame.add('', at);
      frame.quote = frame.quote === '"' ? '' : character;
    } else if (frame.quote === '"') frame.add(character, at);
    else if (character === '#' && !frame.word) {
      const end = line.indexOf('\n', at);
      if (end < 0) return undefined;
      at = end - 1;
    } else if (character === ' ' || character === '\t') frame.endWord();
    else if (character === '<' || character === '>') {
      frame.redirect();
      // `>&1`, `>|`, `>>`, `<<<`
      while (/[<>&|]/.test(line.charAt(at + 1))) at += 1;
    } else if (character === '&' && next === '>') frame.endWord();
    else if (character === ')' && frame.opening === '(') close();
    else if (/[\n;|&()]/.test(character)) frame.endCommand();
    else frame.add(character, at);
  }
  const { words, word, quote, isRedirection } = frame;
  return { before: words, word: { ...(word ?? { start: line.length, text: '' }), quote }, isRedirection };
}
