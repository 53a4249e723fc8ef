/**
 * Reads a type from its line of the generated table. A line is `goName? field;field;…`, with goName only where it is not
 * `v1.` and the type's name, `~` before the fields of a type that is owned as a whole, and a field is
 *
 *     name!+- value=default@Embedded~merge
 *
 *     !  required     +  written even when empty     -  left out when zero, although a struct
 *     value     *value a pointer · []value · {}value a map · {Key}value a map with keys of a named string type ·
 *               Name:value a named Go type · string(a|b) with its enum · a scalar · the name of a type
 *     merge     a,b items are owned one by one and known by a and b, and a patch merges them by a · set · atomic ·
 *               granular; behind a slash what a patch does, where it is something else: `merge`, `merge:key`, `replace`,
 *               `+retainKeys` (which only kubectl heeds), or nothing
 */
import type { FieldMerge, GoField, GoType, Shape } from './type';

interface Scalar {
  readonly is: Shape;
  readonly format?: string;
  readonly goType: string;
}

const SCALARS: Readonly<Record<string, Scalar>> = {
  string: { is: 'string', goType: 'string' },
  bool: { is: 'boolean', goType: 'bool' },
  int32: { is: 'integer', format: 'int32', goType: 'int32' },
  int64: { is: 'integer', format: 'int64', goType: 'int64' },
  float64: { is: 'number', format: 'double', goType: 'float64' },
  bytes: { is: 'bytes', format: 'byte', goType: '[]uint8' },
  intstr: { is: 'int-or-string', goType: 'intstr.IntOrString' },
  quantity: { is: 'quantity', goType: 'resource.Quantity' },
  time: { is: 'time', format: 'date-time', goType: 'v1.Time' },
  microtime: { is: 'time', format: 'date-time', goType: 'v1.MicroTime' },
  any: { is: 'any', goType: 'interface {}' },
};

const FIELD = /^([^ !+-]+(?:-[^ !+-]+)*)(!?)(\+?)(-?) ([^=@~]+)(?:=([^@~]*))?(?:@([^~]+))?(?:~(.+))?$/;

/** @param goNameOf the Go name of another type, for `[]v1.Container` */
export function readType(name: string, line: string, goNameOf: (name: string) => string): GoType {
  const goName = goNameOf(name);
  const marked = line.startsWith(`${goName} `) ? line.slice(goName.length + 1) : line;
  const atomic = marked.startsWith('~');
  const text = atomic ? marked.slice(1) : marked;
  const fields = new Map<string, GoField>();
  const required = new Set<string>();
  for (const part of text === '' ? [] : text.split(';')) {
    const match = FIELD.exec(part);
    if (!match) throw new Error(`structure of ${name}: ${part}`);
    const [, field = '', needed, kept, omitzero, value = '', fallback, embedded, merge] = match;
    if (needed !== '') required.add(field);
    const read = readValue(value, goNameOf);
    // A struct that is no pointer is never empty to omitempty.
    const struct =
      !read.pointer &&
      omitzero === '' &&
      (read.is === 'object' || read.is === 'int-or-string' || read.is === 'quantity' || read.is === 'time');
    fields.set(field, {
      ...read,
      always: kept !== '' || struct,
      ...(fallback !== undefined && { default: defaultValue(read.is, fallback) }),
      ...(embedded !== undefined && { embedded }),
      ...(merge !== undefined && { merge: readMerge(merge) }),
    });
  }
  const always = [...fields].filter(([, field]) => field.always);
  return { name, goName: goName.slice(goName.indexOf('.') + 1), fields, required, always, atomic };
}

function readMerge(text: string): FieldMerge {
  const [owned = '', patched] = text.split('/');
  const keys = owned === '' || ['set', 'atomic', 'granular'].includes(owned) ? undefined : owned.split(',');
  const strategies = patched === undefined ? (keys ? [`merge:${keys[0]}`] : []) : patched.split('+');
  const [patch, patchKey] = strategies.find((strategy) => /^(?:merge|replace)/.test(strategy))?.split(':') ?? [];
  return {
    isSet: owned === 'set',
    ...(keys && { keys }),
    ...((owned === 'atomic' || owned === 'granular') && { atomic: owned === 'atomic' }),
    ...((patch === 'merge' || patch === 'replace') && { patch }),
    ...(patchKey !== undefined && { patchKey }),
    ...(strategies.includes('retainKeys') && { retainKeys: true }),
  };
}

function readValue(text: string, goNameOf: (name: string) => string): Omit<GoField, 'always'> & { always: boolean } {
  if (text.startsWith('*')) return { ...readValue(text.slice(1), goNameOf), pointer: true };
  const plain = { pointer: false, always: false };
  if (text.startsWith('[]')) {
    const of = readValue(text.slice(2), goNameOf);
    return { ...plain, is: 'list', of, goType: `[]${starred(of)}` };
  }
  const map = /^\{(\w*)\}(.*)$/.exec(text);
  if (map) {
    const of = readValue(map[2] ?? '', goNameOf);
    return { ...plain, is: 'map', of, goType: `map[${map[1] ? `v1.${map[1]}` : 'string'}]${starred(of)}` };
  }
  const named = /^([\w.]+):(.*)$/.exec(text);
  if (named) {
    const [, name = '', value = ''] = named;
    return { ...readValue(value, goNameOf), goType: name.includes('.') ? name : `v1.${name}` };
  }
  const [, word = '', values] = /^(\w+)(?:\((.*)\))?$/.exec(text) ?? [];
  const scalar = SCALARS[word];
  if (!scalar) return { ...plain, is: 'object', type: word, goType: goNameOf(word) };
  return { ...plain, ...scalar, ...(values !== undefined && { enum: values.split('|') }) };
}

function starred(field: GoField): string {
  return field.pointer ? `*${field.goType}` : field.goType;
}

function defaultValue(is: Shape, text: string): string | number | boolean {
  if (is === 'integer' || is === 'number') return Number(text);
  return is === 'boolean' ? text === 'true' : text;
}
