/**
 * Tokens to the nodes of one document. Models libyaml's parser (parserc.go), a machine with a stack of states, so that
 * ten thousand levels need no more of the call stack than one. Where it differs from the YAML specification, as for
 * `[? : a]`, the difference is go-yaml's.
 */
import { indentationAt } from './lines';
import type { Scanner } from './scanner';
import { SyntaxFault } from './syntax-fault';
import type { ScalarStyle, Token, TokenKind } from './token';

/** Is told of the nodes in the order of the text. */
export interface NodeListener {
  scalar(start: number, end: number, text: string, style: ScalarStyle, tag: string, anchor: string | undefined): void;
  alias(start: number, end: number, name: string): void;
  open(kind: 'map' | 'list', style: 'block' | 'flow', start: number, tag: string, anchor: string | undefined): void;
  /** The collection that was opened last is complete; a block ends with its last node. */
  close(end: number | undefined): void;
}

type State =
  | 'block-node'
  | 'block-list-entry'
  | 'bare-list-entry'
  | 'block-map-key'
  | 'block-map-value'
  | 'flow-list-first-entry'
  | 'flow-list-entry'
  | 'flow-list-pair-key'
  | 'flow-list-pair-value'
  | 'flow-list-pair-end'
  | 'flow-map-first-key'
  | 'flow-map-key'
  | 'flow-map-value'
  | 'flow-map-no-value'
  | 'done';

type TokenSet = ReadonlySet<TokenKind>;
const OUTSIDE_CONTENT: TokenSet = new Set([
  'version-directive',
  'tag-directive',
  'document-start',
  'document-end',
  'stream-end',
]);
const ENDS_BLOCK_ENTRY: TokenSet = new Set(['block-entry', 'block-end']);
const ENDS_BARE_ENTRY: TokenSet = new Set(['block-entry', 'key', 'value', 'block-end']);
const ENDS_BLOCK_PAIR: TokenSet = new Set(['key', 'value', 'block-end']);
const ENDS_LIST_PAIR_KEY: TokenSet = new Set(['value', 'flow-entry', 'flow-list-end']);
const ENDS_LIST_PAIR: TokenSet = new Set(['flow-entry', 'flow-list-end']);
const ENDS_MAP_PAIR_KEY: TokenSet = new Set(['value', 'flow-entry', 'flow-map-end']);
const ENDS_MAP_PAIR: TokenSet = new Set(['flow-entry', 'flow-map-end']);

/** Reads the first document of the scanner's text; what stands behind it is not looked at, as in go-yaml's Unmarshal. */
export function parseDocument(scanner: Scanner, listener: NodeListener): void {
  new Parser(scanner, listener).run();
}

class Parser {
  private state: State = 'done';
  private readonly states: State[] = [];
  /** The tokens that opened the collections that are open. */
  private readonly openers: Token[] = [];
  private readonly tagPrefixes = new Map<string, string>();

  constructor(
    private readonly scanner: Scanner,
    private readonly listener: NodeListener,
  ) {}

  run(): void {
    const first = this.scanner.peek();
    if (first.kind === 'stream-end') return;
    if (OUTSIDE_CONTENT.has(first.kind) && first.kind !== 'document-end') this.explicitStart();
    else {
      this.addDefaultTags();
      this.state = 'block-node';
    }
    while (this.state !== 'done') this.step();
    // go-yaml looks at one more token, and fails if that can't be scanned.
    this.scanner.peek();
  }

  private explicitStart(): void {
    this.directives();
    const token = this.scanner.peek();
    if (token.kind !== 'document-start') this.fail('did not find expected <document start>', token);
    this.scanner.skip();
    const next = this.scanner.peek();
    if (OUTSIDE_CONTENT.has(next.kind)) this.empty(next.start);
    else this.state = 'block-node';
  }

  private directives(): void {
    let hasVersion = false;
    for (;;) {
      const token = this.scanner.peek();
      if (token.kind === 'version-directive') {
        if (hasVersion) this.fail('found duplicate %YAML directive', token);
        if (token.text !== '1.1') this.fail('found incompatible YAML document', token);
        hasVersion = true;
      } else if (token.kind === 'tag-directive') {
        if (this.tagPrefixes.has(token.text)) this.fail('found duplicate %TAG directive', token);
        this.tagPrefixes.set(token.text, token.suffix);
      } else break;
      this.scanner.skip();
    }
    this.addDefaultTags();
  }

  private addDefaultTags(): void {
    if (!this.tagPrefixes.has('!')) this.tagPrefixes.set('!', '!');
    if (!this.tagPrefixes.has('!!')) this.tagPrefixes.set('!!', 'tag:yaml.org,2002:');
  }

  private step(): void {
    switch (this.state) {
      case 'block-node':
        return this.node(true, false);
      case 'block-list-entry':
        return this.blockListEntry();
      case 'bare-list-entry':
        return this.bareListEntry();
      case 'block-map-key':
        return this.blockMapKey();
      case 'block-map-value':
        return this.blockMapValue();
      case 'flow-list-first-entry':
      case 'flow-list-entry':
        return this.flowListEntry(this.state === 'flow-list-first-entry');
      case 'flow-list-pair-key':
        return this.flowListPairKey();
      case 'flow-list-pair-value':
        return this.flowListPairValue();
      case 'flow-list-pair-end':
        this.state = 'flow-list-entry';
        return this.listener.close(undefined);
      case 'flow-map-first-key':
      case 'flow-map-key':
        return this.flowMapKey(this.state === 'flow-map-first-key');
      case 'flow-map-value':
        return this.flowMapValue();
      case 'flow-map-no-value':
        this.state = 'flow-map-key';
        return this.empty(this.scanner.peek().start);
      case 'done':
        return undefined;
    }
  }

  /** An alias, a scalar or the start of a collection, with its tag and anchor in front. */
  private node(inBlock: boolean, mayBeBareList: boolean): void {
    let token = this.scanner.peek();
    if (token.kind === 'alias') {
      this.state = this.states.pop() ?? 'done';
      this.listener.alias(token.start, token.end, token.text);
      return this.scanner.skip();
    }
    const { start } = token;
    let end = start;
    let anchor: string | undefined;
    let tagToken: Token | undefined;
    while ((token.kind === 'anchor' && anchor === undefined) || (token.kind === 'tag' && tagToken === undefined)) {
      if (token.kind === 'anchor') anchor = token.text;
      else tagToken = token;
      end = token.end;
      this.scanner.skip();
      token = this.scanner.peek();
    }
    const tag = tagToken ? this.resolveTag(tagToken) : '';

    if (token.kind === 'scalar') {
      this.state = this.states.pop() ?? 'done';
      this.listener.scalar(start, token.end, token.text, token.style, tag, anchor);
      return this.scanner.skip();
    }
    if (token.kind === 'block-entry' && mayBeBareList) {
      this.state = 'bare-list-entry';
      return this.listener.open('list', 'block', start, tag, anchor);
    }
    if (token.kind === 'flow-list' || (inBlock && token.kind === 'block-list')) {
      const style = token.kind === 'flow-list' ? 'flow' : 'block';
      return this.open(token, 'list', style, start, tag, anchor);
    }
    if (token.kind === 'flow-map' || (inBlock && token.kind === 'block-map')) {
      const style = token.kind === 'flow-map' ? 'flow' : 'block';
      return this.open(token, 'map', style, start, tag, anchor);
    }
    if (anchor === undefined && tag === '') this.fail('did not find expected node content', token);
    this.state = this.states.pop() ?? 'done';
    this.listener.scalar(start, end, '', 'plain', tag, anchor);
  }

  private open(
    token: Token,
    kind: 'map' | 'list',
    style: 'block' | 'flow',
    start: number,
    tag: string,
    anchor: string | undefined,
  ): void {
    if (kind === 'list') this.state = style === 'block' ? 'block-list-entry' : 'flow-list-first-entry';
    else this.state = style === 'block' ? 'block-map-key' : 'flow-map-first-key';
    this.openers.push(token);
    this.scanner.skip();
    this.listener.open(kind, style, start, tag, anchor);
  }

  private close(end: number | undefined): void {
    this.openers.pop();
    this.state = this.states.pop() ?? 'done';
    this.scanner.skip();
    this.listener.close(end);
  }

  private resolveTag(token: Token): string {
    if (token.text === '') return token.suffix;
    const prefix = this.tagPrefixes.get(token.text) ?? '';
    const tag = prefix === '' ? '' : prefix + token.suffix;
    if (tag === '') this.fail('found undefined tag handle', token);
    return tag;
  }

  private blockListEntry(): void {
    const token = this.scanner.peek();
    if (token.kind === 'block-entry') return this.entryContent('block-list-entry', ENDS_BLOCK_ENTRY, token.end, false);
    if (token.kind === 'block-end') return this.close(undefined);
    return this.fail("did not find expected '-' indicator", token);
  }

  /** A list that is indented no deeper than the key it belongs to has no tokens of its own. */
  private bareListEntry(): void {
    const token = this.scanner.peek();
    if (token.kind === 'block-entry') return this.entryContent('bare-list-entry', ENDS_BARE_ENTRY, token.end, false);
    this.state = this.states.pop() ?? 'done';
    return this.listener.close(undefined);
  }

  private blockMapKey(): void {
    const token = this.scanner.peek();
    if (token.kind === 'key') return this.entryContent('block-map-value', ENDS_BLOCK_PAIR, token.end, true);
    if (token.kind === 'block-end') return this.close(undefined);
    return this.fail('did not find expected key', token);
  }

  private blockMapValue(): void {
    const token = this.scanner.peek();
    if (token.kind === 'value') return this.entryContent('block-map-key', ENDS_BLOCK_PAIR, token.end, true);
    this.state = 'block-map-key';
    return this.empty(token.start);
  }

  /** What follows `-`, `?` or `:` in a block: a node, or nothing if one of `ends` is next. */
  private entryContent(after: State, ends: TokenSet, emptyAt: number, mayBeBareList: boolean): void {
    this.scanner.skip();
    if (ends.has(this.scanner.peek().kind)) {
      this.state = after;
      return this.empty(emptyAt);
    }
    this.states.push(after);
    return this.node(true, mayBeBareList);
  }

  private flowListEntry(first: boolean): void {
    let token = this.scanner.peek();
    if (token.kind !== 'flow-list-end') {
      if (!first) token = this.afterComma(token, "did not find expected ',' or ']'");
      if (token.kind === 'key') {
        this.state = 'flow-list-pair-key';
        this.scanner.skip();
        return this.listener.open('map', 'flow', token.start, '', undefined);
      }
      if (token.kind !== 'flow-list-end') return this.flowNode('flow-list-entry');
    }
    return this.close(token.end);
  }

  private flowListPairKey(): void {
    const token = this.scanner.peek();
    if (!ENDS_LIST_PAIR_KEY.has(token.kind)) return this.flowNode('flow-list-pair-value');
    // The token is lost: libyaml's slip, and why `[? : a]` is refused.
    this.scanner.skip();
    this.state = 'flow-list-pair-value';
    return this.empty(token.end);
  }

  private flowListPairValue(): void {
    return this.flowValue('flow-list-pair-end', ENDS_LIST_PAIR);
  }

  private flowMapKey(first: boolean): void {
    let token = this.scanner.peek();
    if (token.kind !== 'flow-map-end') {
      if (!first) token = this.afterComma(token, "did not find expected ',' or '}'");
      if (token.kind === 'key') {
        this.scanner.skip();
        token = this.scanner.peek();
        if (!ENDS_MAP_PAIR_KEY.has(token.kind)) return this.flowNode('flow-map-value');
        this.state = 'flow-map-value';
        return this.empty(token.start);
      }
      if (token.kind !== 'flow-map-end') return this.flowNode('flow-map-no-value');
    }
    return this.close(token.end);
  }

  private flowMapValue(): void {
    return this.flowValue('flow-map-key', ENDS_MAP_PAIR);
  }

  private flowValue(after: State, ends: TokenSet): void {
    let token = this.scanner.peek();
    if (token.kind === 'value') {
      this.scanner.skip();
      token = this.scanner.peek();
      if (!ends.has(token.kind)) return this.flowNode(after);
    }
    this.state = after;
    return this.empty(token.start);
  }

  private flowNode(after: State): void {
    this.states.push(after);
    return this.node(false, false);
  }

  private afterComma(token: Token, problem: string): Token {
    if (token.kind !== 'flow-entry') this.failInFlow(problem, token);
    this.scanner.skip();
    return this.scanner.peek();
  }

  private empty(at: number): void {
    this.listener.scalar(at, at, '', 'plain', '', undefined);
  }

  /** A flow collection that the next line of its block runs into was left open: that is what to underline. */
  private failInFlow(problem: string, token: Token): never {
    const opener = this.openers.at(-1) ?? token;
    const leftOpen = token.line > opener.line && indentationAt(this.scanner.text, token.start) <= this.scanner.indent;
    this.fail(problem, token, token.kind === 'stream-end' || leftOpen ? opener.start : token.start);
  }

  /** Parser faults name the line before the token's: go-yaml counts theirs from zero, and drops the zero. */
  private fail(problem: string, token: Token, from = token.start): never {
    throw new SyntaxFault(token.line > 0 ? `line ${token.line}: ${problem}` : problem, from);
  }
}
