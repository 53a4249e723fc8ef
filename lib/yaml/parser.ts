/**
 * Tokens to the nodes of one document. Models libyaml's parser (parserc.go), a machine with a stack of states, so that
 * ten thousand levels need no more of the call stack than one. Where it differs from the YAML specification, as for
 * `[? : a]`, the difference is go-yaml's.
 */
import { indentationAt } from './lines';
import type { Scanner } from './scanner';
import type { ScalarStyle, Token, TokenKind } from './token';

/** Is told of the nodes in the order of the text. */
export interface NodeListener {
  scalar(start: number, end: number, text: string, style: ScalarStyle, tag: string, anchor: string | undefined): void;
  alias(start: number, end: number, name: string): void;
  open(kind: 'map' | 'list', style: 'block' | 'flow', start: number, tag: string, anchor: string | undefined): void;
  /** The collection that was opened last is complete; a block ends with its last node. */
  close(end: number | undefined): void;
}

/** What reads on, as a step of its own: the call stack stays flat. */
type State = (parse: Parse) => void;

interface Parse {
  readonly scanner: Scanner;
  readonly listener: NodeListener;
  /** Undefined behind the document's end. */
  state: State | undefined;
  /** What goes on behind the nodes that are open. */
  readonly states: State[];
  /** The tokens that opened the collections that are open. */
  readonly openers: Token[];
  readonly tagPrefixes: Map<string, string>;
}

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
  const first = scanner.peek();
  if (first.kind === 'stream-end') return;
  const parse: Parse = { scanner, listener, state: undefined, states: [], openers: [], tagPrefixes: new Map() };
  if (OUTSIDE_CONTENT.has(first.kind) && first.kind !== 'document-end') startExplicitly(parse);
  else {
    addDefaultTags(parse);
    parse.state = blockNode;
  }
  while (parse.state) parse.state(parse);
  // go-yaml looks at one more token, and fails if that can't be scanned.
  scanner.peek();
}

function startExplicitly(parse: Parse): void {
  const { scanner } = parse;
  readDirectives(parse);
  const token = scanner.peek();
  if (token.kind !== 'document-start') fail(parse, 'did not find expected <document start>', token);
  const next = skipAndPeek(parse);
  if (OUTSIDE_CONTENT.has(next.kind)) empty(parse, next.start);
  else parse.state = blockNode;
}

function readDirectives(parse: Parse): void {
  const { tagPrefixes } = parse;
  let hasVersion = false;
  let token = parse.scanner.peek();
  for (;;) {
    if (token.kind === 'version-directive') {
      if (hasVersion) fail(parse, 'found duplicate %YAML directive', token);
      if (token.text !== '1.1') fail(parse, 'found incompatible YAML document', token);
      hasVersion = true;
    } else if (token.kind === 'tag-directive') {
      if (tagPrefixes.has(token.text)) fail(parse, 'found duplicate %TAG directive', token);
      tagPrefixes.set(token.text, token.suffix);
    } else break;
    token = skipAndPeek(parse);
  }
  addDefaultTags(parse);
}

function addDefaultTags({ tagPrefixes }: Parse): void {
  if (!tagPrefixes.has('!')) tagPrefixes.set('!', '!');
  if (!tagPrefixes.has('!!')) tagPrefixes.set('!!', 'tag:yaml.org,2002:');
}

function blockNode(parse: Parse): void {
  node(parse, true, false);
}

/** An alias, a scalar or the start of a collection, with its tag and anchor in front. */
function node(parse: Parse, inBlock: boolean, mayBeBareList: boolean): void {
  const { scanner, listener } = parse;
  let token = scanner.peek();
  if (token.kind === 'alias') {
    leave(parse);
    listener.alias(token.start, token.end, token.text);
    return scanner.skip();
  }
  const { start } = token;
  let end = start;
  let anchor: string | undefined;
  let tagToken: Token | undefined;
  while ((token.kind === 'anchor' && anchor === undefined) || (token.kind === 'tag' && tagToken === undefined)) {
    if (token.kind === 'anchor') anchor = token.text;
    else tagToken = token;
    end = token.end;
    token = skipAndPeek(parse);
  }
  const tag = tagToken ? resolveTag(parse, tagToken) : '';

  switch (token.kind) {
    case 'scalar':
      leave(parse);
      listener.scalar(start, token.end, token.text, token.style, tag, anchor);
      return scanner.skip();
    case 'flow-list':
      listener.open('list', 'flow', start, tag, anchor);
      return enter(parse, token, flowListStart);
    case 'flow-map':
      listener.open('map', 'flow', start, tag, anchor);
      return enter(parse, token, flowMapStart);
    case 'block-list':
      if (!inBlock) break;
      listener.open('list', 'block', start, tag, anchor);
      return enter(parse, token, blockListEntry);
    case 'block-map':
      if (!inBlock) break;
      listener.open('map', 'block', start, tag, anchor);
      return enter(parse, token, blockMapKey);
    case 'block-entry':
      if (!mayBeBareList) break;
      parse.state = bareListEntry;
      return listener.open('list', 'block', start, tag, anchor);
    default:
  }
  if (anchor === undefined && tag === '') fail(parse, 'did not find expected node content', token);
  leave(parse);
  listener.scalar(start, end, '', 'plain', tag, anchor);
}

function resolveTag(parse: Parse, token: Token): string {
  if (token.text === '') return token.suffix;
  const prefix = parse.tagPrefixes.get(token.text);
  const tag = prefix === undefined ? '' : prefix + token.suffix;
  if (tag === '') fail(parse, 'found undefined tag handle', token);
  return tag;
}

function enter(parse: Parse, opener: Token, state: State): void {
  parse.state = state;
  parse.openers.push(opener);
  parse.scanner.skip();
}

function close(parse: Parse, end: number | undefined): void {
  parse.openers.pop();
  leave(parse);
  parse.scanner.skip();
  parse.listener.close(end);
}

/** Goes back to what the node belongs to. */
function leave(parse: Parse): void {
  parse.state = parse.states.pop();
}

function blockListEntry(parse: Parse): void {
  const token = parse.scanner.peek();
  if (token.kind === 'block-entry') blockContent(parse, token, blockListEntry, ENDS_BLOCK_ENTRY, false);
  else if (token.kind === 'block-end') close(parse, undefined);
  else fail(parse, "did not find expected '-' indicator", token);
}

/** A list that is indented no deeper than the key it belongs to has no tokens of its own. */
function bareListEntry(parse: Parse): void {
  const token = parse.scanner.peek();
  if (token.kind === 'block-entry') return blockContent(parse, token, bareListEntry, ENDS_BARE_ENTRY, false);
  leave(parse);
  return parse.listener.close(undefined);
}

function blockMapKey(parse: Parse): void {
  const token = parse.scanner.peek();
  if (token.kind === 'key') blockContent(parse, token, blockMapValue, ENDS_BLOCK_PAIR, true);
  else if (token.kind === 'block-end') close(parse, undefined);
  else fail(parse, 'did not find expected key', token);
}

function blockMapValue(parse: Parse): void {
  const token = parse.scanner.peek();
  if (token.kind === 'value') return blockContent(parse, token, blockMapKey, ENDS_BLOCK_PAIR, true);
  parse.state = blockMapKey;
  return empty(parse, token.start);
}

/** What follows `-`, `?` or `:` in a block: a node, or nothing if one of `ends` is next. */
function blockContent(parse: Parse, indicator: Token, after: State, ends: TokenSet, mayBeBareList: boolean): void {
  if (ends.has(skipAndPeek(parse).kind)) {
    parse.state = after;
    return empty(parse, indicator.end);
  }
  parse.states.push(after);
  return node(parse, true, mayBeBareList);
}

function flowListStart(parse: Parse): void {
  flowListItem(parse, parse.scanner.peek());
}

function flowListEntry(parse: Parse): void {
  flowListItem(parse, afterComma(parse, 'flow-list-end', "did not find expected ',' or ']'"));
}

function flowListItem(parse: Parse, token: Token): void {
  if (token.kind === 'flow-list-end') return close(parse, token.end);
  if (token.kind !== 'key') return flowNode(parse, flowListEntry);
  parse.state = flowListPairKey;
  parse.scanner.skip();
  return parse.listener.open('map', 'flow', token.start, '', undefined);
}

function flowListPairKey(parse: Parse): void {
  const token = parse.scanner.peek();
  if (!ENDS_LIST_PAIR_KEY.has(token.kind)) return flowNode(parse, flowListPairValue);
  // The token is lost: libyaml's slip, and why `[? : a]` is refused.
  parse.scanner.skip();
  parse.state = flowListPairValue;
  return empty(parse, token.end);
}

function flowListPairValue(parse: Parse): void {
  flowValue(parse, flowListPairEnd, ENDS_LIST_PAIR);
}

function flowListPairEnd(parse: Parse): void {
  parse.state = flowListEntry;
  parse.listener.close(undefined);
}

function flowMapStart(parse: Parse): void {
  flowMapEntry(parse, parse.scanner.peek());
}

function flowMapKey(parse: Parse): void {
  flowMapEntry(parse, afterComma(parse, 'flow-map-end', "did not find expected ',' or '}'"));
}

function flowMapEntry(parse: Parse, token: Token): void {
  if (token.kind === 'flow-map-end') return close(parse, token.end);
  if (token.kind !== 'key') return flowNode(parse, flowMapNoValue);
  const next = skipAndPeek(parse);
  if (!ENDS_MAP_PAIR_KEY.has(next.kind)) return flowNode(parse, flowMapValue);
  parse.state = flowMapValue;
  return empty(parse, next.start);
}

function flowMapValue(parse: Parse): void {
  flowValue(parse, flowMapKey, ENDS_MAP_PAIR);
}

/** `{a, b: c}`: the key `a` has no value. */
function flowMapNoValue(parse: Parse): void {
  parse.state = flowMapKey;
  empty(parse, parse.scanner.peek().start);
}

function flowValue(parse: Parse, after: State, ends: TokenSet): void {
  let token = parse.scanner.peek();
  if (token.kind === 'value') {
    token = skipAndPeek(parse);
    if (!ends.has(token.kind)) return flowNode(parse, after);
  }
  parse.state = after;
  return empty(parse, token.start);
}

function flowNode(parse: Parse, after: State): void {
  parse.states.push(after);
  node(parse, false, false);
}

/** The token behind a comma, or the one that closes the collection. */
function afterComma(parse: Parse, end: TokenKind, problem: string): Token {
  const token = parse.scanner.peek();
  if (token.kind === end) return token;
  return token.kind === 'flow-entry' ? skipAndPeek(parse) : fail(parse, problem, token);
}

function empty({ listener }: Parse, at: number): void {
  listener.scalar(at, at, '', 'plain', '', undefined);
}

function skipAndPeek({ scanner }: Parse): Token {
  scanner.skip();
  return scanner.peek();
}

/** Parser faults name the line before the token's: go-yaml counts theirs from zero, and drops the zero. */
function fail(parse: Parse, problem: string, token: Token): never {
  const message = token.line > 0 ? `line ${token.line}: ${problem}` : problem;
  throw parse.scanner.fault(message, (leftOpen(parse, token) ?? token).start);
}

/** A flow collection that the text's end or the next line of its block runs into is what was left open. */
function leftOpen({ scanner, openers }: Parse, token: Token): Token | undefined {
  const opener = openers.at(-1);
  if (opener?.kind !== 'flow-list' && opener?.kind !== 'flow-map') return undefined;
  const isOutside = token.line > opener.line && indentationAt(scanner.text, token.start) <= scanner.indent;
  return isOutside || token.kind === 'stream-end' ? opener : undefined;
}
