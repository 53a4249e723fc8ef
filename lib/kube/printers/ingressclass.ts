/** Models printIngressClass. */
import type { IngressClass } from '../schema/generated/types';
import { nameOf, type Printer } from './printer';

export const ingressClass: Printer<IngressClass> = {
  columns: 'Name#name;Controller;Parameters;Age',
  cells(ingressClass, age) {
    const isDefault = ingressClass.metadata?.annotations?.['ingressclass.kubernetes.io/is-default-class'] === 'true';
    return [
      `${nameOf(ingressClass)}${isDefault ? ' (default)' : ''}`,
      ingressClass.spec?.controller ?? '',
      parametersText(ingressClass),
      age.of(ingressClass),
    ];
  },
};

function parametersText({ spec }: IngressClass): string {
  if (!spec?.parameters) return '<none>';
  const { apiGroup, kind = '', name = '' } = spec.parameters;
  return `${kind}${apiGroup === undefined ? '' : `.${apiGroup}`}/${name}`;
}
