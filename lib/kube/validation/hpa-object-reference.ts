/** What is scaled, or measured. Models ValidateCrossVersionObjectReference (pkg/apis/autoscaling/validation). */
import type { FieldError } from '../field/error';
import { invalid, required } from '../field/error';
import type { FieldPath } from '../field/path';
import type { AutoscalingV2CrossVersionObjectReference } from '../schema/generated/types';
import { pathSegmentFaults } from './names';

/** @param version what its apiVersion must be: one with a group, one at all, or whatever it is */
export function validateObjectReference(
  { kind = '', name = '', apiVersion = '' }: AutoscalingV2CrossVersionObjectReference,
  version: 'of-a-group' | 'valid' | 'any',
  path: FieldPath,
  errors: FieldError[],
): void {
  validatePathSegment(kind, path.child('kind'), errors);
  validatePathSegment(name, path.child('name'), errors);
  if (version === 'any') return;
  const slashes = apiVersion.split('/').length - 1;
  const here = path.child('apiVersion');
  if (slashes > 1) errors.push(invalid(here, apiVersion, `unexpected GroupVersion string: ${apiVersion}`));
  else if (version === 'of-a-group' && (slashes === 0 || apiVersion.startsWith('/'))) {
    errors.push(invalid(here, apiVersion, 'apiVersion must specify API group'));
  }
}

function validatePathSegment(text: string, path: FieldPath, errors: FieldError[]): void {
  if (text === '') errors.push(required(path));
  else for (const fault of pathSegmentFaults(text)) errors.push(invalid(path, text, fault));
}
