/**
 * What a version of a custom resource has beside its schema: subresources, columns, fields to select by. Models
 * ValidateCustomResourceDefinitionSubresources, ValidateCustomResourceColumnDefinition, ValidateCustomResourceSelectableFields
 * and validateDeprecationWarning.
 */
import type { Schema } from '../custom-resource/schema';
import type { FieldError } from '../field/error';
import { duplicate, invalid, required, tooMany } from '../field/error';
import type { FieldPath } from '../field/path';
import { byteLength } from '../field/print';
import type {
  CustomResourceColumnDefinition,
  CustomResourceDefinitionVersion,
  CustomResourceSubresources,
  SelectableField,
} from '../schema/generated/types';
import { followFieldPath } from './schema-field-path';

export function validateDeprecation(
  { deprecated = false, deprecationWarning }: CustomResourceDefinitionVersion,
  path: FieldPath,
  errors: FieldError[],
): void {
  if (deprecationWarning === undefined) return;
  const wrong = (why: string): void => void errors.push(invalid(path, deprecationWarning, why));
  if (!deprecated) return wrong('can only be set for deprecated versions');
  if (byteLength(deprecationWarning) > 256) wrong('must be <= 256 characters long');
  if (deprecationWarning === '') wrong('must not be an empty string');
  const bad = /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/u.exec(deprecationWarning);
  if (!bad) return;
  const at = byteLength(deprecationWarning.slice(0, bad.index));
  wrong(`must only contain printable UTF-8 characters; non-printable character found at index ${at}`);
}

export function validateSubresources(
  { scale }: CustomResourceSubresources,
  path: FieldPath,
  errors: FieldError[],
): void {
  if (!scale) return;
  const { specReplicasPath = '', statusReplicasPath = '', labelSelectorPath = '' } = scale;
  const at = (name: string): FieldPath => path.child(`scale.${name}`);
  const check = (text: string, name: string, roots: readonly string[], where: string): void => {
    if (!isSimplePath(text, at(name), errors) || roots.some((root) => text.startsWith(root))) return;
    errors.push(invalid(at(name), text, `should be a json path under ${where}`));
  };
  if (specReplicasPath === '') errors.push(required(at('specReplicasPath')));
  else check(specReplicasPath, 'specReplicasPath', ['.spec.'], '.spec');
  if (statusReplicasPath === '') errors.push(required(at('statusReplicasPath')));
  else check(statusReplicasPath, 'statusReplicasPath', ['.status.'], '.status');
  if (labelSelectorPath !== '') {
    check(labelSelectorPath, 'labelSelectorPath', ['.spec.', '.status.'], 'either .spec or .status');
  }
}

function isSimplePath(text: string, path: FieldPath, errors: FieldError[]): boolean {
  if (text.startsWith('.')) return true;
  errors.push(invalid(path, text, 'must be a simple json path starting with .'));
  return false;
}

const COLUMN_TYPES = ['boolean', 'date', 'integer', 'number', 'string'];
const COLUMN_FORMATS = ['byte', 'date', 'date-time', 'double', 'float', 'int32', 'int64', 'password'];

export function validateColumn(
  { name = '', type = '', format = '', jsonPath = '' }: CustomResourceColumnDefinition,
  path: FieldPath,
  errors: FieldError[],
): void {
  if (name === '') errors.push(required(path.child('name')));
  const types = `must be one of ${COLUMN_TYPES.join(',')}`;
  if (type === '') errors.push(required(path.child('type'), types));
  else if (!COLUMN_TYPES.includes(type)) errors.push(invalid(path.child('type'), type, types));
  if (format !== '' && !COLUMN_FORMATS.includes(format)) {
    errors.push(invalid(path.child('format'), format, `must be one of ${COLUMN_FORMATS.join(',')}`));
  }
  const at = path.child('JSONPath');
  const found: FieldError[] = [];
  if (jsonPath === '') found.push(required(at));
  else isSimplePath(jsonPath, at, found);
  errors.push(...found.map((error) => ({ ...error, place: path.child('jsonPath') })));
}

const MOST_SELECTABLE = 8;
const SELECTABLE_TYPES: readonly string[] = ['string', 'boolean', 'integer'];

export function validateSelectableFields(
  fields: readonly SelectableField[],
  schema: Schema,
  path: FieldPath,
  errors: FieldError[],
): void {
  const seen = new Set<string>();
  fields.forEach(({ jsonPath = '' }, index) => {
    const at = path.index(index).child('jsonPath');
    if (jsonPath === '') return void errors.push(required(at));
    const found = followFieldPath(jsonPath, schema, false);
    if (typeof found === 'string') return void errors.push(invalid(at, jsonPath, `is an invalid path: ${found}`));
    if (found.steps[0] === 'metadata') errors.push(invalid(at, jsonPath, 'must not point to fields in metadata'));
    if (!SELECTABLE_TYPES.includes(found.schema?.type ?? '')) {
      const detail =
        'must point to a field of type string, boolean or integer. Enum string fields and strings with formats are allowed.';
      errors.push(invalid(at, jsonPath, detail));
    }
    const name = found.steps.join('.');
    if (seen.has(name)) errors.push(duplicate(at, jsonPath));
    seen.add(name);
  });
  if (seen.size > MOST_SELECTABLE) errors.push(tooMany(path, seen.size, MOST_SELECTABLE));
}
