import type * as Y from 'yjs';
import { writeText } from '@/lib/storage';
import { monaco } from './monaco';

/**
 * Keeps a Monaco model and a shared text the same, both ways. What comes from elsewhere (another tab, the solution)
 * becomes an edit of the model, so that its undo takes it back like typing.
 */
export function bindModel(model: monaco.editor.ITextModel, text: Y.Text): () => void {
  let applying = false;

  const fromModel = model.onDidChangeContent((event) => {
    if (applying) return;
    text.doc?.transact(() => {
      // Monaco's offsets are those before the change; from the end of the file on they stay true.
      for (const change of event.changes.toSorted((a, b) => b.rangeOffset - a.rangeOffset)) {
        if (change.rangeLength > 0) text.delete(change.rangeOffset, change.rangeLength);
        if (change.text !== '') text.insert(change.rangeOffset, change.text);
      }
    }, model);
    if (text.toString() !== model.getValue()) writeText(text, model.getValue(), model);
  });

  const fromText = (event: Y.YTextEvent, transaction: Y.Transaction) => {
    if (transaction.origin === model) return;
    applying = true;
    const edits = editsOf(event.delta).map(({ at, length, text: by }) => ({
      range: rangeOf(model, at, length),
      text: by,
    }));
    model.pushStackElement();
    model.pushEditOperations([], edits, () => null);
    model.pushStackElement();
    if (model.getValue() !== text.toString()) model.setValue(text.toString());
    applying = false;
  };
  text.observe(fromText);

  return () => {
    fromModel.dispose();
    text.unobserve(fromText);
  };
}

interface Edit {
  /** Where in the text before all edits. */
  readonly at: number;
  readonly length: number;
  readonly text: string;
}

/** One edit for each place: Monaco's tokens do not bear two that touch. */
function editsOf(delta: Y.YTextEvent['delta']): Edit[] {
  const edits: Edit[] = [];
  let at = 0;
  for (const { retain, delete: removed, insert } of delta) {
    if (retain !== undefined) {
      at += retain;
      continue;
    }
    const last = edits.at(-1);
    const same = last && last.at + last.length === at ? edits.pop() : undefined;
    const length = (same?.length ?? 0) + (removed ?? 0);
    edits.push({
      at: same?.at ?? at,
      length,
      text: (same?.text ?? '') + (typeof insert === 'string' ? insert : ''),
    });
    at += removed ?? 0;
  }
  return edits;
}

function rangeOf(model: monaco.editor.ITextModel, offset: number, length: number): monaco.Range {
  return monaco.Range.fromPositions(model.getPositionAt(offset), model.getPositionAt(offset + length));
}
