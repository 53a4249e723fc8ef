import * as Y from 'yjs';
import { writeText } from '@/lib/storage';

export interface FileText {
  readonly name: string;
  readonly text: string;
}

/**
 * The learner's files of one lesson, in the lesson's own document: a map from file name to text. Two tabs write into
 * the same texts. What replaces or removes whole files can be taken back with `undo`.
 */
export interface LessonFiles {
  /** The same array until something changes. */
  all(): readonly FileText[];
  subscribe(listener: () => void): () => void;
  text(name: string): Y.Text | undefined;
  add(name: string, text?: string): void;
  remove(name: string): void;
  replace(files: Readonly<Record<string, string>>): void;
  /** Puts the lesson's files back to the start and removes the learner's own. */
  reset(): void;
  /** Takes the last add, remove, replace or reset back. */
  undo(): void;
  close(): void;
}

/** Marks what `undo` takes back. */
const WHOLE_FILES = 'whole-files';

/** `order`: the lesson's own files, first in the tabs. */
export function openLessonFiles(doc: Y.Doc, starter: Readonly<Record<string, string>>): LessonFiles {
  const files = doc.getMap<Y.Text>('files');
  const order = Object.keys(starter);
  seed(doc, starter);
  const undoManager = new Y.UndoManager(files, { trackedOrigins: new Set([WHOLE_FILES]), captureTimeout: 0 });
  let snapshot: readonly FileText[] | undefined;
  const listeners = new Set<() => void>();
  const changed = () => {
    snapshot = undefined;
    for (const listener of listeners) listener();
  };
  files.observeDeep(changed);

  const put = (name: string, text: string) => {
    const existing = files.get(name);
    if (existing) writeText(existing, text, WHOLE_FILES);
    else files.set(name, new Y.Text(text));
  };
  const whole = (change: () => void) => {
    undoManager.stopCapturing();
    doc.transact(change, WHOLE_FILES);
  };

  return {
    all: () => (snapshot ??= inOrder(files, order)),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    text: (name) => files.get(name),
    add: (name, text = '') => whole(() => put(name, text)),
    remove: (name) => whole(() => files.delete(name)),
    replace: (texts) => whole(() => Object.entries(texts).forEach(([name, text]) => put(name, text))),
    reset: () =>
      whole(() => {
        for (const name of files.keys()) if (!(name in starter)) files.delete(name);
        for (const [name, text] of Object.entries(starter)) put(name, text);
      }),
    undo: () => undoManager.undo(),
    close() {
      undoManager.destroy();
      files.unobserveDeep(changed);
    },
  };
}

/**
 * Writes the starter files into a lesson that was never opened. Two tabs or devices that do so at once write the very
 * same operations (one fixed client), so that merging them does not double the text.
 */
function seed(doc: Y.Doc, starter: Readonly<Record<string, string>>): void {
  const files = doc.getMap<Y.Text>('files');
  const missing = Object.keys(starter).filter((name) => !files.has(name));
  if (missing.length === 0) return;
  if (files.size > 0 || doc.store.clients.size > 0) {
    // A later version of the lesson brought a new file.
    doc.transact(() => missing.forEach((name) => files.set(name, new Y.Text(starter[name] ?? ''))));
    return;
  }
  const first = new Y.Doc();
  first.clientID = 1;
  first.transact(() => missing.forEach((name) => first.getMap('files').set(name, new Y.Text(starter[name] ?? ''))));
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(first));
}

function inOrder(files: Y.Map<Y.Text>, order: readonly string[]): FileText[] {
  const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return [...files.entries()]
    .toSorted(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .map(([name, text]) => ({ name, text: text.toString() }));
}
