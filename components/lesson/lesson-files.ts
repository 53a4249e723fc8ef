import * as Y from 'yjs';
import { writeText } from '@/lib/storage';

export interface FileText {
  readonly name: string;
  readonly text: string;
}

/**
 * The learner's files of one lesson, in the lesson's own document: each file is a text of its own at the root,
 * `file/<name>`, and the map `files` says which there are. Texts at the root are the same in every tab, so nobody's
 * text can replace another's. What replaces or removes whole files can be taken back with `undo`.
 */
export interface LessonFiles {
  /** The same array until something changes. */
  all(): readonly FileText[];
  subscribe: (listener: () => void) => () => void;
  /** The text that editors write to. */
  text(name: string): Y.Text;
  add(name: string): void;
  remove(name: string): void;
  replace(files: Readonly<Record<string, string>>): void;
  /** What a command has written, or removed (null). */
  write(changes: Readonly<Record<string, string | null>>): void;
  /** Puts the lesson's files back to the start and removes the learner's own. */
  reset(): void;
  /** Takes the last add, remove, replace or reset back. */
  undo(): void;
  close(): void;
}

/** Marks what `undo` takes back. */
const WHOLE_FILES = 'whole-files';

/** The starter's files come first, in its order. */
export function openLessonFiles(doc: Y.Doc, starter: Readonly<Record<string, string>>): LessonFiles {
  const names = doc.getMap('files');
  const order = Object.keys(starter);
  const text = (name: string) => doc.getText(`file/${name}`);
  seed(doc, starter);

  const undoManager = new Y.UndoManager([names, ...order.map(text)], {
    trackedOrigins: new Set([WHOLE_FILES]),
    captureTimeout: 0,
  });
  const whole = (change: () => void) => {
    undoManager.stopCapturing();
    doc.transact(change, WHOLE_FILES);
  };
  const put = (name: string, content: string) => {
    undoManager.addToScope(text(name));
    names.set(name, true);
    writeText(text(name), content, WHOLE_FILES);
  };
  const remove = (name: string) => {
    undoManager.addToScope(text(name));
    names.delete(name);
    text(name).delete(0, text(name).length);
  };

  let snapshot: readonly FileText[] | undefined;
  const listeners = new Set<() => void>();
  const changed = () => {
    snapshot = undefined;
    for (const listener of listeners) listener();
  };
  doc.on('update', changed);

  return {
    all: () => (snapshot ??= inOrder([...names.keys()], order).map((name) => ({ name, text: text(name).toString() }))),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    text,
    add: (name) => whole(() => put(name, '')),
    remove: (name) => whole(() => remove(name)),
    replace: (files) => whole(() => Object.entries(files).forEach(([name, content]) => put(name, content))),
    write: (changes) =>
      whole(() => {
        for (const [name, content] of Object.entries(changes)) {
          if (content === null) remove(name);
          else put(name, content);
        }
      }),
    reset: () =>
      whole(() => {
        const own = [...names.keys()].filter((name) => !order.includes(name));
        own.forEach(remove);
        for (const [name, content] of Object.entries(starter)) put(name, content);
      }),
    undo: () => undoManager.undo(),
    close() {
      undoManager.destroy();
      doc.off('update', changed);
    },
  };
}

/**
 * Writes the starter files that the lesson's document does not have yet. Two tabs or devices that do so at once write
 * the very same operations (one fixed client), so that merging them does not double the text.
 */
function seed(doc: Y.Doc, starter: Readonly<Record<string, string>>): void {
  const missing = Object.entries(starter).filter(([name]) => !doc.getMap('files').has(name));
  if (missing.length === 0) return;
  const write = (into: Y.Doc) => {
    for (const [name, content] of missing) {
      into.getText(`file/${name}`).insert(0, content);
      into.getMap('files').set(name, true);
    }
  };
  if (doc.store.clients.size > 0) {
    // A later version of the lesson brought a new file.
    doc.transact(() => write(doc));
    return;
  }
  const first = new Y.Doc();
  first.clientID = 1;
  first.transact(() => write(first));
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(first));
}

function inOrder(names: readonly string[], order: readonly string[]): string[] {
  const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return names.toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}
