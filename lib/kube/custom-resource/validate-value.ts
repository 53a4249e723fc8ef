/**
 * A value against a schema. Models SchemaValidator (kube-openapi's pkg/validation/validate), and ValidateCustomResource
 * (apiextensions' pkg/apiserver/validation), which puts its findings into field errors.
 *
 * Of alternatives (anyOf, oneOf) that all fail, the one is reported that most checks agreed with, so checks are counted as
 * upstream does.
 *
 * Upstream looks at properties in any order; here it is that of the schema.
 *
 * Not modelled: a number written as `1.0`, which JSON.parse has made an integer; ratcheting, by which an update may keep what
 * has become invalid.
 */
import type { FieldError } from '../field/error';
import { invalid, required, tooLong, tooMany } from '../field/error';
import { errorMessage } from '../field/message';
import { FieldPath } from '../field/path';
import { goJson, quote } from '../field/print';
import { isObject, type JsonObject } from '../json-object';
import { fitsFormat, isKnownFormat } from './formats';
import { goPattern } from './go-pattern';
import { additionalOf, itemsOf, type Schema } from './schema';

/** Builds an error at a place below the value: `steps` lead from it to the fault. */
type Fault = (base: Base) => FieldError;
export type Step = string | number;

export interface Base {
  /** What errors are placed below; undefined at the root of an object. */
  readonly path?: FieldPath;
  /** Where an editor points, if not to `path`. */
  readonly place?: FieldPath;
}

interface Found {
  readonly faults: readonly Fault[];
  readonly matches: number;
}

/** @param base where the value stands; without it, it is a whole object */
export function validateValue(value: unknown, schema: Schema, base: Base = {}): FieldError[] {
  const errors = check(value, schema, []).faults.map((build) => build(base));
  const said = new Set<string>();
  return errors.filter((error) => {
    const words = errorMessage(error);
    const isNew = !said.has(words);
    said.add(words);
    return isNew;
  });
}

function check(value: unknown, schema: Schema, at: readonly Step[]): Found {
  const checks: Found[] = [];
  const type = typesOf(schema);
  const format = isKnownFormat(schema.format ?? '', schema.type ?? '') ? (schema.format ?? '') : '';
  if (value === null || value === undefined) {
    checks.push(checkNull(type, schema, at), checkEnum(value, schema, at));
    return summed(checks, 0);
  }
  if (type.length > 0 || format !== '') checks.push(checkType(value, type, format, at));
  checks.push(checkJunctors(value, schema, at));
  if (typeof value === 'string') {
    checks.push(checkText(value, schema, at));
    if (format !== '' && schema.type !== 'integer' && schema.type !== 'number')
      checks.push(checkFormat(value, format, at));
  }
  if (typeof value === 'number') checks.push(checkNumber(value, schema, at));
  if (Array.isArray(value)) checks.push(checkList(value, schema, at));
  checks.push(checkEnum(value, schema, at));
  if (isObject(value)) checks.push(checkObject(value, schema, at));
  return summed(checks, checks.length + 1);
}

function checkJunctors(
  value: unknown,
  { anyOf = [], oneOf = [], allOf = [], not }: Schema,
  at: readonly Step[],
): Found {
  const found: Found[] = [];
  if (anyOf.length > 0) found.push(...checkAnyOf(value, anyOf, at));
  if (oneOf.length > 0) found.push(...checkOneOf(value, oneOf, at));
  if (allOf.length > 0) {
    const results = allOf.map((schema) => check(value, schema, at));
    const passed = results.filter(isValid).length;
    found.push(...results);
    const none = passed === 0 ? '. None validated' : '';
    if (passed < allOf.length) found.push(fault(composite(at, `must validate all the schemas (allOf)${none}`)));
  }
  if (not && isValid(check(value, not, at))) {
    found.push(fault(composite(at, 'must not validate the schema (not)')));
  }
  return summed(found, 1);
}

function checkAnyOf(value: unknown, schemas: readonly Schema[], at: readonly Step[]): Found[] {
  const failed: Found[] = [];
  for (const schema of schemas) {
    const result = check(value, schema, at);
    if (isValid(result)) return [result];
    failed.push(result);
  }
  return [fault(composite(at, 'must validate at least one schema (anyOf)')), ...best(failed)];
}

function checkOneOf(value: unknown, schemas: readonly Schema[], at: readonly Step[]): Found[] {
  const results = schemas.map((schema) => check(value, schema, at));
  const passed = results.filter(isValid);
  if (passed.length === 1) return passed;
  const count = passed.length === 0 ? 'Found none valid' : `Found ${passed.length} valid alternatives`;
  const said = fault(composite(at, `must validate one and only one schema (oneOf). ${count}`));
  if (passed.length === 0) return [said, ...best(results)];
  // Failures are forgotten at the first success, and later ones don't count.
  return [said];
}

function checkList(value: readonly unknown[], schema: Schema, at: readonly Step[]): Found {
  const items = itemsOf(schema);
  const found = items ? value.map((item, index) => check(item, items, [...at, index])) : [];
  const { minItems, maxItems } = schema;
  const { length } = value;
  if (minItems !== undefined && length < minItems) {
    found.push(fault(wrong(at, length, `should have at least ${minItems} items`)));
  }
  if (maxItems !== undefined && length > maxItems) {
    found.push(fault((base) => placedAt(base, at, (path) => tooMany(path, length, maxItems))));
  }
  return summed(found, 1);
}

function checkObject(value: JsonObject, schema: Schema, at: readonly Step[]): Found {
  const { minProperties, maxProperties, properties = {}, required: needed = [] } = schema;
  const found: Found[] = [];
  const keys = Object.keys(value);
  if (minProperties !== undefined && keys.length < minProperties) {
    found.push(fault(wrong(at, keys.length, `should have at least ${minProperties} properties`)));
  }
  if (maxProperties !== undefined && keys.length > maxProperties) {
    found.push(fault((base) => placedAt(base, at, (path) => tooMany(path, keys.length, maxProperties))));
  }
  const additional = additionalOf(schema);
  for (const key of keys) {
    if (!additional || Object.hasOwn(properties, key)) continue;
    if (!additional.allowed) {
      found.push(
        fault((base) =>
          placedAt(base, at, (path) => invalid(path, key, `${nameOf(at)}.${key} in body is a forbidden property`)),
        ),
      );
    } else if (additional.schema) found.push(check(value[key], additional.schema, [...at, key]));
  }
  for (const [name, property] of Object.entries(properties)) {
    if (Object.hasOwn(value, name)) found.push(check(value[name], property, [...at, name]));
  }
  for (const name of needed) {
    if (Object.hasOwn(value, name)) continue;
    found.push(fault((base) => placedAt(base, [...at, name], (path) => required(path))));
  }
  return summed(found, 0);
}

function typesOf(schema: Schema): readonly string[] {
  if (schema['x-kubernetes-int-or-string']) return ['integer', 'string'];
  return schema.type ? [schema.type] : [];
}

function checkNull(types: readonly string[], { nullable = false }: Schema, at: readonly Step[]): Found {
  if (types.length === 0 || types.includes('null') || nullable) return { faults: [], matches: 1 };
  return fault(ofType(at, types.join(','), 'null'));
}

function checkType(value: unknown, types: readonly string[], format: string, at: readonly Step[]): Found {
  const { type, format: its } = infoOf(value);
  const isNumeric = types.includes('number') || types.includes('integer');
  const fits =
    types.includes(type) ||
    (type === 'number' && Number.isInteger(value) && types.includes('integer')) ||
    (type === 'integer' && types.includes('number'));
  const isPlain = type === 'string' || type === 'array';
  if (!isPlain && format !== '' && !fits && its !== format) return fault(ofType(at, format, its));
  if (!isNumeric && format !== '' && isPlain) return { faults: [], matches: 1 };
  return fits ? { faults: [], matches: 1 } : fault(ofType(at, types.join(','), type));
}

function infoOf(value: unknown): { readonly type: string; readonly format: string } {
  if (typeof value === 'number') {
    return Number.isInteger(value) ? { type: 'integer', format: 'int64' } : { type: 'number', format: 'float64' };
  }
  if (Array.isArray(value)) return { type: 'array', format: '' };
  return { type: typeof value, format: '' };
}

function checkText(value: string, { maxLength, minLength, pattern }: Schema, at: readonly Step[]): Found {
  const length = Array.from(value).length;
  if (maxLength !== undefined && length > maxLength) {
    return fault((base) => placedAt(base, at, (path) => tooLong(path, maxLength)));
  }
  if (minLength !== undefined && length < minLength) {
    return fault(wrong(at, value, `should be at least ${minLength} chars long`));
  }
  if (pattern) {
    const read = goPattern(pattern);
    const shown = 'fault' in read ? `${pattern}, but pattern is invalid: ${read.fault}` : pattern;
    if ('fault' in read || !read.test(value)) return fault(wrong(at, value, `should match '${shown}'`));
  }
  return NONE;
}

function checkFormat(value: string, format: string, at: readonly Step[]): Found {
  return fitsFormat(value, format) ? NONE : fault(ofType(at, format, value));
}

const RANGES: Readonly<Record<string, readonly [least: number, most: number]>> = {
  int32: [-(2 ** 31), 2 ** 31 - 1],
  int64: [-(2 ** 63), 2 ** 63],
  float: [-3.402_823_466_385_288_6e38, 3.402_823_466_385_288_6e38],
};

/** A whole number is held against whole bounds only: upstream cuts off what stands behind the point. */
function checkNumber(value: number, schema: Schema, at: readonly Step[]): Found {
  const { maximum, minimum, multipleOf, exclusiveMaximum, exclusiveMinimum } = schema;
  const cut = (bound: number): number => (Number.isInteger(value) ? Math.trunc(bound) : bound);
  const found: Found[] = [];
  const misfit = rangeFault(value, schema);
  if (misfit !== undefined) {
    const text = `Checked value must be of type ${misfit} in ${nameOf(at)}`;
    found.push(fault((base) => placedAt(base, [], (path) => invalid(path, '', text))));
  }
  if (multipleOf !== undefined) found.push(...checkMultiple(value, cut(multipleOf), at));
  if (minimum !== undefined && (exclusiveMinimum ? value <= cut(minimum) : value < cut(minimum))) {
    const bound = `${exclusiveMinimum ? '' : 'or equal to '}${cut(minimum)}`;
    found.push(fault(wrong(at, value, `should be greater than ${bound}`)));
  }
  if (maximum !== undefined && (exclusiveMaximum ? value >= cut(maximum) : value > cut(maximum))) {
    const bound = `${exclusiveMaximum ? '' : 'or equal to '}${cut(maximum)}`;
    found.push(fault(wrong(at, value, `should be less than ${bound}`)));
  }
  return summed(found, 1);
}

/** The type that a number cannot be of. */
function rangeFault(value: number, schema: Schema): string | undefined {
  const { type = '', format = '' } = schema;
  if (schema['x-kubernetes-int-or-string'] || (type !== 'integer' && type !== 'number')) return undefined;
  const known = isKnownFormat(format, type) ? format : '';
  const [least, most] = RANGES[known] ?? (type === 'integer' ? RANGES['int64'] : undefined) ?? [-Infinity, Infinity];
  if (value >= least && value <= most && (type === 'number' || Number.isInteger(value))) return undefined;
  return known === '' ? `${type} (default format)` : `${type} with format ${known}`;
}

function checkMultiple(value: number, factor: number, at: readonly Step[]): Found[] {
  if (factor <= 0) {
    const text = `factor MultipleOf declared for ${nameOf(at)} must be positive: ${factor}`;
    return [fault((base) => placedAt(base, at, (path) => invalid(path, factor, text)))];
  }
  const times = factor < 1 ? (1 / factor) * value : value / factor;
  const isMultiple = Math.abs(times - Math.round(times)) <= 1e-9 * Math.max(1, Math.abs(times));
  return isMultiple ? [] : [fault(wrong(at, value, `should be a multiple of ${factor}`))];
}

function checkEnum(value: unknown, { enum: values = [] }: Schema, at: readonly Step[]): Found {
  if (values.length === 0 || values.some((known) => known !== null && goJson(sorted(known)) === goJson(sorted(value))))
    return NONE;
  const supported = values.map((known) => quote(typeof known === 'string' ? known : goJson(sorted(known))));
  const detail = `supported values: ${supported.join(', ')}`;
  return fault((base) =>
    placedAt(base, at, (path) => ({ reason: 'FieldValueNotSupported', path, value: sorted(value ?? null), detail })),
  );
}

/** JSON as a Go map prints it, keys in order. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  return new Map(Object.entries(value).map(([key, item]) => [key, sorted(item)]));
}

const NONE: Found = { faults: [], matches: 0 };

function fault(one: Fault): Found {
  return { faults: [one], matches: 0 };
}

function summed(found: readonly Found[], own: number): Found {
  return {
    faults: found.flatMap(({ faults }) => faults),
    matches: found.reduce((sum, { matches }) => sum + matches, own),
  };
}

function isValid({ faults }: Found): boolean {
  return faults.length === 0;
}

/** The failure that most checks agreed with, the first of several. */
function best(failed: readonly Found[]): Found[] {
  const most = Math.max(...failed.map(({ matches }) => matches));
  return failed.filter(({ matches }) => matches === most).slice(0, 1);
}

function wrong(at: readonly Step[], value: unknown, rule: string): Fault {
  return (base) => placedAt(base, at, (path) => invalid(path, sorted(value), `${nameOf(at)} in body ${rule}`));
}

function ofType(at: readonly Step[], type: string, found: string): Fault {
  const said = `${nameOf(at)} in body must be of type ${type}: ${quote(found)}`;
  return (base) =>
    placedAt(base, at, (path) => ({ reason: 'FieldValueTypeInvalid', path, value: found, detail: said }));
}

/** A sentence about alternatives names no field but in its words. */
function composite(at: readonly Step[], rule: string): Fault {
  return (base) => ({
    ...placedAt(base, [], (path) => invalid(path, '', `${quote(nameOf(at))} ${rule}`)),
    ...(!base.path && at.length > 0 && { place: pathOf(at) }),
  });
}

/** How the validator names a place: `spec.ports[0].name`. */
function nameOf(at: readonly Step[]): string {
  return at.map((step, index) => (typeof step === 'number' ? `[${step}]` : index > 0 ? `.${step}` : step)).join('');
}

function placedAt({ path, place }: Base, at: readonly Step[], build: (path: FieldPath) => FieldError): FieldError {
  const name = nameOf(at);
  if (path) return { ...build(name === '' ? path : path.child(name)), place: place ?? path };
  if (name === '') return build(NO_PATH);
  return { ...build(FieldPath.of(name)), place: pathOf(at) };
}

/** How Go prints a path that is not there: of an object as a whole. */
const NO_PATH = FieldPath.of('<nil>');

function pathOf([first = '', ...more]: readonly Step[]): FieldPath {
  return more.reduce<FieldPath>(
    (path, step) => (typeof step === 'number' ? path.index(step) : path.child(step)),
    FieldPath.of(String(first)),
  );
}
