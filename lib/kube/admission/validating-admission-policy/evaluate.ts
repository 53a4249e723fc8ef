/**
 * One policy about one request. Models validator.Validate (apiserver's admission/plugin/policy/validating) and
 * matcher.Match (admission/plugin/webhook/matchconditions).
 *
 * Variables are evaluated when first used upstream, and all of them here: one that fails is a fault of what uses it.
 * Not modelled: `authorizer`, audit annotations, and an expression that the engine does not know, which decides nothing.
 */
import type { JsonObject } from '../../json-object';
import type { Validation, ValidatingAdmissionPolicySpec, Variable } from '../../schema/generated/types';
import type { CelEngine } from '../cel-engine';
import { namesFor } from './expressions';

export interface Denial {
  readonly message: string;
  readonly reason: string;
}

type Result = { readonly value: unknown } | { readonly fault: string };
type Values = Readonly<Record<string, unknown>>;

const LONGEST_MESSAGE = 5 * 1024;

export function evaluate(spec: ValidatingAdmissionPolicySpec, values: Values, cel: CelEngine): Denial[] {
  const { matchConditions = [], validations = [], variables = [], failurePolicy } = spec;
  const run = (expression: string, names: readonly string[], given: Values): Result | undefined => {
    const program = cel.compile(expression, names);
    if ('run' in program) return program.run(given);
    return program.isOurs ? undefined : program;
  };
  const names = namesFor(spec);
  const failed = (message: string): Denial[] => (failurePolicy === 'Ignore' ? [] : [{ message, reason: 'Invalid' }]);

  const conditions = matchConditions.map(({ expression = '' }) => ({
    expression,
    result: run(expression, names, values),
  }));
  if (conditions.some(({ result }) => result && 'value' in result && result.value !== true)) return [];
  if (conditions.some(({ result }) => !result)) return [];
  const broken = conditions.flatMap(({ expression, result }) =>
    result && 'fault' in result ? [inError(expression, result.fault)] : [],
  );
  if (broken.length > 0) return failed(broken.length === 1 ? broken.join('') : `[${broken.join(', ')}]`);

  const composed = compose(variables, [...names, 'variables'], values, run);
  const all = { ...values, variables: composed.values };
  return validations.flatMap((validation) => {
    const { expression = '', reason = 'Invalid' } = validation;
    const result = run(expression, [...names, 'variables'], all);
    if (!result || ('value' in result && result.value === true)) return [];
    if ('fault' in result) return failed(inError(expression, composed.faultBehind(expression) ?? result.fault));
    return [{ message: messageOf(validation, [...names, 'variables'], all, run), reason }];
  });
}

type Run = (expression: string, names: readonly string[], values: Values) => Result | undefined;

interface Composed {
  readonly values: JsonObject;
  /** Why an expression failed, where a variable is to blame. */
  faultBehind(expression: string): string | undefined;
}

function compose(variables: readonly Variable[], names: readonly string[], values: Values, run: Run): Composed {
  const composed: JsonObject = {};
  const faults = new Map<string, string>();
  for (const { name = '', expression = '' } of variables) {
    const result = run(expression, names, { ...values, variables: composed });
    if (result && 'value' in result) composed[name] = result.value;
    else if (result) faults.set(name, result.fault);
  }
  return {
    values: composed,
    faultBehind(expression): string | undefined {
      const used = [...faults].find(([name]) => new RegExp(String.raw`\bvariables\.${name}\b`).test(expression));
      return used && `composited variable "${used[0]}" fails to evaluate: ${used[1]}`;
    },
  };
}

function messageOf(
  { expression = '', message = '', messageExpression = '' }: Validation,
  names: readonly string[],
  values: Values,
  run: Run,
): string {
  const result = messageExpression === '' ? undefined : run(messageExpression, names, values);
  const built = result && 'value' in result && typeof result.value === 'string' ? result.value.trim() : '';
  if (built !== '' && built.length <= LONGEST_MESSAGE && !built.includes('\n')) return built;
  return message.trim() || `failed expression: ${expression.trim()}`;
}

function inError(expression: string, fault: string): string {
  return `expression '${expression}' resulted in error: ${fault}`;
}
