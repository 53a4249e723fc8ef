/**
 * The rules of a definition, compiled when it is made, where an engine for CEL is at hand. Models what
 * ValidateCustomResourceDefinitionOpenAPISchema does with cel.Compile (apiextensions' apiserver/schema/cel).
 *
 * Not modelled: types of the schema beyond the fields of `self`, and the cost that cel-go estimates.
 */
import { compilationFault, type CelEngine } from '../admission/cel-engine';
import type { AdmissionCluster } from '../admission';
import { refuseInvalid, type AdmissionRefusal } from '../admission/refusal';
import type { FieldError } from '../field/error';
import { invalid } from '../field/error';
import { internalRule } from '../field/internal-schema';
import { FieldPath } from '../field/path';
import type { CustomResourceDefinition, ValidationRule } from '../schema/generated/types';
import { equalJson } from './equal-json';
import { META_FIELDS } from './prune';
import { additionalOf, itemsOf, type Schema } from './schema';

const SPEC = FieldPath.of('spec');

/** 422. */
export function compileRules(
  { metadata, spec = {} }: CustomResourceDefinition,
  { cel }: AdmissionCluster,
): AdmissionRefusal | undefined {
  if (!cel) return undefined;
  const { versions = [] } = spec;
  const isShared = versions.every(({ schema }) => equalJson(schema, versions[0]?.schema));
  const errors = versions.slice(0, isShared ? 1 : undefined).flatMap(({ schema }, at) => {
    const place = SPEC.child('versions').index(at).child('schema');
    const path = isShared ? SPEC.child('validation') : place;
    const found: FieldError[] = [];
    const root = schema?.openAPIV3Schema;
    if (root) walk(root, path.child('openAPIV3Schema'), true, cel, found);
    return found.map((error) => ({ ...error, place: error.path.rebased(path, place) }));
  });
  return errors.length > 0
    ? refuseInvalid('CustomResourceDefinition.apiextensions.k8s.io', metadata, errors)
    : undefined;
}

function walk(schema: Schema, path: FieldPath, isRoot: boolean, cel: CelEngine, errors: FieldError[]): void {
  const { properties = {} } = schema;
  const additional = additionalOf(schema)?.schema;
  if (additional) walk(additional, path.child('additionalProperties'), false, cel, errors);
  for (const [name, property] of Object.entries(properties)) {
    walk(property, path.child('properties').key(name), false, cel, errors);
  }
  const items = itemsOf(schema);
  if (items) walk(items, path.child('items'), false, cel, errors);
  const fields = fieldsOf(schema, isRoot);
  schema['x-kubernetes-validations']?.forEach((validation, at) => {
    checkRule(validation, fields, path.child('x-kubernetes-validations').index(at), cel, errors);
  });
}

/** What `self` has; undefined where that is not known. */
function fieldsOf(schema: Schema, isRoot: boolean): readonly string[] | undefined {
  if (schema.type !== 'object' || additionalOf(schema) || schema['x-kubernetes-preserve-unknown-fields'])
    return undefined;
  const isWhole = isRoot || schema['x-kubernetes-embedded-resource'];
  return [...Object.keys(schema.properties ?? {}), ...(isWhole ? META_FIELDS : [])];
}

function checkRule(
  validation: ValidationRule,
  fields: readonly string[] | undefined,
  path: FieldPath,
  cel: CelEngine,
  errors: FieldError[],
): void {
  for (const [name, type] of [
    ['rule', 'bool'],
    ['messageExpression', 'string'],
  ] as const) {
    const expression = validation[name] ?? '';
    const fault = expression.trim() === '' ? undefined : faultOf(expression, fields, type, cel);
    if (fault !== undefined) errors.push(invalid(path.child(name), internalRule(validation), fault));
  }
}

function faultOf(
  expression: string,
  fields: readonly string[] | undefined,
  type: 'bool' | 'string',
  cel: CelEngine,
): string | undefined {
  const program = cel.compile(expression, ['self', 'oldSelf']);
  const isFault = 'fault' in program;
  if (isFault && program.isOurs) return undefined;
  const failed = isFault ? compilationFault(expression, program) : fields && unknownField(expression, fields);
  if (failed !== undefined) return type === 'bool' ? failed : `messageExpression ${failed}`;
  if (isFault) return undefined;
  if (program.type === 'dyn' || program.type === type) return undefined;
  return type === 'bool' ? 'cel expression must evaluate to a bool' : 'messageExpression must evaluate to a string';
}

/** `self.replica`, where there is only `replicas`. Names that CEL cannot spell are escaped: `self.__in__`. */
function unknownField(expression: string, fields: readonly string[]): string | undefined {
  const bare = expression.replaceAll(/'[^']*'|"[^"]*"/g, (text) => ' '.repeat(text.length));
  for (const { 1: name = '', index } of bare.matchAll(/(?<![.\w])self\.([A-Za-z_]\w*)(?!\w*\s*\()/g)) {
    if (name.includes('__') || fields.includes(name)) continue;
    const offset = bare.slice(0, index).endsWith('has(') ? index - 1 : index + 'self'.length;
    return compilationFault(expression, { fault: `undefined field '${name}'`, offset });
  }
  return undefined;
}
