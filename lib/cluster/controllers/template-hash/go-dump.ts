/**
 * A value as Go prints its struct: what Kubernetes hashes templates by. Models k8s.io/apimachinery/pkg/util/dump ForHash,
 * which is spew's `%#v` with sorted keys: types in parentheses, `<nil>` for what is not there.
 *
 * Not modelled: quantities beyond 64 bits, moments other than none.
 */
import { parseQuantity, schemaType } from '@/lib/kube';
import { goFieldName } from './go-names';

type GoType = NonNullable<ReturnType<typeof schemaType>>;
type GoField = GoType['fields'] extends ReadonlyMap<string, infer Field> ? Field : never;
type Fields = Readonly<Record<string, unknown>>;

const NO_TIME = '{Time:(time.Time){wall:(uint64)0 ext:(int64)0 loc:(*time.Location)<nil>}}';
const FORMATS = { decimal: 'DecimalSI', binary: 'BinarySI', exponent: 'DecimalExponent' };

/** @param type the name of the struct: `PodTemplateSpec` */
export function goDump(type: string, value: object): string {
  const struct = typeNamed(type);
  return `(v1.${struct.goName})${structOf(struct, fieldsOf(value))}`;
}

function structOf(type: GoType, value: Fields): string {
  const parts: string[] = [];
  // Of the embedded structs that are open, the names and how many parts there were before.
  let open: { readonly name: string; readonly from: number } | undefined;
  const close = (): void => {
    if (!open) return;
    const inner = parts.splice(open.from);
    parts.push(`${open.name}:(v1.${open.name}){${inner.join(' ')}}`);
    open = undefined;
  };
  for (const [name, field] of type.fields) {
    if (field.embedded !== open?.name) close();
    if (field.embedded !== undefined && !open) open = { name: field.embedded, from: parts.length };
    parts.push(`${goFieldName(type.goName, name)}:${typed(field, value[name])}`);
  }
  close();
  return `{${parts.join(' ')}}`;
}

function typed(field: GoField, value: unknown): string {
  const isNil = value === undefined || value === null;
  if (field.pointer) return `(*${field.goType})${isNil ? '<nil>' : untyped(field, value)}`;
  return `(${field.goType})${untyped(field, value)}`;
}

/** Without the name of the type: as in lists and maps, and behind pointers. */
function untyped(field: GoField, value: unknown): string {
  switch (field.is) {
    case 'object':
      return structOf(typeNamed(field.type ?? ''), fieldsOf(value));
    case 'list':
      return listOf(field, value);
    case 'map':
      return mapOf(field, value);
    case 'quantity':
      return quantityOf(value);
    case 'time':
      return NO_TIME;
    case 'int-or-string':
      return typeof value === 'string'
        ? `{Type:(intstr.Type)1 IntVal:(int32)0 StrVal:(string)${value}}`
        : `{Type:(intstr.Type)0 IntVal:(int32)${numberOf(value)} StrVal:(string)}`;
    case 'integer':
    case 'number':
      return numberOf(value);
    case 'boolean':
      return value === true ? 'true' : 'false';
    default:
      return typeof value === 'string' ? value : '';
  }
}

function listOf({ of }: GoField, value: unknown): string {
  if (!of || !Array.isArray(value) || value.length === 0) return '<nil>';
  return `[${value.map((item: unknown) => untyped(of, item)).join(' ')}]`;
}

function mapOf({ of }: GoField, value: unknown): string {
  const entries = Object.entries(fieldsOf(value));
  if (!of || entries.length === 0) return '<nil>';
  const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `map[${sorted.map(([key, item]) => `${key}:${untyped(of, item)}`).join(' ')}]`;
}

function quantityOf(value: unknown): string {
  const quantity = typeof value === 'string' ? parseQuantity(value) : undefined;
  // A zero is kept as it is written, too.
  const { unscaled = 0n, scale = 0, format = 'decimal', written = value === '0' ? '0' : '' } = quantity ?? {};
  const amount = `{value:(int64)${unscaled} scale:(resource.Scale)${scale}}`;
  const large = '{Dec:(*inf.Dec)<nil>}';
  const kept = `s:(string)${written} Format:(resource.Format)${quantity ? FORMATS[format] : ''}`;
  return `{i:(resource.int64Amount)${amount} d:(resource.infDecAmount)${large} ${kept}}`;
}

function numberOf(value: unknown): string {
  return typeof value === 'number' ? String(value) : '0';
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function typeNamed(name: string): GoType {
  const type = schemaType(name);
  if (!type) throw new Error(`no structure of ${name}`);
  return type;
}
