/** Fixes that rearrange what is written: dashes put in or taken away, patterns replaced. */
import type { FixOperation } from './fix-order';
import { entryAt, inFile, lineEnd, lineStart, nodeAt, type TextEdit } from './fix-source';
import type { Spot } from './spot';

export function wrapped(spot: Spot): TextEdit[] | undefined {
  const node = nodeAt(spot, spot.path);
  if (!node || node.kind === 'alias') return undefined;
  const { start, end } = inFile(spot, node);
  if (node.kind === 'map' && node.style === 'block') {
    const edits: TextEdit[] = [{ start, end: start, text: '- ' }];
    for (let at = lineEnd(spot.text, start); at < end; at = lineEnd(spot.text, at)) {
      if (spot.text.slice(at, lineEnd(spot.text, at)).trim() !== '') edits.push({ start: at, end: at, text: '  ' });
    }
    return edits;
  }
  const written = spot.text.slice(start, end);
  return written === '' || written.includes('\n') ? undefined : [{ start, end, text: `[${written}]` }];
}

export function unwrapped(spot: Spot): TextEdit[] | undefined {
  const node = nodeAt(spot, spot.path);
  const item = node?.kind === 'list' && node.items.length === 1 ? node.items[0] : undefined;
  if (node?.kind !== 'list' || !item) return undefined;
  const list = inFile(spot, node);
  const inner = inFile(spot, item);
  const written = spot.text.slice(inner.start, inner.end);
  if (node.style === 'flow') return [{ ...list, text: written }];
  const key = entryAt(spot, spot.path)?.entry.key;
  const dash = spot.text.slice(list.start, inner.start);
  if (!key || !/^- *$/.test(dash)) return undefined;
  // The fields stay in their columns, or go two to the right where the dash stood below its own field.
  if (item.kind === 'map' && item.style === 'block') return [{ start: list.start, end: list.start + 1, text: ' ' }];
  if (written.includes('\n')) return undefined;
  return [{ start: spot.text.indexOf(':', inFile(spot, key).end) + 1, end: inner.end, text: ` ${written}` }];
}

export function replaced(spot: Spot, order: Extract<FixOperation, { do: 'replace' }>): TextEdit[] {
  const { text, range, document } = spot;
  const start = lineStart(text, range.start);
  const end = lineEnd(text, range.start);
  const near = { start: lineStart(text, Math.max(0, start - 1)), end };
  const scope = order.in === 'document' ? document.range : order.in === 'near' ? near : { start, end };
  const edits: TextEdit[] = [];
  for (const match of text.slice(scope.start, scope.end).matchAll(new RegExp(order.find, 'gmu'))) {
    const at = scope.start + match.index;
    const by = order.with.replace(/\$(\d)/g, (_, group: string) => match[Number(group)] ?? '');
    edits.push({ start: at, end: at + match[0].length, text: by });
  }
  return edits;
}
