import { wordsOf } from '@/components/words';
import type { Tied, TiedEnd } from '@/lib/manifest';
import type { EditorProject } from './editor-port';
import type { JudgeClient } from './judge-client';
import { monaco } from './monaco';

/** What the reach from file to file needs. */
export interface Reach {
  readonly judge: JudgeClient;
  readonly project: EditorProject;
  readonly fileOf: (model: monaco.editor.ITextModel) => string | undefined;
  readonly locale: 'en' | 'ko';
}

type Editor = monaco.editor.IStandaloneCodeEditor;

/** What a word is tied to, on hover, and its renaming in all files at once. Returns how to stop. */
export function registerReferences(reach: Reach): () => void {
  const { judge, project, fileOf, locale } = reach;
  const words = wordsOf(locale).references;
  const hover = monaco.languages.registerHoverProvider('yaml', {
    async provideHover(model, position) {
      const tied = await tiedAt(reach, model, position);
      if (!tied) return null;
      const ends = tied.ends.slice(0, LISTED).map((end) => `- ${described(end, words.applied)}`);
      const more = tied.ends.length > LISTED ? [`- +${tied.ends.length - LISTED}`] : [];
      return {
        range: rangeIn(model, tied.range),
        contents: [{ value: [words.tiedTo, '', ...ends, ...more].join('\n') }],
      };
    },
  });
  const rename = monaco.languages.registerRenameProvider('yaml', {
    async resolveRenameLocation(model, position) {
      const tied = await tiedAt(reach, model, position);
      const range = tied ? rangeIn(model, tied.range) : monaco.Range.fromPositions(position);
      return { range, text: model.getValueInRange(range), ...(tied ? {} : { rejectReason: words.nothing }) };
    },
    async provideRenameEdits(model, position, name) {
      const file = fileOf(model);
      if (file === undefined) return { edits: [] };
      const offset = model.getOffsetAt(position);
      const renaming = await judge.ask('rename', { files: project.files(), file, offset, name });
      if (renaming && 'edits' in renaming) project.rename(renaming.edits, name);
      else project.refuse(renaming?.refused[locale] ?? words.nothing);
      // The edits reach the models through the texts that they are bound to, those of files that are not open too.
      return { edits: [] };
    },
  });
  return () => {
    hover.dispose();
    rename.dispose();
  };
}

/** Marks all ends of what the cursor or the mouse is on, and takes F12 and Ctrl-click to the other end. */
export function followTies(editor: Editor, reach: Reach): () => void {
  const marked = { cursor: editor.createDecorationsCollection(), mouse: editor.createDecorationsCollection() };
  const waiting = new Map<keyof typeof marked, ReturnType<typeof setTimeout>>();

  const mark = (by: keyof typeof marked, position: monaco.Position | undefined | null) => {
    clearTimeout(waiting.get(by));
    const show = async () => {
      const model = editor.getModel();
      const tied = model && position ? await tiedAt(reach, model, position) : undefined;
      if (model !== editor.getModel()) return;
      const file = model ? reach.fileOf(model) : undefined;
      const here = tied?.group.filter((end) => end.file === file) ?? [];
      marked[by].set(
        model ? here.map(({ range }) => ({ range: rangeIn(model, range), options: { className: MARK } })) : [],
      );
    };
    waiting.set(
      by,
      setTimeout(() => void show(), SETTLED_MS),
    );
  };

  const goTo = async (position: monaco.Position) => {
    const model = editor.getModel();
    const tied = model ? await tiedAt(reach, model, position) : undefined;
    const end = tied?.ends.find(({ file, range }) => file !== undefined && range !== undefined);
    if (end?.file !== undefined && end.range) reach.project.goTo(end.file, end.range);
  };

  const listeners = [
    editor.addAction({
      id: 'kubetil.goToEnd',
      label: wordsOf(reach.locale).references.goTo,
      keybindings: [monaco.KeyCode.F12],
      contextMenuGroupId: 'navigation',
      run: () => {
        const position = editor.getPosition();
        return position ? goTo(position) : undefined;
      },
    }),
    editor.onMouseUp(({ event, target }) => {
      if (event.leftButton && (event.ctrlKey || event.metaKey) && target.position) void goTo(target.position);
    }),
    editor.onMouseMove(({ target }) => mark('mouse', target.position)),
    editor.onMouseLeave(() => mark('mouse', undefined)),
    editor.onDidChangeCursorPosition(({ position }) => mark('cursor', position)),
    editor.onDidChangeModel(() => mark('cursor', editor.getPosition())),
    editor.onDidChangeModelContent(() => mark('cursor', editor.getPosition())),
  ];
  return () => {
    for (const timer of waiting.values()) clearTimeout(timer);
    for (const listener of listeners) listener.dispose();
    marked.cursor.clear();
    marked.mouse.clear();
  };
}

/** A background behind the word, in the theme's own colour. */
const MARK = 'tied-end rounded-[2px] bg-accent-soft shadow-[0_0_0_1px_var(--accent)]';

/** A cursor that rests this long means the word it is on. */
const SETTLED_MS = 80;

const LISTED = 6;

/** Undefined too where the text has changed since it was asked about: the ranges would be of another text. */
async function tiedAt(
  { judge, project, fileOf }: Reach,
  model: monaco.editor.ITextModel,
  position: monaco.IPosition,
): Promise<Tied | undefined> {
  const file = fileOf(model);
  if (file === undefined) return undefined;
  const version = model.getVersionId();
  const tied = await judge.ask('tied', { files: project.files(), file, offset: model.getOffsetAt(position) });
  return model.isDisposed() || model.getVersionId() !== version ? undefined : tied;
}

function described({ kind, name, field, file, line }: TiedEnd, applied: string): string {
  const place = file === undefined ? applied : `${file}:${line ?? 1}`;
  return `\`${kind} ${name}\` · \`${field}\` · ${place.replace(/[\\`*_{}[\]()#+!<>|~]/g, String.raw`\$&`)}`;
}

function rangeIn(
  model: monaco.editor.ITextModel,
  { start, end }: { readonly start: number; readonly end: number },
): monaco.Range {
  return monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end));
}
