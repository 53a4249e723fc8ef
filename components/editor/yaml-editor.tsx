'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type * as Y from 'yjs';
import type { Diagnostic } from '@/lib/manifest';
import { bindModel } from './bind-model';
import { registerCodeActions, type Found } from './code-actions';
import type { TextSpan } from '@/workers/protocol';
import type { EditorProps } from './editor-port';
import { monaco } from './monaco';
import { followTheme } from './monaco-theme';
import { registerProviders } from './providers';
import { followTies, registerReferences } from './references';

type Editor = monaco.editor.IStandaloneCodeEditor;

const FONT = '"JetBrains Mono Variable", "JetBrains Mono", ui-monospace, "Pretendard Variable", monospace';

/** Monaco over the shared text of one file at a time. Undo history and place are kept for each file. */
export function YamlEditor({
  file,
  text,
  diagnostics,
  judge,
  project,
  label,
  placeholder,
  locale,
  onReady,
  onCursor,
}: EditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const models = useRef(new Map<string, BoundModel>());
  const found = useRef(new WeakMap<monaco.editor.ITextModel, Found>());
  const [editor, setEditor] = useState<Editor>();

  useEffect(() => {
    const element = host.current;
    if (!element) return undefined;
    const bound = models.current;
    const stopTheme = followTheme();
    const created = monaco.editor.create(element, {
      model: null,
      automaticLayout: true,
      fontFamily: FONT,
      fontSize: 13.5,
      lineHeight: 22,
      fontLigatures: false,
      padding: { top: 10, bottom: 10 },
      minimap: { enabled: false },
      lineNumbersMinChars: 3,
      folding: true,
      scrollBeyondLastLine: false,
      renderLineHighlight: 'line',
      overviewRulerBorder: false,
      hideCursorInOverviewRuler: true,
      wordBasedSuggestions: 'off',
      quickSuggestions: { other: true, comments: false, strings: true },
      suggest: { showWords: false, preview: false },
      tabSize: 2,
      insertSpaces: true,
      detectIndentation: false,
      stickyScroll: { enabled: false },
      unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: true },
      accessibilitySupport: 'auto',
      fixedOverflowWidgets: true,
      wordWrap: 'off',
    });
    setEditor(created);
    return () => {
      stopTheme();
      created.dispose();
      for (const { model, unbind } of bound.values()) {
        unbind();
        model.dispose();
      }
      bound.clear();
      setEditor(undefined);
    };
  }, []);

  const fileOf = useCallback(
    (model: monaco.editor.ITextModel) => [...models.current].find(([, bound]) => bound.model === model)?.[0],
    [],
  );

  useEffect(() => registerProviders(judge, project, fileOf), [judge, project, fileOf]);
  useEffect(() => registerCodeActions((model) => found.current.get(model), locale), [locale]);
  useEffect(() => registerReferences({ judge, project, fileOf, locale }), [judge, project, fileOf, locale]);
  useEffect(
    () => (editor ? followTies(editor, { judge, project, fileOf, locale }) : undefined),
    [editor, judge, project, fileOf, locale],
  );

  useEffect(() => {
    if (!editor) return undefined;
    const bound = models.current;
    const { model } = modelFor(bound, file, text);
    editor.setModel(model);
    const viewState = bound.get(file)?.viewState;
    if (viewState) editor.restoreViewState(viewState);
    const remember = () => {
      const entry = bound.get(file);
      if (entry) entry.viewState = editor.saveViewState();
    };
    return remember;
  }, [editor, file, text]);

  useEffect(() => {
    editor?.updateOptions({ ariaLabel: label, placeholder });
  }, [editor, label, placeholder]);

  useEffect(() => {
    if (!editor) return undefined;
    const select = ({ start, end }: TextSpan) => {
      const model = editor.getModel();
      if (!model) return;
      const range = monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end));
      editor.setSelection(range);
      editor.revealRangeInCenterIfOutsideViewport(range);
    };
    onReady({
      select,
      focus: () => editor.focus(),
      reveal(span) {
        select(span);
        editor.focus();
      },
    });
    const cursor = editor.onDidChangeCursorPosition(({ position }) => {
      const offset = editor.getModel()?.getOffsetAt(position) ?? 0;
      onCursor(offset, { line: position.lineNumber, column: position.column });
    });
    return () => {
      cursor.dispose();
      onReady(undefined);
    };
  }, [editor, onReady, onCursor]);

  useEffect(() => {
    const model = editor?.getModel();
    if (!model) return;
    found.current.set(model, { diagnostics, version: model.getVersionId() });
    monaco.editor.setModelMarkers(
      model,
      'kubetil',
      diagnostics.map((diagnostic) => markerOf(diagnostic, locale)),
    );
  }, [editor, diagnostics, locale]);

  return <div ref={host} className="h-full min-h-0 w-full" data-testid="monaco" />;
}

interface BoundModel {
  readonly text: Y.Text;
  readonly model: monaco.editor.ITextModel;
  readonly unbind: () => void;
  viewState?: monaco.editor.ICodeEditorViewState | null;
}

function modelFor(bound: Map<string, BoundModel>, file: string, text: Y.Text): BoundModel {
  const before = bound.get(file);
  if (before?.text === text) return before;
  if (before) {
    before.unbind();
    before.model.dispose();
  }
  const model = monaco.editor.createModel(text.toString(), 'yaml');
  model.setEOL(monaco.editor.EndOfLineSequence.LF);
  const made: BoundModel = { text, model, unbind: bindModel(model, text) };
  bound.set(file, made);
  return made;
}

function markerOf({ severity, says, means, start, end }: Diagnostic, locale: 'en' | 'ko'): monaco.editor.IMarkerData {
  const levels = {
    error: monaco.MarkerSeverity.Error,
    warning: monaco.MarkerSeverity.Warning,
    advice: monaco.MarkerSeverity.Info,
    notice: monaco.MarkerSeverity.Hint,
  };
  return {
    severity: levels[severity],
    message: [says, means?.[locale]].filter((part) => part !== undefined).join('\n\n'),
    startLineNumber: start.line,
    startColumn: start.column,
    endLineNumber: end.line,
    endColumn: end.column,
  };
}
