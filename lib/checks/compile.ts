import { Environment, type ParseResult } from '@marcbachmann/cel-js';
import { decodeBase64 } from './base64';
import type { CheckDefinition, ConditionDefinition } from './definition';
import { parsePath, type PathStep } from './path';

export interface CompiledCheck {
  readonly definition: CheckDefinition;
  readonly at: readonly PathStep[];
  /** Whether the expression holds. An error in CEL (a missing key, a wrong type) is a no. */
  readonly holds: (variables: Readonly<Record<string, unknown>>) => boolean;
}

export interface CompiledChecks {
  readonly checks: readonly CompiledCheck[];
}

/** `base64.decode("…")`, as cel-go's encoders have it: from text to bytes. */
class Base64Namespace {
  readonly name = 'base64';
}

const base = new Environment({ enableOptionalTypes: true })
  .registerType('Base64', Base64Namespace)
  .registerConstant('base64', 'Base64', new Base64Namespace())
  .registerFunction('Base64.decode(string): bytes', (_namespace: unknown, text: string) => decodeBase64(text));
const overManifests = base.clone().registerVariable('manifests', 'list<dyn>');
const overCluster = base.clone().registerVariable('cluster', 'list<dyn>');
const oneOf = {
  manifests: overManifests.clone().registerVariable('object', 'dyn'),
  cluster: overCluster.clone().registerVariable('object', 'dyn'),
};
const allOf = {
  manifests: overManifests,
  cluster: overCluster,
  traffic: base.clone().registerVariable('object', 'dyn'),
};

/**
 * Reads each check's CEL and path once. Throws on one that can't be read, that names an unknown variable or function,
 * that doesn't say yes or no, or that looks into the cluster without saying for which kinds.
 */
export function compileChecks(checks: readonly CheckDefinition[]): CompiledChecks {
  return { checks: checks.map(compileCheck) };
}

function compileCheck(definition: CheckDefinition): CompiledCheck {
  const { id, find, over = 'manifests', expression } = definition;
  return naming(`Check ${id}`, () => {
    const scope = find && over !== 'traffic' ? oneOf[over] : allOf[over];
    if (over === 'cluster') kindsOf(definition);
    return { definition, at: parsePath(definition.at ?? ''), holds: compileYesOrNo(scope, expression) };
  });
}

export interface CompiledCondition {
  readonly definition: ConditionDefinition;
  readonly holds: CompiledCheck['holds'];
}

/** As compileChecks, for what hints depend on. */
export function compileConditions(conditions: readonly ConditionDefinition[]): CompiledCondition[] {
  return conditions.map((definition) =>
    naming(`Condition ${definition.id}`, () => {
      kindsOf(definition);
      return { definition, holds: compileYesOrNo(overCluster, definition.expression) };
    }),
  );
}

/** The kinds that a question looks at. Throws where it names none. */
export function kindsOf({ expression, find }: Pick<CheckDefinition, 'expression' | 'find'>): readonly string[] {
  const named = Array.from(expression.matchAll(/\bkind\s*==\s*["'](\w+)["']/g), ([, kind = '']) => kind);
  const kinds = new Set(find ? [find.kind, ...named] : named);
  if (kinds.size === 0) throw new Error('it looks into the cluster and names no kind');
  return [...kinds];
}

function naming<T>(name: string, compile: () => T): T {
  try {
    return compile();
  } catch (cause) {
    throw new Error(`${name}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

function compileYesOrNo(scope: Environment, text: string): CompiledCheck['holds'] {
  const expression = scope.parse(text);
  const types = expression.check();
  if (!types.valid) throw types.error ?? new Error('its types do not fit');
  if (types.type !== 'bool' && types.type !== 'dyn') throw new Error(`it gives ${types.type}, not a bool`);
  return (variables) => holds(expression, variables);
}

function holds(expression: ParseResult, variables: Readonly<Record<string, unknown>>): boolean {
  try {
    const answer: unknown = expression(variables);
    return answer === true;
  } catch {
    return false;
  }
}
