/** The schema of a version. Models validateCustomResourceDefinitionValidation. */
import type { Schema } from '../custom-resource/schema';
import type { FieldError } from '../field/error';
import { forbidden, invalid, placed } from '../field/error';
import { internalSchema } from '../field/internal-schema';
import type { FieldPath } from '../field/path';
import type { CustomResourceValidation } from '../schema/generated/types';
import { validateOpenAPISchema } from './open-api-schema';
import { validateDefaults } from './schema-defaults';
import { unreadableAsStructural, validateStructural } from './structural-schema';

export function validateSchemaOfVersion(
  { openAPIV3Schema: schema }: CustomResourceValidation,
  hasStatus: boolean,
  path: FieldPath,
  errors: FieldError[],
): void {
  if (!schema) return;
  const root = path.child('openAPIV3Schema');
  const found: FieldError[] = [];
  if (hasStatus) validateRootForStatus(schema, path, found);
  if (schema.nullable) {
    found.push(
      placed(
        forbidden(path.child('openAPIV3Schema.nullable'), 'nullable cannot be true at the root'),
        root.child('nullable'),
      ),
    );
  }
  const unreadable = unreadableAsStructural(schema);
  if (unreadable === undefined) {
    const structural = validateStructural(schema, root);
    found.push(...structural);
    if (structural.length === 0) validateDefaults(schema, root, found);
  }
  validateOpenAPISchema(schema, root, found);
  if (unreadable !== undefined && found.length === 0) found.push(invalid(root, '', unreadable));
  errors.push(...found);
}

/** By their Go names, as upstream says them. */
const ALLOWED_AT_ROOT =
  'Description Type Format Title Maximum ExclusiveMaximum Minimum ExclusiveMinimum MaxLength MinLength Pattern MaxItems MinItems UniqueItems MultipleOf Required Items Properties ExternalDocs Example XPreserveUnknownFields XValidations';
const ALLOWED = new Set(ALLOWED_AT_ROOT.split(' '));

/** Of a resource with a status of its own, the schema of the status is read out of `properties`: nothing may stand beside. */
function validateRootForStatus(schema: Schema, path: FieldPath, errors: FieldError[]): void {
  const root = path.child('openAPIV3Schema');
  for (const [name, value] of Object.entries(internalSchema(schema))) {
    if (value === null || value === '' || value === false) continue;
    if (name === 'Type' && value !== 'object') {
      const detail =
        'only "object" is allowed as the type at the root of the schema if the status subresource is enabled';
      errors.push(placed(invalid(path.child('openAPIV3Schema.type'), value, detail), root.child('type')));
      return;
    }
    if (ALLOWED.has(name)) continue;
    const detail = `only [${ALLOWED_AT_ROOT}] fields are allowed at the root of the schema if the status subresource is enabled`;
    errors.push(invalid(root, internalSchema(schema), detail));
    return;
  }
}
