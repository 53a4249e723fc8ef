import { indentationAt, lineEndAt, lineStartAt, nextLineAt } from './lines';

const DASHES = /^ *(?:- +)+/;

/**
 * The text with the line at fault turned into blanks, and with it the deeper lines below, which would belong to
 * something else without it. A dash before the fault stays: the item's other lines still need it.
 */
export function blankOut(text: string, fault: number): string {
  const lineStart = lineStartAt(text, fault);
  const lineEnd = lineEndAt(text, lineStart);
  const dashes = DASHES.exec(text.slice(lineStart, lineEnd))?.[0].length ?? 0;
  const keepsDash = dashes > 0 && fault >= lineStart + dashes;
  const start = keepsDash ? lineStart + dashes : lineStart;
  const indentation = keepsDash ? dashes : indentationAt(text, lineStart);

  let end = lineEnd;
  for (let next = nextLineAt(text, end); next > end && next < text.length; next = nextLineAt(text, end)) {
    const nextEnd = lineEndAt(text, next);
    if (nextEnd > next && indentationAt(text, next) <= indentation) break;
    end = nextEnd;
  }
  return text.slice(0, start) + text.slice(start, end).replaceAll(/[^\r\n]/g, ' ') + text.slice(end);
}
