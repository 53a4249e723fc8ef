import type { EditorProject } from './editor-port';
import type { JudgeClient } from './judge-client';
import { monaco } from './monaco';

/** Completion and hover for YAML, answered by the worker. Registered once an editor; returns how to stop. */
export function registerProviders(
  judge: JudgeClient,
  project: EditorProject,
  fileOf: (model: monaco.editor.ITextModel) => string | undefined,
): () => void {
  const completion = monaco.languages.registerCompletionItemProvider('yaml', {
    triggerCharacters: [' ', ':', '-'],
    async provideCompletionItems(model, position) {
      const file = fileOf(model);
      if (file === undefined) return { suggestions: [] };
      const offset = model.getOffsetAt(position);
      const found = await judge.ask('complete', { files: project.files(), file, offset });
      if (!found) return { suggestions: [] };
      const range = monaco.Range.fromPositions(model.getPositionAt(found.start), model.getPositionAt(found.end));
      return {
        suggestions: found.items.map((item) => ({
          label: { label: item.label, description: item.detail },
          kind: kinds[item.kind],
          insertText: item.insert,
          insertTextRules: monaco.languages.CompletionItemInsertTextRule.InsertAsSnippet,
          sortText: `${item.required ? 0 : 1}${item.label}`,
          range,
          ...(item.docs ? { docs: item.docs } : {}),
        })),
      };
    },
    async resolveCompletionItem(item) {
      if (!hasDocs(item)) return item;
      const text = await judge.ask('describe', item.docs);
      return text === undefined ? item : { ...item, documentation: text };
    },
  });
  const hover = monaco.languages.registerHoverProvider('yaml', {
    async provideHover(model, position) {
      const found = await judge.ask('hover', { text: model.getValue(), offset: model.getOffsetAt(position) });
      if (!found) return null;
      const facts = [
        found.type,
        found.required ? 'required' : undefined,
        found.default === undefined ? undefined : `default ${found.default}`,
      ];
      return {
        range: monaco.Range.fromPositions(model.getPositionAt(found.range.start), model.getPositionAt(found.range.end)),
        contents: [
          { value: `\`${found.path}\` · ${facts.filter((fact) => fact !== undefined).join(' · ')}` },
          ...(found.text === undefined ? [] : [{ value: escaped(found.text) }]),
        ],
      };
    },
  });
  return () => {
    completion.dispose();
    hover.dispose();
  };
}

const kinds = {
  field: monaco.languages.CompletionItemKind.Field,
  value: monaco.languages.CompletionItemKind.Value,
  name: monaco.languages.CompletionItemKind.Reference,
};

interface WithDocs {
  docs: { type: string; field: string };
}

function hasDocs(item: monaco.languages.CompletionItem): item is monaco.languages.CompletionItem & WithDocs {
  return 'docs' in item;
}

/** Documentation is plain text: nothing in it is markup. */
function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!<>|~]/g, '\\$&');
}
