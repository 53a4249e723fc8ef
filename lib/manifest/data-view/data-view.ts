import type { YamlDocument, YamlFile } from '@/lib/yaml';
import type { JudgedDocument } from '../judge';
import type { JudgedObject } from '../judge-document';
import { isObject } from '../json';
import { typeOf } from './printed';
import type { DataRow, DataView } from './row';
import { addRoot } from './rows';

/** More than this is a dump, not a view. */
export const MOST_ROWS = 2000;
/** YAML may nest ten thousand levels; nobody reads so far to the right. */
const DEEPEST = 100;

/**
 * A file as data: what the YAML reader made of each line, and what the API server adds to it. `judged` are the file's
 * documents as they were last judged; where one is refused nothing is added.
 */
export function dataViewOf(file: YamlFile, judged: readonly JudgedDocument[]): DataView {
  const rows: DataRow[] = [];
  let isUnfilled = false;
  for (const document of file.documents) {
    if (rows.length > MOST_ROWS) break;
    if (document.empty && !document.fault) continue;
    const objects = judged.find(({ index }) => index === document.index)?.objects ?? [];
    rows.push(headOf(document, objects));
    isUnfilled ||= objects.length === 0 || objects.some(({ judgement }) => judgement.verdict !== 'accepted');
    if (document.root)
      addRoot(document.root, { rows, most: MOST_ROWS, deepest: DEEPEST, base: document.range.start, objects });
  }
  return { rows: rows.slice(0, MOST_ROWS), isCut: rows.length > MOST_ROWS, isUnfilled };
}

function headOf(document: YamlDocument, objects: readonly JudgedObject[]): DataRow {
  const { index, fault, partial, range, root } = document;
  const kind = isObject(partial) && typeof partial['kind'] === 'string' ? partial['kind'] : '';
  const start = range.start + (root?.start ?? 0);
  return {
    depth: 0,
    key: index + 1,
    type: typeOf(partial),
    shown: [kind, objects[0]?.name ?? ''].filter((part) => part !== '').join(' '),
    standing: 'document',
    range: fault?.range ?? { start, end: start },
    notes: fault ? [{ en: `not read to its end: ${fault.message}`, ko: `끝까지 읽지 못했어요: ${fault.message}` }] : [],
  };
}
