/**
 * JSON into the API's types. Models sigs.k8s.io/json UnmarshalStrict (Go's decoder, made case sensitive and strict) with its
 * words, and unlike it goes on to the end: every fault is data.
 *
 * A decoded value holds known fields of their right types only. As in Go, null is "not there", and a zero value where the
 * Go field is no pointer is the same as an absent one, so it is left out.
 *
 * Not modelled: what JSON.parse has already lost, duplicate keys and the way a number was written.
 */
import { isObject, type JsonObject } from '../json-object';
import { quote } from '../field/print';
import { FORMAT_WRONG, formatQuantity, readQuantity } from '../quantity';
import { schemaType, type GoField, type GoType } from '../schema';
import { canonicalBase64, encodeBase64 } from './base64';
import type { DecodeFault } from './fault';
import { fieldText, structField } from './place';
import { readMicroTime, readTime } from './time';

type ReadonlyObject = Readonly<JsonObject>;

const INT32 = 2 ** 31;
const INT64 = 2 ** 63;

/** Go's zero value of a list's or map's element that is null. */
const ZERO: Readonly<Partial<Record<GoField['is'], unknown>>> = {
  string: '',
  bytes: '',
  integer: 0,
  number: 0,
  boolean: false,
  quantity: '0',
  'int-or-string': 0,
};

export class Decoder {
  readonly faults: DecodeFault[] = [];
  private readonly steps: (string | number)[] = [];

  /** @param sorted whether keys are read in alphabetical order, as they stand in what kubectl sends */
  constructor(
    private readonly root: GoType,
    private readonly sorted: boolean,
  ) {}

  decode(value: ReadonlyObject): JsonObject {
    return this.struct(this.root, value);
  }

  private struct(type: GoType, value: ReadonlyObject): JsonObject {
    const decoded: JsonObject = {};
    for (const name of this.keys(value)) {
      this.steps.push(name);
      const field = type.fields.get(name);
      if (field) {
        const read = this.value(field, value[name]);
        if (read !== undefined && (field.pointer || !isZero(field, read))) decoded[name] = read;
      } else this.fault('UnknownField', 'strict', `unknown field ${quote(fieldText(this.steps))}`);
      this.steps.pop();
    }
    return decoded;
  }

  private keys(value: ReadonlyObject): string[] {
    const keys = Object.keys(value);
    return this.sorted ? keys.sort() : keys;
  }

  /** The decoded value; undefined for null and for what does not fit. */
  private value(field: GoField, value: unknown): unknown {
    if (value === null || value === undefined) return undefined;
    switch (field.is) {
      case 'string':
        return typeof value === 'string' ? value : this.mismatch(value, field.goType);
      case 'boolean':
        return typeof value === 'boolean' ? value : this.mismatch(value, field.goType);
      case 'integer':
        return this.integer(value, field.goType, field.format === 'int32' ? INT32 : INT64, 'wrong');
      case 'number':
        return typeof value === 'number' || typeof value === 'bigint'
          ? Number(value)
          : this.mismatch(value, field.goType);
      case 'object':
        return this.object(field, value);
      case 'list':
        return this.list(field, value);
      case 'map':
        return this.map(field, value);
      case 'int-or-string':
        return typeof value === 'string' ? value : this.integer(value, 'int32', INT32, 'abrupt');
      case 'quantity':
        return this.quantity(value);
      case 'time':
        return this.time(field, value);
      case 'bytes':
        return this.bytes(field, value);
      default:
        return value;
    }
  }

  private object(field: GoField, value: unknown): unknown {
    if (!isObject(value)) return this.mismatch(value, field.goType);
    const type = schemaType(field.type ?? '');
    if (!type) throw new Error(`no structure of ${field.type}`);
    return this.struct(type, value);
  }

  private list(field: GoField, value: unknown): unknown {
    const { of } = field;
    if (!Array.isArray(value) || !of) return this.mismatch(value, field.goType);
    return value.map((item: unknown, at) => {
      this.steps.push(at);
      const decoded = this.element(of, item);
      this.steps.pop();
      return decoded;
    });
  }

  private map(field: GoField, value: unknown): unknown {
    const { of } = field;
    if (!isObject(value) || !of) return this.mismatch(value, field.goType);
    const decoded: JsonObject = {};
    for (const key of this.keys(value)) {
      this.steps.push(key);
      setOwn(decoded, key, this.element(of, value[key]));
      this.steps.pop();
    }
    return decoded;
  }

  private element(of: GoField, value: unknown): unknown {
    return this.value(of, value) ?? ZERO[of.is] ?? (of.is === 'list' ? [] : {});
  }

  private integer(value: unknown, goType: string, limit: number, weight: 'wrong' | 'abrupt'): number | undefined {
    if (typeof value === 'number' || typeof value === 'bigint') {
      const number = Number(value);
      if (Number.isInteger(number) && number >= -limit && number < limit) return number === 0 ? 0 : number;
      return this.mismatch(value, goType, weight, `number ${value}`);
    }
    return this.mismatch(value, goType, weight);
  }

  /** Quantity reads the bytes of the JSON itself: what would be escaped there never parses. */
  private quantity(value: unknown): string | undefined {
    const text =
      typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'bigint' ? String(value) : '?';
    const read = /["\\\p{Cc}]/u.test(text) ? FORMAT_WRONG : readQuantity(/\s/.test(text) ? text.trim() : text);
    if (typeof read === 'string') return this.fault('BadValue', 'abrupt', read);
    return formatQuantity(read);
  }

  private time(field: GoField, value: unknown): string | undefined {
    if (typeof value !== 'string') return this.mismatch(value, 'string', 'abrupt');
    const read = field.goType === 'v1.MicroTime' ? readMicroTime(value) : readTime(value);
    return 'time' in read ? read.time : this.fault('BadValue', 'abrupt', read.fault);
  }

  private bytes(field: GoField, value: unknown): string | undefined {
    if (typeof value === 'string') {
      const read = canonicalBase64(value);
      return typeof read === 'string'
        ? read
        : this.fault('BadValue', 'wrong', `illegal base64 data at input byte ${read}`);
    }
    if (!Array.isArray(value)) return this.mismatch(value, field.goType);
    return encodeBase64(
      value.map((byte: unknown, at) => {
        if (typeof byte === 'number' && Number.isInteger(byte) && byte >= 0 && byte < 256) return byte;
        if (byte === null) return 0;
        this.steps.push(at);
        this.mismatch(byte, 'uint8', 'wrong', typeof byte === 'number' ? `number ${byte}` : undefined);
        this.steps.pop();
        return 0;
      }),
    );
  }

  private mismatch(
    value: unknown,
    goType: string,
    weight: 'wrong' | 'abrupt' = 'wrong',
    found = kindOfJson(value),
  ): undefined {
    return this.fault(
      'TypeMismatch',
      weight,
      `json: cannot unmarshal ${found} into Go struct field ${structField(this.root, this.steps)} of type ${goType}`,
    );
  }

  private fault(reason: DecodeFault['reason'], weight: DecodeFault['weight'], message: string): undefined {
    this.faults.push({ path: [...this.steps], reason, weight, message });
  }
}

/** An empty port name is no port number 0. */
function isZero({ is }: GoField, value: unknown): boolean {
  return value === 0 || value === false || (value === '' && is !== 'int-or-string');
}

/** `__proto__` is a key like any other. */
function setOwn(object: JsonObject, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  } else object[key] = value;
}

function kindOfJson(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'bigint' ? 'number' : typeof value;
}
