import type { Report } from '@/workers/protocol';
import type { FileText } from './lesson-files';

/** Where the learner's files hold an object: the picture's way back to the text. */
export function placeOf(
  report: Report | undefined,
  files: readonly FileText[],
  kind: string,
  name: string,
): { readonly file: string; readonly document: number } | undefined {
  for (const { name: file, documents } of report?.files ?? []) {
    const text = files.find((other) => other.name === file)?.text ?? '';
    const document = documents.findIndex(
      (summary) => summary.kind === kind && nameIn(text.slice(summary.start, summary.end)) === name,
    );
    if (document >= 0) return { file, document };
  }
  return undefined;
}

/** `metadata.name`, near enough to put the cursor there: the first name below `metadata`. */
function nameIn(text: string): string | undefined {
  return /^metadata:(?:[^\n]*\n[ \t#][^\n]*)*?\n? *name:\s*["']?([^\s"'#]+)/m.exec(text)?.[1];
}
