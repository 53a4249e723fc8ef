/** Tables as the server sends them, printed as kubectl does. Models cli-runtime's TablePrinter. */
import { Columns } from '../columns';
import { at, listAt, objectAt, scalarText, textAt } from '../json-object';
import { kindName, type Resource } from '../resources';

export interface TableStyle {
  readonly isWide: boolean;
  readonly noHeaders: boolean;
  readonly withNamespace: boolean;
  /** Whether names stand as `deployment.apps/web`. */
  readonly withKind: boolean;
  readonly showLabels: boolean;
  readonly labelColumns: readonly string[];
}

/** Prints the rows of one kind after another; the header stands before the first. */
export class TablePrinter {
  readonly #columns = new Columns();
  #definitions: readonly unknown[] = [];
  #hasHeader = false;

  constructor(
    private readonly style: TableStyle,
    private readonly resource: Resource,
  ) {}

  /** `table` is the server's; the columns of the first are those of all. */
  print(table: unknown, event?: string): string {
    return this.printRows(listAt(table, 'columnDefinitions'), listAt(table, 'rows'), event);
  }

  printRows(definitions: readonly unknown[], rows: readonly unknown[], event?: string): string {
    if (this.#definitions.length === 0) this.#definitions = definitions;
    if (rows.length === 0) return '';
    const lines = rows.map((row) => [...(event === undefined ? [] : [event]), ...this.#cells(row)]);
    if (!this.#hasHeader && !this.style.noHeaders) {
      lines.unshift([...(event === undefined ? [] : ['EVENT']), ...this.#header()]);
    }
    this.#hasHeader = true;
    return this.#columns.write(lines);
  }

  #shown(): readonly number[] {
    const { isWide } = this.style;
    return this.#definitions.flatMap((column, i) => (isWide || (at(column, 'priority') ?? 0) === 0 ? [i] : []));
  }

  #header(): string[] {
    const { withNamespace, labelColumns, showLabels } = this.style;
    return [
      ...(withNamespace ? ['NAMESPACE'] : []),
      ...this.#shown().map((i) => textAt(this.#definitions[i], 'name').toUpperCase()),
      ...labelColumns.map((label) => label.slice(label.lastIndexOf('/') + 1).toUpperCase()),
      ...(showLabels ? ['LABELS'] : []),
    ];
  }

  #cells(row: unknown): string[] {
    const { withNamespace, withKind, labelColumns, showLabels } = this.style;
    const labels = objectAt(row, 'object', 'metadata', 'labels');
    const cells = listAt(row, 'cells');
    const nameColumn = this.#definitions.findIndex((column) => textAt(column, 'format') === 'name');
    return [
      ...(withNamespace ? [textAt(row, 'object', 'metadata', 'namespace')] : []),
      ...this.#shown().map(
        (i) => (withKind && i === nameColumn ? `${kindName(this.resource)}/` : '') + cellText(cells[i]),
      ),
      ...labelColumns.map((label) => (labels[label] === undefined ? '<none>' : scalarText(labels[label]))),
      ...(showLabels ? [labelsText(labels)] : []),
    ];
  }
}

function labelsText(labels: Readonly<Record<string, unknown>>): string {
  const pairs = Object.keys(labels)
    .sort()
    .map((name) => `${name}=${String(labels[name])}`);
  return pairs.length === 0 ? '<none>' : pairs.join(',');
}

/** A text of several lines is cut after the first. */
function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  const text = scalarText(cell);
  const end = text.search(/[\f\n\r]/);
  return end === -1 ? text : `${text.slice(0, end)}...`;
}
