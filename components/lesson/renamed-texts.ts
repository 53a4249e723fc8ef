import type { FileEdit } from '@/lib/manifest';
import type { FileText } from './lesson-files';

/** The new texts of the files that have edits; all ranges are those of the old texts. */
export function renamedTexts(files: readonly FileText[], edits: readonly FileEdit[]): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const { file, range, text } of edits.toSorted((a, b) => b.range.start - a.range.start)) {
    const before = texts[file] ?? files.find(({ name }) => name === file)?.text;
    if (before !== undefined) texts[file] = before.slice(0, range.start) + text + before.slice(range.end);
  }
  return texts;
}
