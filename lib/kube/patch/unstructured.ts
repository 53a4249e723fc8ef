/**
 * What a strategic merge patch made, read into the API's types, and the words for what does not fit. They are others than
 * those of the JSON decoder, which reads all the rest. Models fromUnstructured (apimachinery's runtime/converter.go).
 */
import { fieldText, type DecodeFault } from '../decode';
import { quote } from '../field/print';
import { isObject, type JsonObject } from '../json-object';
import { schemaType, type GoField, type GoType } from '../schema';
import { goReflectKind, goTypeOf } from './go-value';

interface Converted {
  /** A number too great for its field has lost its upper bits, as in the server. */
  readonly converted: JsonObject;
  /** @param faults those of decoding; types that read their own JSON say the same here */
  wordsOf(faults: readonly DecodeFault[]): string;
}

export function convertUnstructured(type: GoType, document: JsonObject): Converted {
  const converter = new Converter();
  const converted = converter.struct(type, document, []);
  return {
    converted,
    wordsOf: (faults) => {
      for (const problem of converter.problems) {
        if (typeof problem === 'string') return problem;
        const own = faults.find(({ path }) => path.join('\n') === problem.path.join('\n'));
        if (own) return problem.prefix + own.message.replace(/Go struct field \S+ of type/, 'Go value of type');
      }
      const unknown = converter.unknown.map((path) => `unknown field ${quote(path)}`).sort();
      return `strict decoding error: ${unknown.join(', ')}`;
    },
  };
}

/** Words, or a place whose type reads its own JSON: what is wrong there, if anything, is for the decoder to say. */
type Problem = string | { readonly path: Path; readonly prefix: string };

type Path = readonly (string | number)[];

class Converter {
  readonly problems: Problem[] = [];
  readonly unknown: string[] = [];

  /** @param named the path as the server writes it, which has no keys of maps */
  struct(type: GoType, value: JsonObject, path: Path, named: Path = path): JsonObject {
    const converted: JsonObject = { ...value };
    for (const [name, field] of type.fields) {
      if (Object.hasOwn(value, name))
        converted[name] = this.value(field, value[name], [...path, name], [...named, name]);
    }
    for (const name of Object.keys(value)) {
      if (!type.fields.has(name)) this.unknown.push(fieldText([...named, name]));
    }
    return converted;
  }

  private value(field: GoField, value: unknown, path: Path, named: Path): unknown {
    if (value === null || value === undefined) return value;
    switch (field.is) {
      case 'object': {
        const type = schemaType(field.type ?? '');
        if (!isObject(value)) return this.fail(value, `cannot restore struct from: ${goReflectKind(value)}`);
        return type ? this.struct(type, value, path, named) : value;
      }
      case 'list': {
        const { of } = field;
        if (!Array.isArray(value)) return this.fail(value, `cannot restore slice from ${goReflectKind(value)}`);
        return of ? value.map((item: unknown, at) => this.value(of, item, [...path, at], [...named, at])) : value;
      }
      case 'map': {
        const { of } = field;
        if (!isObject(value)) return this.fail(value, `cannot restore map from ${goReflectKind(value)}`);
        if (!of) return value;
        const entries = Object.entries(value).map(([key, item]) => [key, this.value(of, item, [...path, key], named)]);
        return Object.fromEntries(entries);
      }
      case 'bytes':
        if (typeof value !== 'string') return this.fail(value, `cannot restore slice from ${goReflectKind(value)}`);
        this.problems.push({ path, prefix: 'error decoding from json: ' });
        return value;
      case 'string':
      case 'boolean':
      case 'integer':
      case 'number':
        return this.scalar(field, value);
      case 'any':
        return value;
      default:
        this.problems.push({ path, prefix: '' });
        return value;
    }
  }

  private scalar(field: GoField, value: unknown): unknown {
    const wanted = field.is === 'integer' || field.is === 'number' ? 'number' : field.is;
    if (typeof value !== wanted) {
      // Go can turn a number into a string, and the server says that it won't.
      const convertible = wanted === 'string' && goTypeOf(value) === 'int64';
      const why = convertible ? `cannot convert int64 to ${field.goType}` : `unrecognized type: ${kindOf(field)}`;
      return this.fail(value, why);
    }
    if (field.is !== 'integer' || typeof value !== 'number') return value;
    if (!Number.isInteger(value)) return this.fail(value, `cannot convert float64 to ${field.goType}`);
    return field.format === 'int32' ? Math.trunc(value) | 0 : value;
  }

  private fail(value: unknown, why: string): unknown {
    this.problems.push(why);
    return value;
  }
}

/** Kinds as package reflect names them. */
function kindOf(field: GoField): string {
  if (field.is === 'boolean') return 'bool';
  if (field.is === 'number') return 'float64';
  return field.is === 'integer' ? (field.format ?? 'int64') : 'string';
}
