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
    let offset = 0;
    const edits: monaco.editor.IIdentifiedSingleEditOperation[] = [];
    let shift = 0;
    for (const part of event.delta) {
      if (part.retain !== undefined) offset += part.retain;
      else if (part.delete !== undefined) {
        edits.push({ range: rangeOf(model, offset + shift, part.delete), text: '' });
        shift += part.delete;
      } else if (typeof part.insert === 'string') {
        edits.push({ range: rangeOf(model, offset + shift, 0), text: part.insert });
        offset += part.insert.length;
        shift -= part.insert.length;
      }
    }
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

function rangeOf(model: monaco.editor.ITextModel, offset: number, length: number): monaco.Range {
  return monaco.Range.fromPositions(model.getPositionAt(offset), model.getPositionAt(offset + length));
}
