/**
 * Whether a schema is structural: every field's type is said outside of allOf, anyOf, oneOf and not, and within them there is
 * nothing but conditions. Models NewStructural and ValidateStructural (apiextensions' pkg/apiserver/schema).
 */
import { goPattern } from '../custom-resource/go-pattern';
import { additionalOf, itemsOf, listedItemsOf, type Schema } from '../custom-resource/schema';
import { equalJson } from '../custom-resource/equal-json';
import type { FieldError } from '../field/error';
import { forbidden, invalid, required } from '../field/error';
import { errorMessage } from '../field/message';
import type { FieldPath } from '../field/path';

type Level = 'root' | 'item' | 'field';

const UNTYPED: Readonly<Record<Level, string>> = {
  root: 'must not be empty at the root',
  item: 'must not be empty for specified array items',
  field: 'must not be empty for specified object fields',
};

/** Why a schema cannot be read as a structural one at all. */
export function unreadableAsStructural(schema: Schema): string | undefined {
  const unsupported = UNSUPPORTED.find(([, isSet]) => isSet(schema))?.[0];
  if (unsupported !== undefined) return `OpenAPIV3Schema '${unsupported}' is not supported`;
  if (schema['x-kubernetes-preserve-unknown-fields'] === false) {
    return "internal error: 'x-kubernetes-preserve-unknown-fields' must be true or undefined";
  }
  if (listedItemsOf(schema).length > 0) return "OpenAPIV3Schema 'items' must be a schema, but is an array";
  const { not, allOf = [], anyOf = [], oneOf = [], properties = {} } = schema;
  const parts = [
    not,
    ...allOf,
    ...anyOf,
    ...oneOf,
    itemsOf(schema),
    ...Object.values(properties),
    additionalOf(schema)?.schema,
  ];
  for (const part of parts) {
    const fault = part && unreadableAsStructural(part);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

const UNSUPPORTED: readonly (readonly [name: string, isSet: (schema: Schema) => boolean])[] = [
  ['id', ({ id }) => Boolean(id)],
  ['schema', (schema) => Boolean(schema.$schema)],
  ['$ref', (schema) => Boolean(schema.$ref)],
  ['patternProperties', ({ patternProperties = {} }) => Object.keys(patternProperties).length > 0],
  ['dependencies', ({ dependencies = {} }) => Object.keys(dependencies).length > 0],
  ['additionalItems', ({ additionalItems }) => additionalItems !== undefined],
  ['definitions', ({ definitions = {} }) => Object.keys(definitions).length > 0],
];

/** In the order of their words, as upstream sorts them. */
export function validateStructural(schema: Schema, path: FieldPath): FieldError[] {
  const errors: FieldError[] = [];
  validateInvariants(schema, 'root', path, errors);
  validateCompleteness(schema, schema, path, path, errors);
  const worded = errors.map((error) => ({ error, words: errorMessage(error) }));
  return worded.sort((a, b) => (a.words < b.words ? -1 : a.words > b.words ? 1 : 0)).map(({ error }) => error);
}

function validateInvariants(schema: Schema, level: Level, path: FieldPath, errors: FieldError[]): void {
  const { type = '', properties = {} } = schema;
  const isEmbedded = schema['x-kubernetes-embedded-resource'] ?? false;
  const isIntOrString = schema['x-kubernetes-int-or-string'] ?? false;
  const keepsUnknown = schema['x-kubernetes-preserve-unknown-fields'] ?? false;
  const items = itemsOf(schema);
  const additional = additionalOf(schema);

  if (type === 'array' && !items) errors.push(required(path.child('items'), 'must be specified'));
  if (items) validateInvariants(items, 'item', path.child('items'), errors);
  for (const [name, property] of Object.entries(properties)) {
    validateInvariants(property, 'field', path.child('properties').key(name), errors);
  }
  if (additional && level === 'root')
    errors.push(forbidden(path.child('additionalProperties'), 'must not be used at the root'));
  if (additional?.schema) validateInvariants(additional.schema, 'field', path.child('additionalProperties'), errors);

  for (const [name, isSet] of [
    ['preserve-unknown-fields', keepsUnknown],
    ['embedded-resource', isEmbedded],
  ] as const) {
    if (!isIntOrString || !isSet) continue;
    errors.push(
      invalid(path.child(`x-kubernetes-${name}`), true, 'must be false if x-kubernetes-int-or-string is true'),
    );
  }
  validateConditions(
    schema,
    isIntOrStringAnyOf(schema.anyOf),
    isIntOrStringAnyOf(schema.allOf?.[0]?.anyOf),
    path,
    errors,
  );

  if (isEmbedded && type !== 'object') {
    const detail = 'must be object if x-kubernetes-embedded-resource is true';
    errors.push(type === '' ? required(path.child('type'), detail) : invalid(path.child('type'), type, detail));
  } else if (type === '' && !isIntOrString && !keepsUnknown) errors.push(required(path.child('type'), UNTYPED[level]));
  if (isEmbedded && additional) {
    errors.push(
      forbidden(path.child('additionalProperties'), 'must not be used if x-kubernetes-embedded-resource is set'),
    );
  }
  if (level === 'root' && type !== '' && type !== 'object') {
    errors.push(invalid(path.child('type'), type, 'must be object at the root'));
  }
  validateMetaProperties(properties, level, level === 'root' || isEmbedded, path.child('properties'), errors);
  if (isEmbedded && !keepsUnknown && Object.keys(properties).length === 0) {
    const detail =
      'must not be empty if x-kubernetes-embedded-resource is true without x-kubernetes-preserve-unknown-fields';
    errors.push(required(path.child('properties'), detail));
  }
}

function validateMetaProperties(
  { kind, apiVersion, metadata }: Readonly<Record<string, Schema>>,
  level: Level,
  isObject: boolean,
  path: FieldPath,
  errors: FieldError[],
): void {
  const type = (name: string): FieldPath => path.key(name).child('type');
  if (isObject && kind && kind.type !== 'string') errors.push(invalid(type('kind'), kind.type ?? '', 'must be string'));
  if (isObject && apiVersion && apiVersion.type !== 'string') {
    errors.push(invalid(type('apiVersion'), apiVersion.type ?? '', 'must be string'));
  }
  if (!metadata) return;
  if (isObject && metadata.type !== 'object')
    errors.push(invalid(type('metadata'), metadata.type ?? '', 'must be object'));
  if (level !== 'root') return;
  const { type: _type, default: _default, properties = {}, ...rest } = metadata;
  const isMore = Object.keys(properties).some((name) => name !== 'name' && name !== 'generateName');
  if (isMore || Object.keys(rest).length > 0) {
    const detail = 'must not specify anything other than name and generateName, but metadata is implicitly specified';
    errors.push(forbidden(path.key('metadata'), detail));
  }
}

/** The one place where types may stand among conditions: `anyOf: [{type: integer}, {type: string}]`. */
function isIntOrStringAnyOf(anyOf: readonly Schema[] | undefined): boolean {
  return equalJson(anyOf, [{ type: 'integer' }, { type: 'string' }]);
}

function validateConditions(
  { anyOf = [], allOf = [], oneOf = [], not, pattern }: Schema,
  skipsAnyOf: boolean,
  skipsAnyOfInAllOf: boolean,
  path: FieldPath,
  errors: FieldError[],
): void {
  if (!skipsAnyOf) anyOf.forEach((part, at) => validateNested(part, false, path.child('anyOf').index(at), errors));
  allOf.forEach((part, at) => {
    validateNested(part, skipsAnyOfInAllOf && at === 0, path.child('allOf').index(at), errors);
  });
  oneOf.forEach((part, at) => validateNested(part, false, path.child('oneOf').index(at), errors));
  if (not) validateNested(not, false, path.child('not'), errors);
  const read = pattern ? goPattern(pattern) : undefined;
  if (read && 'fault' in read) {
    errors.push(
      invalid(path.child('pattern'), pattern, `must be a valid regular expression, but isn't: ${read.fault}`),
    );
  }
}

const EMPTY = 'must be empty to be structural';
const UNDEFINED = 'must be undefined to be structural';
const FALSE = 'must be false to be structural';

/** What no condition may say, in upstream's order. */
const NOT_NESTED: readonly (readonly [name: keyof Schema, detail: string])[] = [
  ['type', EMPTY],
  ['additionalProperties', UNDEFINED],
  ['default', UNDEFINED],
  ['title', EMPTY],
  ['description', EMPTY],
  ['nullable', FALSE],
  ['x-kubernetes-preserve-unknown-fields', FALSE],
  ['x-kubernetes-embedded-resource', FALSE],
  ['x-kubernetes-int-or-string', FALSE],
  ['x-kubernetes-list-map-keys', EMPTY],
  ['x-kubernetes-list-type', UNDEFINED],
  ['x-kubernetes-map-type', UNDEFINED],
  ['x-kubernetes-validations', EMPTY],
];

function validateNested(schema: Schema, skipsAnyOf: boolean, path: FieldPath, errors: FieldError[]): void {
  validateConditions(schema, skipsAnyOf, false, path, errors);
  const items = itemsOf(schema);
  if (items) validateNested(items, false, path.child('items'), errors);
  const { properties = {} } = schema;
  for (const [name, property] of Object.entries(properties)) {
    validateNested(property, false, path.child('properties').key(name), errors);
  }
  for (const [name, detail] of NOT_NESTED) {
    const value = schema[name];
    const isSet = Array.isArray(value) ? value.length > 0 : value !== undefined && value !== false;
    if (isSet) errors.push(forbidden(path.child(name), detail));
  }
  if (Object.hasOwn(properties, 'metadata')) {
    errors.push(forbidden(path.child('properties').key('metadata'), 'must not be specified in a nested context'));
  }
}

/** Whatever a condition at the root speaks of must be specified outside of it; of others upstream does not ask it. */
function validateCompleteness(
  { not, allOf = [], anyOf = [], oneOf = [] }: Schema,
  schema: Schema,
  path: FieldPath,
  from: FieldPath,
  errors: FieldError[],
): void {
  if (not) validateNestedCompleteness(not, schema, path, from.child('not'), errors);
  for (const [name, parts] of Object.entries({ allOf, anyOf, oneOf })) {
    parts.forEach((part, at) => validateNestedCompleteness(part, schema, path, from.child(name).index(at), errors));
  }
}

function validateNestedCompleteness(
  nested: Schema,
  schema: Schema | undefined,
  path: FieldPath,
  from: FieldPath,
  errors: FieldError[],
): void {
  if (!schema) return void errors.push(required(path, `because it is defined in ${from.toString()}`));
  validateCompleteness(nested, schema, path, from, errors);
  const items = itemsOf(nested);
  if (items) validateNestedCompleteness(items, itemsOf(schema), path.child('items'), from.child('items'), errors);
  for (const [name, property] of Object.entries(nested.properties ?? {})) {
    const known = Object.hasOwn(schema.properties ?? {}, name) ? schema.properties?.[name] : undefined;
    const at = from.child('properties').key(name);
    validateNestedCompleteness(property, known, path.child('properties').key(name), at, errors);
  }
}
