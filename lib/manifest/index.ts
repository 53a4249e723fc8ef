/**
 * Joins the YAML reader and the API machinery: the text of an editor's files becomes diagnostics at exact ranges,
 * judged objects, completion and hover. Pure: it runs in the page's worker, in tests and in scripts alike.
 */
export { createJudge, type Judge, type JudgedDocument, type JudgedFile, type SourceFile } from './judge';
export { loadExplain } from './load-explain';
export type { Explain, Explained, Explanation } from './explain';
export type { Fix } from './fix-edits';
export type { TextEdit } from './fix-source';
export type { JudgedObject } from './judge-document';
export type { Diagnostic, TextPosition } from './diagnostic';
export { complete, type Completion, type Completions } from './complete';
export { hover, type Hover } from './hover';
export { locate } from './locate';
export type { LocalText } from './local-text';
export type { FileEdit, Offer, References, Renaming, Tied, TiedEnd } from './references';
export { loadDataView } from './load-data-view';
export type { DataRow, DataView } from './data-view';
