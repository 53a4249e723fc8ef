/**
 * Text to tokens. Models libyaml's scanner as go-yaml v2 has it: it refuses what that refuses, at the same moment,
 * because which of two faults is met first decides the words. Two of its ideas carry the rest: a block's indentation
 * is turned into start and end tokens, and a key is known only at its `:`, so the tokens since a possible key wait in a
 * queue into which `key` and `block-map` can still be put.
 */
import { blameForColon } from './blame';
import {
  APOSTROPHE,
  BYTE_ORDER_MARK,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  DASH,
  EXCLAMATION,
  GREATER,
  HASH,
  isBreak,
  isBreakOrEnd,
  isGap,
  NUL,
  OPEN_BRACE,
  OPEN_BRACKET,
  PERCENT,
  QUESTION,
  QUOTE,
  SPACE,
  TAB,
} from './characters';
import { Cursor } from './cursor';
import { scanBlock } from './scan-block';
import { scanPlain } from './scan-plain';
import { scanQuoted } from './scan-quoted';
import { scanAnchor, scanDirective, scanTag } from './scan-tag';
import type { SyntaxFault } from './syntax-fault';
import { newToken, type Token, type TokenKind } from './token';

const AMPERSAND = 0x26;
const ASTERISK = 0x2a;
const BAR = 0x7c;
const AT = 0x40;
const BACKTICK = 0x60;

/** As many levels as go-yaml allows, of flow collections and of block indentation each. */
const MAX_DEPTH = 10_000;
/** A key and its `:` stand on one line and at most this many characters apart. */
const MAX_KEY_LENGTH = 1024;

/** Where a key may have begun, one for each level of flow collections. */
interface PossibleKey {
  possible: boolean;
  /** Nothing but a key can stand here: a block map's next line. */
  required: boolean;
  /** The number of its first token, counted from the start of the text. */
  token: number;
  start: number;
  line: number;
  column: number;
}

export class Scanner extends Cursor {
  /** The column of the block that is being read; -1 outside of all. */
  indent = -1;
  private readonly indents: number[] = [];
  private flowLevel = 0;
  private keyAllowed = true;
  /** The key that may have begun at the current level, and those of all levels. */
  private key = newPossibleKey();
  private readonly keys: PossibleKey[] = [this.key];
  /** The level of the key that may have begun at a token, by the token's number. */
  private readonly levelByToken: (number | undefined)[] = [];
  private queue: Token[] = [];
  private head = 0;
  /** How many tokens were taken: the number of the token at the head. */
  private taken = 0;
  private headIsReady = false;
  private latest: Token | undefined;

  constructor(text: string, unreadable: SyntaxFault | undefined) {
    super(text, unreadable);
    if (this.code() === BYTE_ORDER_MARK) this.lineStart = ++this.pos;
  }

  /** The next token, left in place. */
  peek(): Token {
    if (!this.headIsReady) this.prepareHead();
    const token = this.queue[this.head];
    if (token === undefined) throw new Error('the scanner has no token ready');
    return token;
  }

  /** Takes the token that was peeked at. */
  skip(): void {
    this.headIsReady = false;
    this.taken++;
    this.head++;
    if (this.head === this.queue.length) {
      this.queue.length = 0;
      this.head = 0;
    }
  }

  /** Scans on until it is certain that nothing is to be put before the token at the head. */
  private prepareHead(): void {
    while (this.head === this.queue.length || this.headMayBeKey()) this.scanToken();
    this.headIsReady = true;
  }

  private headMayBeKey(): boolean {
    const level = this.levelByToken[this.taken];
    const key = level === undefined ? undefined : this.keys[level];
    return key !== undefined && this.isStillPossible(key);
  }

  private scanToken(): void {
    this.skipToToken();
    this.closeBlocks(this.column);
    const code = this.code();
    if (code === NUL) return this.scanEnd();
    if (this.pos === this.lineStart) {
      if (code === PERCENT) {
        this.leaveContent();
        return this.add(scanDirective(this));
      }
      if (this.atDocumentIndicator()) {
        this.leaveContent();
        return this.addIndicator(code === DASH ? 'document-start' : 'document-end', 3);
      }
    }
    switch (code) {
      case OPEN_BRACKET:
        return this.openFlow('flow-list');
      case OPEN_BRACE:
        return this.openFlow('flow-map');
      case CLOSE_BRACKET:
        return this.closeFlow('flow-list-end');
      case CLOSE_BRACE:
        return this.closeFlow('flow-map-end');
      case COMMA:
        this.dropKey();
        this.keyAllowed = true;
        return this.addIndicator('flow-entry');
      case DASH:
        return isGap(this.code(1)) ? this.scanBlockEntry() : this.addPlain();
      case QUESTION:
        return this.flowLevel > 0 || isGap(this.code(1)) ? this.scanKey() : this.addPlain();
      case COLON:
        return this.flowLevel > 0 || isGap(this.code(1)) ? this.scanValue() : this.addPlain();
      case ASTERISK:
      case AMPERSAND:
        this.noteKey();
        return this.add(scanAnchor(this, code === ASTERISK ? 'alias' : 'anchor'));
      case EXCLAMATION:
        this.noteKey();
        return this.add(scanTag(this));
      case APOSTROPHE:
      case QUOTE:
        this.noteKey();
        return this.add(scanQuoted(this));
      case BAR:
      case GREATER:
        if (this.flowLevel > 0) return this.failToStart();
        this.dropKey();
        this.keyAllowed = true;
        return this.add(scanBlock(this, code === BAR, this.indent));
      case TAB:
      case PERCENT:
      case AT:
      case BACKTICK:
        return this.failToStart();
      default:
        return this.addPlain();
    }
  }

  private failToStart(): never {
    this.fail('found character that cannot start any token');
  }

  /** Skips blanks, comments and line breaks. A tab may stand for a space only where no key may begin. */
  private skipToToken(): void {
    // A second byte order mark takes up a column; the first was the reader's.
    if (this.line === 0 && this.pos === this.lineStart && this.code() === BYTE_ORDER_MARK) this.pos++;
    for (;;) {
      let code = this.code();
      while (code === SPACE || (code === TAB && (this.flowLevel > 0 || !this.keyAllowed))) {
        this.pos++;
        code = this.code();
      }
      if (code === HASH) {
        while (!isBreakOrEnd(this.code())) this.pos++;
        code = this.code();
      }
      if (!isBreak(code)) return;
      this.takeBreak();
      if (this.flowLevel === 0) this.keyAllowed = true;
    }
  }

  private scanEnd(): void {
    if (this.unreadable) throw this.unreadable;
    if (this.column !== 0) {
      this.line++;
      this.lineStart = this.pos;
    }
    this.leaveContent();
    this.addIndicator('stream-end', 0);
  }

  private scanBlockEntry(): void {
    // In a flow collection it is the parser that complains.
    if (this.flowLevel === 0) {
      if (!this.keyAllowed) this.fail('block sequence entries are not allowed in this context');
      this.openBlock('block-list', this.column);
    }
    this.dropKey();
    this.keyAllowed = true;
    this.addIndicator('block-entry');
  }

  private scanKey(): void {
    if (this.flowLevel === 0) {
      if (!this.keyAllowed) this.fail('mapping keys are not allowed in this context');
      this.openBlock('block-map', this.column);
    }
    this.dropKey();
    this.keyAllowed = this.flowLevel === 0;
    this.addIndicator('key');
  }

  private scanValue(): void {
    const { key } = this;
    if (this.isStillPossible(key)) {
      this.insert(newToken('key', key.start, key.start, key.line), key.token);
      this.openBlock('block-map', key.column, key);
      key.possible = false;
      this.levelByToken[key.token] = undefined;
      this.keyAllowed = false;
    } else {
      if (this.flowLevel === 0) {
        if (!this.keyAllowed) this.fail('mapping values are not allowed in this context', this.colonCause());
        this.openBlock('block-map', this.column);
      }
      this.keyAllowed = this.flowLevel === 0;
    }
    this.addIndicator('value');
  }

  private colonCause(): number {
    const before = this.latest;
    const ranOn = before?.kind === 'scalar' && before.line < this.line;
    return ranOn ? blameForColon(this.text, before.start, this.pos) : this.pos;
  }

  private addPlain(): void {
    this.noteKey();
    const token = scanPlain(this, this.indent + 1, this.flowLevel > 0);
    if (this.lineStart > token.end) this.keyAllowed = true;
    this.add(token);
  }

  private openFlow(kind: TokenKind): void {
    this.noteKey();
    this.key = newPossibleKey(this.nextToken());
    this.keys.push(this.key);
    this.flowLevel++;
    if (this.flowLevel > MAX_DEPTH) this.fail(`exceeded max depth of ${MAX_DEPTH}`);
    this.keyAllowed = true;
    this.addIndicator(kind);
  }

  private closeFlow(kind: TokenKind): void {
    this.dropKey();
    if (this.flowLevel > 0) {
      this.flowLevel--;
      this.levelByToken[this.key.token] = undefined;
      this.keys.pop();
      this.key = this.keys.at(-1) ?? this.key;
    }
    this.keyAllowed = false;
    this.addIndicator(kind);
  }

  /** Opens a block if the column is deeper than the current one; its token goes before the key's, or at the end. */
  private openBlock(kind: TokenKind, column: number, key?: PossibleKey): void {
    if (this.flowLevel > 0 || this.indent >= column) return;
    this.indents.push(this.indent);
    this.indent = column;
    if (this.indents.length > MAX_DEPTH) this.fail(`exceeded max depth of ${MAX_DEPTH}`);
    if (key) this.insert(newToken(kind, key.start, key.start, key.line), key.token);
    else this.addIndicator(kind, 0);
  }

  private closeBlocks(column: number): void {
    if (this.flowLevel > 0) return;
    while (this.indent > column) {
      this.addIndicator('block-end', 0);
      this.indent = this.indents.pop() ?? -1;
    }
  }

  private leaveContent(): void {
    this.closeBlocks(-1);
    this.dropKey();
    this.keyAllowed = false;
  }

  private nextToken(): number {
    return this.taken + this.queue.length - this.head;
  }

  /** Notes that a key may begin with the next token, and that none may follow right behind it. */
  private noteKey(): void {
    if (this.keyAllowed) {
      const required = this.flowLevel === 0 && this.indent === this.column;
      this.dropKey();
      const { key } = this;
      key.possible = true;
      key.required = required;
      key.token = this.nextToken();
      key.start = this.pos;
      key.line = this.line;
      key.column = this.column;
      this.levelByToken[key.token] = this.flowLevel;
    }
    this.keyAllowed = false;
  }

  private dropKey(): void {
    const { key } = this;
    if (!key.possible) return;
    if (key.required) this.fail("could not find expected ':'", key.start);
    key.possible = false;
    this.levelByToken[key.token] = undefined;
  }

  private isStillPossible(key: PossibleKey): boolean {
    if (!key.possible) return false;
    if (key.line === this.line && this.charactersSince(key.start) <= MAX_KEY_LENGTH) return true;
    if (key.required) this.fail("could not find expected ':'", key.start);
    key.possible = false;
    return false;
  }

  /** Counts characters, not UTF-16 units, where it matters. */
  private charactersSince(start: number): number {
    let characters = this.pos - start;
    if (characters <= MAX_KEY_LENGTH || characters > 2 * MAX_KEY_LENGTH) return characters;
    for (let at = start; at < this.pos; at++) {
      if ((this.text.charCodeAt(at) & 0xfc00) === 0xdc00) characters--;
    }
    return characters;
  }

  private add(token: Token): void {
    this.latest = token;
    this.queue.push(token);
  }

  private addIndicator(kind: TokenKind, width = 1): void {
    const start = this.pos;
    this.pos += width;
    this.add(newToken(kind, start, this.pos, this.line));
  }

  /** Puts a token before the one of this number; behind all if that is taken already, as libyaml does. */
  private insert(token: Token, number: number): void {
    const place = number - this.taken;
    if (place < 0) this.queue.push(token);
    else this.queue.splice(this.head + place, 0, token);
  }
}

function newPossibleKey(token = 0): PossibleKey {
  return { possible: false, required: false, token, start: 0, line: 0, column: 0 };
}
