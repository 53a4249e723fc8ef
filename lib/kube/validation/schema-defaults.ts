/**
 * Defaults must fit the schema they stand in. Models ValidateDefaults (apiextensions' apiserver/schema/defaulting).
 *
 * Not modelled: defaults within the metadata of an embedded resource, and CEL rules.
 */
import { validateEmbedded } from '../custom-resource/embedded-resource';
import { copyJson, equalJson } from '../custom-resource/equal-json';
import { prune } from '../custom-resource/prune';
import { itemsOf, type Schema } from '../custom-resource/schema';
import { sorted, validateValue } from '../custom-resource/validate-value';
import type { FieldError } from '../field/error';
import { invalid } from '../field/error';
import type { FieldPath } from '../field/path';

/** Below additionalProperties nothing is looked at. */
export function validateDefaults(schema: Schema, path: FieldPath, errors: FieldError[]): void {
  const { default: value, properties = {} } = schema;
  if (value !== undefined) {
    const place = path.child('default');
    const pruned = copyJson(value);
    prune(pruned, schema, schema['x-kubernetes-embedded-resource'] ?? false);
    if (!equalJson(pruned, value)) errors.push(invalid(place, sorted(value), 'must not have unknown fields'));
    const embedded = validateEmbedded(value, schema, place);
    errors.push(...(embedded.length > 0 ? embedded : validateValue(value, schema, { path: place })));
  }
  const items = itemsOf(schema);
  if (items) validateDefaults(items, path.child('items'), errors);
  for (const [name, property] of Object.entries(properties)) {
    validateDefaults(property, path.child('properties').key(name), errors);
  }
}
