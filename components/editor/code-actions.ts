import type { Diagnostic } from '@/lib/manifest';
import { monaco } from './monaco';

/** What was found in a model's text, as long as that text is still the one it was found in. */
export interface Found {
  readonly diagnostics: readonly Diagnostic[];
  readonly version: number;
}

/** The fixes of the problems at the cursor: the light bulb, Ctrl/Cmd+. and the hover over a squiggle. */
export function registerCodeActions(
  foundIn: (model: monaco.editor.ITextModel) => Found | undefined,
  locale: 'en' | 'ko',
): () => void {
  const actions = monaco.languages.registerCodeActionProvider(
    'yaml',
    {
      provideCodeActions(model, range, { markers }) {
        const found = foundIn(model);
        if (found?.version !== model.getVersionId()) return { actions: [], dispose() {} };
        const here = found.diagnostics.filter(({ start, end }) =>
          monaco.Range.areIntersectingOrTouching(range, rangeBetween(start, end)),
        );
        return {
          actions: here.flatMap(({ fix, start, end }) => {
            if (!fix) return [];
            const marked = rangeBetween(start, end);
            return [
              {
                title: fix.title[locale],
                kind: 'quickfix',
                isPreferred: true,
                diagnostics: markers.filter((marker) => monaco.Range.equalsRange(marker, marked)),
                edit: {
                  edits: fix.edits.map((edit) => ({
                    resource: model.uri,
                    versionId: model.getVersionId(),
                    textEdit: {
                      range: monaco.Range.fromPositions(model.getPositionAt(edit.start), model.getPositionAt(edit.end)),
                      text: edit.text,
                    },
                  })),
                },
              },
            ];
          }),
          dispose() {},
        };
      },
    },
    { providedCodeActionKinds: ['quickfix'] },
  );
  return () => actions.dispose();
}

function rangeBetween(start: Diagnostic['start'], end: Diagnostic['end']): monaco.Range {
  return new monaco.Range(start.line, start.column, end.line, end.column);
}
