/**
 * Objects as protobuf, which kubectl's generators send: made JSON at the door, so that the cluster itself reads only that.
 * Which field has which number is recorded from k8s.io/api and k8s.io/apiextensions-apiserver by reflection (fixtures/golden/protobuf.json): `"1": "name string"`,
 * without a name for a struct that JSON shows inline.
 */
import { readFileSync } from 'node:fs';

interface Recorded {
  /** `apps/v1/Deployment` → `apps.v1.Deployment`. */
  readonly kinds: Readonly<Record<string, string>>;
  readonly messages: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

type Json = Record<string, unknown>;

const recorded = JSON.parse(
  readFileSync(new URL('../../fixtures/golden/protobuf.json', import.meta.url), 'utf8'),
) as Recorded;

/** The four bytes that every such body begins with; then comes a runtime.Unknown. */
const MAGIC = 'k8s\0';

/** Undefined for what is no object of a kind that is known. */
export function jsonOfProtobuf(body: Buffer): Json | undefined {
  if (body.subarray(0, 4).toString('latin1') !== MAGIC) return undefined;
  let apiVersion = '';
  let kind = '';
  let raw: Buffer | undefined;
  for (const { number, value } of fieldsOf(body.subarray(4))) {
    if (!Buffer.isBuffer(value)) continue;
    if (number === 2) raw = value;
    if (number !== 1) continue;
    for (const { number: part, value: text } of fieldsOf(value)) {
      if (part === 1) apiVersion = String(text);
      if (part === 2) kind = String(text);
    }
  }
  const message = recorded.kinds[`${apiVersion}/${kind}`] ?? recorded.kinds[`v1/${kind}`];
  return message === undefined || !raw ? undefined : { apiVersion, kind, ...readMessage(message, raw) };
}

interface WireField {
  readonly number: number;
  readonly value: Buffer | bigint;
}

function* fieldsOf(bytes: Buffer): Iterable<WireField> {
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = BigInt(bytes.readUInt8(at++));
      value |= (byte & 127n) << shift;
      if (byte < 128n) return value;
    }
  };
  while (at < bytes.length) {
    const key = Number(varint());
    const number = key >> 3;
    switch (key & 7) {
      case 0:
        yield { number, value: varint() };
        break;
      case 1:
        yield { number, value: bytes.subarray(at, (at += 8)) };
        break;
      case 2: {
        const length = Number(varint());
        yield { number, value: bytes.subarray(at, (at += length)) };
        break;
      }
      case 5:
        yield { number, value: bytes.subarray(at, (at += 4)) };
        break;
      default:
        throw new Error(`protobuf wire type ${key & 7}`);
    }
  }
}

function readMessage(name: string, bytes: Buffer): Json {
  const fields = recorded.messages[name] ?? {};
  const read: Json = {};
  for (const { number, value } of fieldsOf(bytes)) {
    const [field, type] = partsOf(fields[number] ?? '');
    if (type === '') continue;
    if (field === '') Object.assign(read, valueOf(type, value));
    else if (type.startsWith('[]')) read[field] = [...listOf(read[field]), valueOf(type.slice(2), value)];
    else if (type.startsWith('{')) read[field] = { ...(read[field] as Json | undefined), ...entryOf(type, value) };
    else read[field] = valueOf(type, value);
  }
  return read;
}

function partsOf(text: string): [field: string, type: string] {
  const space = text.indexOf(' ');
  return space < 0 ? ['', text] : [text.slice(0, space), text.slice(space + 1)];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** `{string}int64`: a message of a key and a value. */
function entryOf(type: string, value: Buffer | bigint): Json {
  const of = type.slice(type.indexOf('}') + 1);
  let key = '';
  let read: unknown = of === 'string' ? '' : undefined;
  for (const part of fieldsOf(value as Buffer)) {
    if (part.number === 1) key = String(part.value);
    else read = valueOf(of, part.value);
  }
  return { [key]: read ?? valueOf(of, Buffer.alloc(0)) };
}

function valueOf(type: string, value: Buffer | bigint): unknown {
  if (typeof value === 'bigint') return type === 'bool' ? value !== 0n : Number(BigInt.asIntN(64, value));
  switch (type) {
    case 'string':
      return value.toString('utf8');
    case 'bytes':
      return value.toString('base64');
    case 'float64':
      return value.readDoubleLE(0);
    case 'apis.meta.v1.Time':
    case 'apis.meta.v1.MicroTime':
      return timeOf(value, type.endsWith('MicroTime'));
    case 'api.resource.Quantity':
      return textIn(value, 1);
    case 'util.intstr.IntOrString':
      return intOrString(value);
    case 'runtime.RawExtension':
    case 'apis.meta.v1.FieldsV1':
      return JSON.parse(textIn(value, 1) || 'null');
    case 'apiextensions.v1.JSON':
      return JSON.parse(textIn(value, 1) || 'null');
    case 'apiextensions.v1.JSONSchemaPropsOrBool':
    case 'apiextensions.v1.JSONSchemaPropsOrArray':
    case 'apiextensions.v1.JSONSchemaPropsOrStringArray':
      return eitherOf(type, value);
    default:
      return type.startsWith('items:') ? itemsOf(type.slice('items:'.length), value) : readMessage(type, value);
  }
}

/** A schema, or what may stand in its place: JSON shows the one that is there. */
function eitherOf(name: string, bytes: Buffer): unknown {
  const fields = recorded.messages[name] ?? {};
  let simple: unknown;
  let schema: unknown;
  for (const { number, value } of fieldsOf(bytes)) {
    const type = fields[number] ?? '';
    if (type.startsWith('[]')) simple = [...listOf(simple), valueOf(type.slice(2), value)];
    else if (type === 'bool') simple = valueOf(type, value);
    else schema = valueOf(type, value);
  }
  return schema ?? simple;
}

function itemsOf(type: string, value: Buffer): unknown[] {
  return [...fieldsOf(value)].map((field) => valueOf(type, field.value));
}

function textIn(bytes: Buffer, wanted: number): string {
  for (const { number, value } of fieldsOf(bytes)) if (number === wanted) return String(value);
  return '';
}

function intOrString(bytes: Buffer): number | string {
  let isText = false;
  let number = 0;
  let text = '';
  for (const field of fieldsOf(bytes)) {
    if (field.number === 1) isText = field.value === 1n;
    if (field.number === 2 && typeof field.value === 'bigint') number = Number(BigInt.asIntN(64, field.value));
    if (field.number === 3) text = String(field.value);
  }
  return isText ? text : number;
}

function timeOf(bytes: Buffer, isMicro: boolean): string | null {
  let seconds = 0;
  let nanos = 0;
  for (const { number, value } of fieldsOf(bytes)) {
    if (number === 1) seconds = Number(BigInt.asIntN(64, value as bigint));
    if (number === 2) nanos = Number(value);
  }
  if (seconds === 0 && nanos === 0) return null;
  const text = new Date(seconds * 1000).toISOString().slice(0, 19);
  return isMicro ? `${text}.${String(Math.floor(nanos / 1000)).padStart(6, '0')}Z` : `${text}Z`;
}
