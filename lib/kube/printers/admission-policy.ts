/** Models printValidatingAdmissionPolicy and printMutatingAdmissionPolicy. */
import type { MutatingAdmissionPolicy, ParamKind, ValidatingAdmissionPolicy } from '../schema/generated/types';
import { nameOf, type Printer } from './printer';

export const validatingAdmissionPolicy: Printer<ValidatingAdmissionPolicy> = {
  columns: 'Name#name;Validations:integer;ParamKind;Age',
  cells: (policy, age) => [
    nameOf(policy),
    (policy.spec?.validations ?? []).length,
    paramKindText(policy.spec?.paramKind),
    age.of(policy),
  ],
};

export const mutatingAdmissionPolicy: Printer<MutatingAdmissionPolicy> = {
  columns: 'Name#name;Mutations:integer;ParamKind;Age',
  cells: (policy, age) => [
    nameOf(policy),
    (policy.spec?.mutations ?? []).length,
    paramKindText(policy.spec?.paramKind),
    age.of(policy),
  ],
};

function paramKindText(paramKind: ParamKind | undefined): string {
  return paramKind ? `${paramKind.apiVersion ?? ''}/${paramKind.kind ?? ''}` : '<unset>';
}
