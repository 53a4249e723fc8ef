/** A file as data: what the parser read, line by line, and what the API server adds. */
export { dataViewOf, MOST_ROWS } from './data-view';
export type { DataRow, DataType, DataView, Standing } from './row';
