/**
 * What `kubectl get` shows: rows of cells, as the API server makes them for `Accept: application/json;as=Table`. The
 * envelope (kind Table, the objects or their metadata beside each row) is the API server's.
 *
 *     printTable('pods', pods, now)               // the resource with its group: 'deployments.apps'; never throws on a stored object
 *     printTable('scales.autoscaling', [scale], now)
 *     printCustomTable(version.additionalPrinterColumns, objects, now)
 *     humanDuration(125_000)                      // → '2m5s'
 *
 * Times are milliseconds since 1970. Rows are in the order of the objects; cells in that of the columns, those of
 * `-o wide` with them. Not modelled: the columns' descriptions, which no client prints; FlowSchemas sorted by precedence.
 */
export type { ColumnDefinition } from './column';
export type { Cell, RowCondition } from './printer';
export { humanDuration, shortHumanDuration } from './duration';
export { formatLabels, formatLabelSelector } from './label-selector';
export { printCustomTable } from './custom-table';
export { printTable, type PrintedObject, type PrintedRow, type PrintedTable } from './print-table';
