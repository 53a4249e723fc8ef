/** Models printValidatingAdmissionPolicyBinding and printMutatingAdmissionPolicyBinding, which are one. */
import type {
  LabelSelector,
  MutatingAdmissionPolicyBinding,
  ParamRef,
  ValidatingAdmissionPolicyBinding,
} from '../schema/generated/types';
import { nameOf, type Printer } from './printer';

export const admissionPolicyBinding: Printer<ValidatingAdmissionPolicyBinding | MutatingAdmissionPolicyBinding> = {
  columns: 'Name#name;PolicyName;ParamRef;Age',
  cells: (binding, age) => [
    nameOf(binding),
    binding.spec?.policyName ?? '',
    paramText(binding.spec?.paramRef),
    age.of(binding),
  ],
};

/** Whether the parameter lives in a namespace at all can't be told from here: `*` stands for it. */
function paramText(param: ParamRef | undefined): string {
  if (param?.name) return `${param.namespace || '*'}/${param.name}`;
  return param?.selector ? goText(param.selector) : '<unset>';
}

/** The struct as its generated String method prints it. */
function goText({ matchLabels = {}, matchExpressions = [] }: LabelSelector): string {
  const labels = Object.entries(matchLabels).sort(([a], [b]) => (a < b ? -1 : 1));
  const expressions = matchExpressions.map(
    ({ key = '', operator = '', values = [] }) =>
      `LabelSelectorRequirement{Key:${key},Operator:${operator},Values:[${values.join(' ')}],}`,
  );
  const map = labels.map(([key, value]) => `${key}: ${value},`).join('');
  return `&LabelSelector{MatchLabels:map[string]string{${map}},MatchExpressions:[]LabelSelectorRequirement{${expressions.map((text) => `${text},`).join('')}},}`;
}
