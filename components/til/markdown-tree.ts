import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/** Above this a note is shown as plain text: nobody reads it, and a hostile one would stop the page. */
const MOST_CHARACTERS = 40_000;
const MOST_NESTED = 20;

/** The tree of a note; undefined where it is too large, or nested too deeply, to be drawn. */
export function readMarkdown(text: string): Root | undefined {
  if (text.length > MOST_CHARACTERS || hasDeepLine(text)) return undefined;
  return fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** Thousands of `>`, `-` or `[` on a line cost a Markdown parser quadratic time. */
function hasDeepLine(text: string): boolean {
  return (
    new RegExp(`^(?:[ \\t]*(?:>|[-*+]|\\d{1,9}[.)])){${MOST_NESTED},}[ \\t]*[^-*_ \\t\\r\\n]`, 'm').test(text) ||
    /[[*_~!]{200}/.test(text)
  );
}

/** The words of a node without its marks. */
export function plainWords(node: Nodes): string {
  if ('value' in node) return node.value;
  if ('alt' in node) return node.alt ?? '';
  return 'children' in node ? node.children.map(plainWords).join('') : '';
}

/** One line as it is read aloud. */
export function lineWords(line: string): string {
  const tree = /[*_`[<~&\\]/.test(line) ? readMarkdown(line) : undefined;
  return tree ? plainWords(tree).trim() : line;
}
