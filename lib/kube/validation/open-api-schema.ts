/**
 * What stands in the schema of a custom resource, structural or not. Models ValidateCustomResourceDefinitionOpenAPISchema
 * (apiextensions' pkg/apis/apiextensions/validation).
 *
 * Not modelled: x-kubernetes-validations are checked for their shape only; CEL is neither compiled nor priced here.
 */
import { additionalOf, itemsOf, listedItemsOf, type Schema } from '../custom-resource/schema';
import type { FieldError } from '../field/error';
import { forbidden, invalid, notSupported, notSupportedText, required } from '../field/error';
import type { FieldPath } from '../field/path';
import type { ValidationRule } from '../schema/generated/types';
import { validateListAndMapTypes } from './schema-list-types';
import { fieldPathFault } from './schema-field-path';

const TYPES = ['array', 'boolean', 'integer', 'number', 'object', 'string'];
const META_FIELDS = ['metadata', 'kind', 'apiVersion'];

interface Context {
  readonly isRoot: boolean;
  /** Why no default may stand here. */
  readonly noDefaults?: string;
  readonly insideMeta: boolean;
}

export function validateOpenAPISchema(schema: Schema, path: FieldPath, errors: FieldError[]): void {
  walk(schema, path, { isRoot: true, insideMeta: false }, errors);
}

function walk(schema: Schema, path: FieldPath, context: Context, errors: FieldError[]): void {
  validateKeywords(schema, path, context, errors);
  if (schema.uniqueItems) {
    const detail = 'uniqueItems cannot be set to true since the runtime complexity becomes quadratic';
    errors.push(forbidden(path.child('uniqueItems'), detail));
  }
  walkParts(schema, path, context, errors);
  validateListAndMapTypes(schema, path, errors);
  schema['x-kubernetes-validations']?.forEach((rule, at) => {
    validateRule(rule, schema, path.child('x-kubernetes-validations').index(at), errors);
  });
}

function walkParts(schema: Schema, path: FieldPath, context: Context, errors: FieldError[]): void {
  const { properties = {}, not, allOf = [], oneOf = [], anyOf = [], definitions = {} } = schema;
  const within: Context = { ...context, isRoot: false };
  const additional = additionalOf(schema);
  if (additional) {
    if (Object.keys(properties).length > 0 && (!additional.allowed || additional.schema)) {
      const detail = 'additionalProperties and properties are mutual exclusive';
      errors.push(forbidden(path.child('additionalProperties'), detail));
    }
    const noDefaults = context.insideMeta
      ? { noDefaults: 'inside additionalProperties applying to object metadata' }
      : undefined;
    if (additional.schema)
      walk(additional.schema, path.child('additionalProperties'), { ...within, ...noDefaults }, errors);
  }
  for (const [name, property] of Object.entries(properties)) {
    const isMeta = (context.isRoot || schema['x-kubernetes-embedded-resource']) && META_FIELDS.includes(name);
    const meta = isMeta && { insideMeta: true, ...(context.isRoot && { noDefaults: `in top-level ${name}` }) };
    walk(property, path.child('properties').key(name), { ...within, ...meta }, errors);
  }
  if (not) walk(not, path.child('not'), within, errors);
  for (const [name, parts] of Object.entries({ allOf, oneOf, anyOf })) {
    parts.forEach((part, at) => walk(part, path.child(name).index(at), within, errors));
  }
  for (const [name, part] of Object.entries(definitions))
    walk(part, path.child('definitions').key(name), within, errors);
  const items = itemsOf(schema);
  if (items) walk(items, path.child('items'), within, errors);
  listedItemsOf(schema).forEach((part, at) => walk(part, path.child('items').index(at), within, errors));
}

function validateKeywords(
  schema: Schema,
  path: FieldPath,
  { noDefaults, insideMeta }: Context,
  errors: FieldError[],
): void {
  const { type = '', patternProperties = {}, definitions = {} } = schema;
  if (type !== '' && !TYPES.includes(type)) errors.push(notSupportedText(path.child('type'), type, TYPES));
  if (schema.default !== undefined && noDefaults !== undefined) {
    errors.push(forbidden(path.child('default'), `must not be set ${noDefaults}`));
  }
  const unsupported: readonly (readonly [name: string, isSet: boolean])[] = [
    ['id', Boolean(schema.id)],
    ['additionalItems', schema.additionalItems !== undefined],
    ['patternProperties', Object.keys(patternProperties).length > 0],
    ['definitions', Object.keys(definitions).length > 0],
    ['dependencies', schema.dependencies !== undefined],
    ['$ref', schema.$ref !== undefined],
  ];
  for (const [name, isSet] of unsupported) {
    if (isSet) errors.push(forbidden(path.child(name), `${name} is not supported`));
  }
  if (type === 'null') {
    errors.push(forbidden(path.child('type'), 'type cannot be set to null, use nullable as an alternative'));
  }
  if (listedItemsOf(schema).length > 0) {
    errors.push(forbidden(path.child('items'), 'items must be a schema object and not an array'));
  }
  if (insideMeta && schema['x-kubernetes-embedded-resource']) {
    errors.push(forbidden(path.child('x-kubernetes-embedded-resource'), 'must not be used inside of resource meta'));
  }
}

const REASONS = ['FieldValueDuplicate', 'FieldValueForbidden', 'FieldValueInvalid', 'FieldValueRequired'];
const LINE_BREAK = /[\n\r]/;

function validateRule(
  { rule = '', message = '', messageExpression = '', reason, fieldPath = '' }: ValidationRule,
  schema: Schema,
  path: FieldPath,
  errors: FieldError[],
): void {
  const shortRule = rule.trim();
  const shortMessage = message.trim();
  if (shortRule === '') errors.push(required(path.child('rule'), 'rule is not specified'));
  else if (message !== '' && shortMessage === '') {
    errors.push(invalid(path.child('message'), message, 'must be non-empty if specified'));
  } else if (LINE_BREAK.test(shortMessage)) {
    errors.push(invalid(path.child('message'), message, 'must not contain line breaks'));
  } else if (LINE_BREAK.test(shortRule) && shortMessage === '') {
    errors.push(required(path.child('message'), 'message must be specified if rule contains line breaks'));
  }
  if (messageExpression !== '' && messageExpression.trim() === '') {
    errors.push(required(path.child('messageExpression'), 'messageExpression must be non-empty if specified'));
  }
  if (reason !== undefined && !REASONS.includes(reason))
    errors.push(notSupported(path.child('reason'), reason, REASONS));
  if (fieldPath === '') return;
  const place = path.child('fieldPath');
  if (fieldPath.trim() === '') errors.push(invalid(place, fieldPath, 'must be non-empty if specified'));
  if (LINE_BREAK.test(fieldPath)) errors.push(invalid(place, fieldPath, 'must not contain line breaks'));
  if (fieldPathFault(fieldPath, schema, true) !== undefined)
    errors.push(invalid(place, fieldPath, 'must be a valid path'));
}
