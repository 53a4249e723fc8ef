/** Namespaces. Models ValidateNamespace (pkg/apis/core/validation). */
import type { FieldError } from '../field/error';
import { FieldPath } from '../field/path';
import type { Namespace } from '../schema/generated/types';
import { dnsLabelFaults } from './names';
import { validateFinalizerName, validateObjectMeta, validateStandardFinalizer } from './object-meta';

const FINALIZERS = FieldPath.of('spec', 'finalizers');

export function validateNamespace({ metadata, spec = {} }: Namespace): FieldError[] {
  const errors: FieldError[] = [];
  validateObjectMeta(metadata, 'cluster', dnsLabelFaults, errors);
  spec.finalizers?.forEach((finalizer, at) => {
    const place = FINALIZERS.index(at);
    validateFinalizerName(finalizer, FINALIZERS, errors, place);
    validateStandardFinalizer(finalizer, FINALIZERS, errors, place);
  });
  return errors;
}
