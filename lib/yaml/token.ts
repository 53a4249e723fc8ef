export type TokenKind =
  | 'stream-end'
  | 'version-directive'
  | 'tag-directive'
  | 'document-start'
  | 'document-end'
  | 'block-list'
  | 'block-map'
  | 'block-end'
  | 'flow-list'
  | 'flow-list-end'
  | 'flow-map'
  | 'flow-map-end'
  | 'block-entry'
  | 'flow-entry'
  | 'key'
  | 'value'
  | 'alias'
  | 'anchor'
  | 'tag'
  | 'scalar';

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  /** The zero-based line of its start. */
  readonly line: number;
  /** A scalar's content, the name of an anchor or alias, the handle of a tag, a version as `1.1`. */
  readonly text: string;
  /** The rest of a tag after its handle, or the prefix that a tag directive gives. */
  readonly suffix: string;
  readonly style: ScalarStyle;
}

export function newToken(
  kind: TokenKind,
  start: number,
  end: number,
  line: number,
  text = '',
  suffix = '',
  style: ScalarStyle = 'plain',
): Token {
  return { kind, start, end, line, text, suffix, style };
}
