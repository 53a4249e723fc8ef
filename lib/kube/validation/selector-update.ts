/** Of a workload the selector is for ever. Models ValidateImmutableField of spec.selector (pkg/apis/apps/validation). */
import { isSemanticallyEqual } from '../equality';
import type { FieldError } from '../field/error';
import { invalid } from '../field/error';
import { FieldPath } from '../field/path';
import type { LabelSelector } from '../schema/generated/types';
import { printedSelector } from './label-selector';
import { IMMUTABLE } from './object-meta-update';

export function validateSelectorKept(
  selector: LabelSelector | undefined,
  live: LabelSelector | undefined,
  errors: FieldError[],
): void {
  if (isSemanticallyEqual('LabelSelector', selector, live)) return;
  errors.push(invalid(FieldPath.of('spec', 'selector'), selector ? printedSelector(selector) : null, IMMUTABLE));
}
