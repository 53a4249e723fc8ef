/** A column of a Table (meta.k8s.io/v1), without the sentence that describes it: no client prints that. */
export interface ColumnDefinition {
  readonly name: string;
  readonly type: string;
  readonly format: string;
  /** Above 0 only `-o wide` shows it. */
  readonly priority: number;
}

/** `Name#name;Suspend:boolean;Images+1`: each a name, then its type if that is not string, its format and its priority. */
export function readColumns(text: string): ColumnDefinition[] {
  return text.split(';').map((column) => {
    const [, name = '', type = 'string', format = '', priority = '0'] = COLUMN.exec(column) ?? [];
    return { name, type, format, priority: Number(priority) };
  });
}

const COLUMN = /^([^:#+]+)(?::(\w+))?(?:#(\w+))?(?:\+(\d))?$/;
