/** Models pkg/registry/apps/controllerrevision/strategy.go; its type is known once the API server has loaded it. */
import { forbidden, invalid, type FieldError } from '../field/error';
import { FieldPath } from '../field/path';
import type { ControllerRevision } from '../schema/generated/types';
import { equalJson } from '../custom-resource/equal-json';
import { dnsSubdomainFaults } from '../validation/names';
import { validateObjectMeta } from '../validation/object-meta';
import type { Strategy } from './strategy';

export const controllerRevision: Strategy<ControllerRevision> = {
  setDefaults: () => undefined,
  validate,
  validateUpdate(object, live) {
    const errors = validate(object);
    if (!equalJson(object.data, live.data))
      errors.push(invalid(FieldPath.of('data'), object.data, 'field is immutable'));
    return errors;
  },
};

function validate({ metadata, revision = 0, data }: ControllerRevision): FieldError[] {
  const errors: FieldError[] = [];
  validateObjectMeta(metadata ?? {}, 'namespaced', dnsSubdomainFaults, errors);
  if (data === undefined) errors.push(forbidden(FieldPath.of('data'), 'data is mandatory'));
  if (revision < 0) errors.push(invalid(FieldPath.of('revision'), revision, 'must be greater than or equal to 0'));
  return errors;
}
