/** A file as data: what the parser read, line by line, and what the API server adds. */
import type { YamlFile } from '@/lib/yaml';
import type { JudgedDocument } from '../judge';
import type { DataView } from './row';

export type { DataRow, DataType, DataView, Standing } from './row';

/**
 * At most 2,000 rows; `judged` are the file's documents as they were last judged. The code is fetched when it is first
 * wanted: most files are never looked at as data.
 */
export async function dataViewOf(file: YamlFile, judged: readonly JudgedDocument[]): Promise<DataView> {
  const { readAsData } = await import('./data-view');
  return readAsData(file, judged);
}
