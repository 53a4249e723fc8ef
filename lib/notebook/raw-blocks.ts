/** A block whose lines are not Markdown: a fence, or HTML. */
export interface RawBlock {
  /** Offset of its first words. */
  start: number;
  /** The column where the list item that it stands in has its text, 0 outside of lists; it ends with that item. */
  column: number;
  /** What the last line matches; undefined: a blank line ends it. */
  closes: RegExp | undefined;
  /** For a fence: what closes it. */
  fence?: string;
}

const UNTIL: [RegExp, RegExp][] = [
  [/^<(?:script|pre|style|textarea)(?:[\s>]|$)/i, /<\/(?:script|pre|style|textarea)>/i],
  [/^<!--/, /-->/],
  [/^<\?/, /\?>/],
  [/^<![A-Za-z]/, />/],
  [/^<!\[CDATA\[/, /\]\]>/],
  [/^\{%-?\s*(?:highlight|comment)\b/, /\{%-?\s*end(?:highlight|comment)\s*-?%\}/],
];
const BLOCK_NAMES = [
  'address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt',
  'fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu',
  'menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr',
  'track|ul',
].join('|');
const BLOCK_TAG = new RegExp(`^</?(?:${BLOCK_NAMES})(?:\\s|/?>|$)`, 'i');
const ATTRIBUTE = `\\s+[A-Za-z_:][\\w.:-]*(?:\\s*=\\s*(?:[^\\s"'=<>\`]+|'[^']*'|"[^"]*"))?`;
const LONE_TAG = new RegExp(`^(?:<[A-Za-z][A-Za-z0-9-]*(?:${ATTRIBUTE})*\\s*/?>|</[A-Za-z][A-Za-z0-9-]*\\s*>)[ \\t]*$`);

/**
 * The raw block that the words of a line open, as CommonMark 0.31 has it (4.5 and 4.6), and Jekyll's
 * `{% highlight %}` and `{% comment %}`, whose inside no Markdown reader sees.
 */
export function openRawBlock(words: string, start: number, column: number, inParagraph: boolean): RawBlock | undefined {
  if (!/^[`~<{]/.test(words)) return undefined;
  const fence = (/^(`{3,})[^`]*$/.exec(words) ?? /^(~{3,})/.exec(words))?.[1];
  if (fence !== undefined) {
    const closes = new RegExp(`^[ \\t]*${fence[0]}{${fence.length},}[ \\t]*$`);
    return { start, column, closes, fence };
  }
  for (const [opens, closes] of UNTIL) if (opens.test(words)) return { start, column, closes };
  if (BLOCK_TAG.test(words) || (!inParagraph && LONE_TAG.test(words))) return { start, column, closes: undefined };
  return undefined;
}

/** Whether a line, `indent` columns in, is the last of the block. */
export function closesBlock(block: RawBlock, line: string, indent: number): boolean {
  if (!block.closes) return line.trim() === '';
  return block.closes.test(line) && (block.fence === undefined || indent - block.column < 4);
}
