/**
 * The SQL that a lesson needs to see that data stays or goes: databases, tables, INSERT, SELECT with WHERE … =, ORDER BY and
 * LIMIT, UPDATE, DELETE. Shared by the mysql and the postgres program, which word its faults each in its own way.
 * Not modelled: types, keys, joins, functions but COUNT(*), transactions.
 */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export type Tables = Readonly<Record<string, Table>>;

export type SqlResult =
  | { readonly result: 'rows'; readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly result: 'changed'; readonly what: string; readonly count: number; readonly tables: Tables }
  | { readonly result: 'syntax'; readonly near: string }
  | { readonly result: 'missing' | 'exists'; readonly table: string }
  | { readonly result: 'no-column'; readonly column: string };

/** At semicolons that are not in quotes. */
export function splitStatements(text: string): readonly string[] {
  const parts = text.match(/(?:'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.)*"|[^;'"])+/g) ?? [];
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

export function runSql(statement: string, tables: Tables): SqlResult {
  const text = statement.replaceAll(/[`"]/g, '').trim();
  const verb = /^\w+/.exec(text)?.[0]?.toUpperCase() ?? '';
  switch (verb) {
    case 'CREATE':
      return create(text, tables);
    case 'DROP':
      return drop(text, tables);
    case 'INSERT':
      return insert(text, tables);
    case 'SELECT':
      return select(text, tables);
    case 'UPDATE':
      return update(text, tables);
    case 'DELETE':
      return remove(text, tables);
    default:
      return { result: 'syntax', near: text };
  }
}

function tableOf(tables: Tables, name: string): Table | undefined {
  return Object.hasOwn(tables, name) ? tables[name] : undefined;
}

function create(text: string, tables: Tables): SqlResult {
  const match = /^CREATE\s+TABLE\s+(IF\s+NOT\s+EXISTS\s+)?([\w.]+)\s*\(([\s\S]*)\)[^)]*$/i.exec(text);
  if (!match) return { result: 'syntax', near: text };
  const [, isLenient, name = '', body = ''] = match;
  if (tableOf(tables, name))
    return isLenient
      ? { result: 'changed', what: 'CREATE TABLE', count: 0, tables }
      : { result: 'exists', table: name };
  const columns = split(body)
    .filter((part) => !/^(?:PRIMARY|FOREIGN|UNIQUE|KEY|CONSTRAINT|INDEX|CHECK)\b/i.test(part))
    .map((part) => part.split(/\s+/)[0] ?? '');
  return { result: 'changed', what: 'CREATE TABLE', count: 0, tables: { ...tables, [name]: { columns, rows: [] } } };
}

function drop(text: string, tables: Tables): SqlResult {
  const match = /^DROP\s+TABLE\s+(IF\s+EXISTS\s+)?([\w.]+)$/i.exec(text);
  if (!match) return { result: 'syntax', near: text };
  const [, isLenient, name = ''] = match;
  if (!tableOf(tables, name) && !isLenient) return { result: 'missing', table: name };
  const { [name]: _, ...others } = tables;
  return { result: 'changed', what: 'DROP TABLE', count: 0, tables: others };
}

function insert(text: string, tables: Tables): SqlResult {
  const match = /^INSERT\s+INTO\s+([\w.]+)\s*(?:\(([^)]*)\))?\s*VALUES\s*([\s\S]+)$/i.exec(text);
  if (!match) return { result: 'syntax', near: text };
  const [, name = '', given, values = ''] = match;
  const table = tableOf(tables, name);
  if (!table) return { result: 'missing', table: name };
  const named = given === undefined ? table.columns : split(given);
  const unknown = named.find((column) => !table.columns.includes(column));
  if (unknown !== undefined) return { result: 'no-column', column: unknown };
  const added = [...values.matchAll(/\(((?:'(?:[^'\\]|\\.|'')*'|[^()'])*)\)/g)].map((group, at) => {
    const row = split(group[1] ?? '').map(literal);
    const next = String(table.rows.length + at + 1);
    // A first column that is left out counts up, as an AUTO_INCREMENT or a SERIAL does.
    return table.columns.map((column, index) => row[named.indexOf(column)] ?? (index === 0 ? next : 'NULL'));
  });
  if (added.length === 0) return { result: 'syntax', near: values };
  const rows = [...table.rows, ...added];
  return {
    result: 'changed',
    what: 'INSERT 0',
    count: added.length,
    tables: { ...tables, [name]: { ...table, rows } },
  };
}

function select(text: string, tables: Tables): SqlResult {
  const match = /^SELECT\s+([\s\S]+?)(?:\s+FROM\s+([\w.]+)([\s\S]*))?$/i.exec(text);
  if (!match) return { result: 'syntax', near: text };
  const [, list = '', name, rest = ''] = match;
  const wanted = split(list);
  if (name === undefined)
    return {
      result: 'rows',
      columns: wanted.map(heading),
      rows: [wanted.map((part) => literal(part.replace(/\s+AS\s+\w+$/i, '')))],
    };
  const table = tableOf(tables, name);
  if (!table) return { result: 'missing', table: name };
  const test = where(rest, table);
  if (typeof test !== 'function') return test;
  let rows: readonly (readonly string[])[] = table.rows.filter(test);
  const order = /ORDER\s+BY\s+(\w+)(\s+DESC)?/i.exec(rest);
  if (order) rows = sorted(rows, table.columns.indexOf(order[1] ?? ''), order[2] !== undefined);
  const limit = /LIMIT\s+(\d+)/i.exec(rest)?.[1];
  if (limit !== undefined) rows = rows.slice(0, Number(limit));
  if (/^COUNT\s*\(/i.test(wanted[0] ?? ''))
    return { result: 'rows', columns: [heading(wanted[0] ?? '')], rows: [[String(rows.length)]] };
  const columns = wanted.flatMap((part) => (part === '*' ? table.columns : [part]));
  const unknown = columns.find((column) => !table.columns.includes(column));
  if (unknown !== undefined) return { result: 'no-column', column: unknown };
  return {
    result: 'rows',
    columns,
    rows: rows.map((row) => columns.map((column) => row[table.columns.indexOf(column)] ?? 'NULL')),
  };
}

function update(text: string, tables: Tables): SqlResult {
  const match = /^UPDATE\s+([\w.]+)\s+SET\s+([\s\S]+?)(\s+WHERE\s[\s\S]*)?$/i.exec(text);
  if (!match) return { result: 'syntax', near: text };
  const [, name = '', changes = '', rest = ''] = match;
  const table = tableOf(tables, name);
  if (!table) return { result: 'missing', table: name };
  const test = where(rest, table);
  if (typeof test !== 'function') return test;
  const set = new Map(
    split(changes).map((part) => [part.split('=')[0]?.trim() ?? '', literal(part.slice(part.indexOf('=') + 1))]),
  );
  const unknown = [...set.keys()].find((column) => !table.columns.includes(column));
  if (unknown !== undefined) return { result: 'no-column', column: unknown };
  const rows = table.rows.map((row) =>
    test(row) ? table.columns.map((column, at) => set.get(column) ?? row[at] ?? 'NULL') : row,
  );
  return {
    result: 'changed',
    what: 'UPDATE',
    count: table.rows.filter(test).length,
    tables: { ...tables, [name]: { ...table, rows } },
  };
}

function remove(text: string, tables: Tables): SqlResult {
  const match = /^DELETE\s+FROM\s+([\w.]+)([\s\S]*)$/i.exec(text);
  if (!match) return { result: 'syntax', near: text };
  const [, name = '', rest = ''] = match;
  const table = tableOf(tables, name);
  if (!table) return { result: 'missing', table: name };
  const test = where(rest, table);
  if (typeof test !== 'function') return test;
  const rows = table.rows.filter((row) => !test(row));
  return {
    result: 'changed',
    what: 'DELETE',
    count: table.rows.length - rows.length,
    tables: { ...tables, [name]: { ...table, rows } },
  };
}

type RowTest = (row: readonly string[]) => boolean;

function where(rest: string, { columns }: Table): RowTest | SqlResult {
  const text = /WHERE\s+([\s\S]+?)(?:\s+ORDER\s|\s+LIMIT\s|$)/i.exec(rest)?.[1];
  if (text === undefined) return () => true;
  const tests: RowTest[] = [];
  for (const part of text.split(/\s+AND\s+/i)) {
    const match = /^(\w+)\s*(=|<>|!=|<=|>=|<|>)\s*([\s\S]+)$/.exec(part.trim());
    if (!match) return { result: 'syntax', near: part };
    const [, column = '', operator = '', value = ''] = match;
    const at = columns.indexOf(column);
    if (at < 0) return { result: 'no-column', column };
    tests.push((row) => compare(row[at] ?? 'NULL', operator, literal(value)));
  }
  return (row) => tests.every((test) => test(row));
}

function compare(left: string, operator: string, right: string): boolean {
  const isNumeric = left !== '' && right !== '' && !Number.isNaN(Number(left)) && !Number.isNaN(Number(right));
  const [a, b] = isNumeric ? [Number(left), Number(right)] : [left, right];
  switch (operator) {
    case '=':
      return a === b;
    case '<':
      return a < b;
    case '>':
      return a > b;
    case '<=':
      return a <= b;
    case '>=':
      return a >= b;
    default:
      return a !== b;
  }
}

function sorted(rows: readonly (readonly string[])[], at: number, isDown: boolean): readonly (readonly string[])[] {
  const up = [...rows].sort((a, b) =>
    compare(a[at] ?? '', '<', b[at] ?? '') ? -1 : compare(a[at] ?? '', '>', b[at] ?? '') ? 1 : 0,
  );
  return isDown ? up.reverse() : up;
}

/** At commas outside of quotes and parentheses. */
function split(text: string): string[] {
  return (text.match(/(?:'(?:[^'\\]|\\.|'')*'|\([^)]*\)|[^,'(])+/g) ?? [])
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function literal(text: string): string {
  const trimmed = text.trim();
  const quoted = /^'([\s\S]*)'$/.exec(trimmed)?.[1];
  return quoted === undefined ? trimmed : quoted.replaceAll("''", "'").replaceAll(/\\(.)/g, '$1');
}

function heading(text: string): string {
  return /\s+AS\s+(\w+)$/i.exec(text)?.[1] ?? text;
}
