/**
 * The expressions of a policy, compiled when it is made. Models validateCELCondition (pkg/apis/admissionregistration).
 *
 * Not modelled: cel-go's own words for most of what can be wrong, the cost that it estimates, and types of the objects.
 */
import type { FieldError } from '../../field/error';
import { invalid } from '../../field/error';
import { FieldPath } from '../../field/path';
import type { ValidatingAdmissionPolicy, ValidatingAdmissionPolicySpec } from '../../schema/generated/types';
import { compilationFault, type CelEngine } from '../cel-engine';
import type { AdmissionCluster } from '../cluster';
import { refuseInvalid, type AdmissionRefusal } from '../refusal';

const SPEC = FieldPath.of('spec');

/** What an expression may speak of, besides `variables`. */
export function namesFor({ paramKind }: ValidatingAdmissionPolicySpec): readonly string[] {
  return ['object', 'oldObject', 'request', 'namespaceObject', ...(paramKind ? ['params'] : [])];
}

/** 422 for a policy whose expressions cannot be read, where an engine is at hand. */
export function compilePolicy(
  { metadata, spec = {} }: ValidatingAdmissionPolicy,
  { cel }: AdmissionCluster,
): AdmissionRefusal | undefined {
  if (!cel) return undefined;
  const { matchConditions = [], variables = [], validations = [] } = spec;
  const errors: FieldError[] = [];
  const names = namesFor(spec);
  const check = (expression: string | undefined, path: FieldPath, known: readonly string[], type?: string): void => {
    const fault = expression === undefined ? undefined : faultOf(expression, known, type, cel);
    if (fault !== undefined) errors.push(invalid(path, expression, fault));
  };
  matchConditions.forEach(({ expression }, at) => {
    check(expression?.trim(), SPEC.child('matchConditions').index(at).child('expression'), names, 'bool');
  });
  const composing = variables.length > 0 ? [...names, 'variables'] : names;
  variables.forEach(({ expression = '' }, at) => {
    const path = SPEC.child('variables').index(at).child('expression');
    const earlier = variables.slice(0, at).map(({ name = '' }) => name);
    const unknown = unknownVariable(expression, earlier);
    if (unknown) errors.push(invalid(path, expression, unknown));
    else check(expression, path, composing);
  });
  const declared = variables.map(({ name = '' }) => name);
  validations.forEach(({ expression, messageExpression }, at) => {
    const path = SPEC.child('validations').index(at);
    for (const [name, text, type] of [
      ['expression', expression, 'bool'],
      ['messageExpression', messageExpression, 'string'],
    ] as const) {
      const unknown = text === undefined || variables.length === 0 ? undefined : unknownVariable(text, declared);
      if (unknown !== undefined) errors.push(invalid(path.child(name), text, unknown));
      else check(text, path.child(name), composing, type);
    }
  });
  if (errors.length === 0) return undefined;
  return refuseInvalid('ValidatingAdmissionPolicy.admissionregistration.k8s.io', metadata, errors);
}

function faultOf(
  expression: string,
  names: readonly string[],
  type: string | undefined,
  cel: CelEngine,
): string | undefined {
  const program = cel.compile(expression, names);
  if ('fault' in program) return program.isOurs ? undefined : compilationFault(expression, program);
  if (type === undefined || program.type === 'dyn' || program.type === type) return undefined;
  return `must evaluate to ${type} but got ${program.type}`;
}

/** A variable that no earlier line declares. */
function unknownVariable(expression: string, declared: readonly string[]): string | undefined {
  const used = [...expression.matchAll(/(?<![.\w])variables\.(\w+)/g)].find(
    ([, name = '']) => !declared.includes(name),
  );
  if (!used) return undefined;
  const [, name = ''] = used;
  return compilationFault(expression, {
    fault: `undefined field '${name}'`,
    offset: used.index + 'variables'.length,
  });
}
