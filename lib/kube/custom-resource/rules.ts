/**
 * x-kubernetes-validations, where an engine for CEL is at hand. Models Validator.validate (apiextensions'
 * apiserver/schema/cel) and hasBlockingErr (registry/customresource).
 *
 * Not modelled: rules about oldSelf, which have nothing to say of a new object, and field names that CEL escapes.
 */
import type { CelEngine } from '../admission';
import type { FieldError } from '../field/error';
import { duplicate, forbidden, invalid, invalidAsAWhole, required } from '../field/error';
import { FieldPath } from '../field/path';
import { isObject, type JsonObject } from '../json-object';
import type { ValidationRule } from '../schema/generated/types';
import { additionalOf, itemsOf, schemasWithin, type Schema } from './schema';
import { sorted } from './validate-value';

/** Errors after which no rule is asked. */
const BLOCKING: readonly string[] = [
  'FieldValueNotSupported',
  'FieldValueRequired',
  'FieldValueTooLong',
  'FieldValueTooMany',
  'FieldValueTypeInvalid',
];
const BLOCKED =
  'some validation rules were not checked because the object was invalid; correct the existing errors to complete validation';
const WHOLE = FieldPath.of('<nil>');

export function checkRules(
  object: JsonObject,
  schema: Schema,
  errors: readonly FieldError[],
  cel: CelEngine | undefined,
): FieldError[] {
  if (![...schemasWithin(schema)].some((part) => part['x-kubernetes-validations']?.length)) return [];
  if (errors.some(({ reason }) => BLOCKING.includes(reason))) return [invalid(WHOLE, null, BLOCKED)];
  return cel ? check(object, schema, undefined, cel) : [];
}

function check(value: unknown, schema: Schema, path: FieldPath | undefined, cel: CelEngine): FieldError[] {
  if (value === null || value === undefined) return [];
  const own = (schema['x-kubernetes-validations'] ?? []).flatMap((rule) => {
    const error = checkRule(rule, path ? value : rootOf(value), schema, path, cel);
    return error ? [error] : [];
  });
  if (Array.isArray(value)) {
    const items = itemsOf(schema);
    return [...own, ...value.flatMap((item, at) => (items && path ? check(item, items, path.index(at), cel) : []))];
  }
  if (!isObject(value)) return own;
  const below = Object.entries(value).flatMap(([key, item]) => {
    const property = Object.hasOwn(schema.properties ?? {}, key) ? schema.properties?.[key] : undefined;
    if (property) return check(item, property, path ? path.child(key) : FieldPath.of(key), cel);
    const additional = additionalOf(schema)?.schema;
    return additional ? check(item, additional, path ? path.key(key) : FieldPath.of(key), cel) : [];
  });
  return [...own, ...below];
}

function checkRule(
  validation: ValidationRule,
  self: unknown,
  { type = '' }: Schema,
  path: FieldPath | undefined,
  cel: CelEngine,
): FieldError | undefined {
  const { rule = '', message = '', messageExpression = '', fieldPath = '', reason } = validation;
  if (/\boldSelf\b/.test(rule)) return undefined;
  const program = cel.compile(rule, ['self']);
  if (!('run' in program)) return undefined;
  const result = program.run({ self });
  if ('value' in result && result.value === true) return undefined;
  const words = message.trim() || rule.trim();
  if ('fault' in result) return invalid(path ?? WHOLE, type, `${result.fault} evaluating rule: ${words}`);
  const at = fieldPath === '' ? (path ?? WHOLE) : below(path, fieldPath);
  const detail = builtMessage(messageExpression, self, cel) ?? (message === '' ? `failed rule: ${words}` : words);
  if (reason === 'FieldValueForbidden') return forbidden(at, detail);
  if (reason === 'FieldValueRequired') return required(at, detail);
  if (reason === 'FieldValueDuplicate') return duplicate(at, sorted(self));
  return type === 'object' || type === 'array' ? invalidAsAWhole(at, detail) : invalid(at, sorted(self), detail);
}

function builtMessage(expression: string, self: unknown, cel: CelEngine): string | undefined {
  if (expression === '') return undefined;
  const program = cel.compile(expression, ['self']);
  const result = 'run' in program ? program.run({ self }) : undefined;
  const text = result && 'value' in result && typeof result.value === 'string' ? result.value.trim() : '';
  return text === '' || text.includes('\n') ? undefined : text;
}

/** `.spec.replicas`, `.metadata['a.b']` */
function below(path: FieldPath | undefined, fieldPath: string): FieldPath {
  const steps = [...fieldPath.matchAll(/\.([^.[\]]+)|\['((?:[^'\\]|\\.)*)'\]/g)];
  return (
    steps.reduce<FieldPath | undefined>((at, [, name, key]) => {
      if (name !== undefined) return at ? at.child(name) : FieldPath.of(name);
      return at ? at.key(key ?? '') : FieldPath.of(key ?? '');
    }, path) ?? WHOLE
  );
}

/** Of metadata, rules about the whole object see the name only. */
function rootOf(value: unknown): unknown {
  if (!isObject(value)) return value;
  const metadata = isObject(value['metadata']) ? value['metadata'] : {};
  const named = Object.entries(metadata).filter(([name]) => name === 'name' || name === 'generateName');
  return { ...value, metadata: Object.fromEntries(named) };
}
