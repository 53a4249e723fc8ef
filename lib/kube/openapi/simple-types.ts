/** The types that are no structs. */
import type { Schema } from './schema';

export const simpleTypes: Readonly<Record<string, Schema>> = {
  FieldsV1: { type: 'object' },
  IntOrString: { format: 'int-or-string', oneOf: [{ type: 'integer' }, { type: 'string' }] },
  JSON: {},
  JSONSchemaPropsOrArray: {},
  JSONSchemaPropsOrBool: {},
  JSONSchemaPropsOrStringArray: {},
  MicroTime: { type: 'string', format: 'date-time' },
  Patch: { type: 'object' },
  Quantity: { oneOf: [{ type: 'string' }, { type: 'number' }] },
  RawExtension: { type: 'object' },
  Time: { type: 'string', format: 'date-time' },
};
