import { Environment, type ParseResult } from '@marcbachmann/cel-js';
import { decodeBase64 } from './base64';
import type { CheckDefinition } from './definition';
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

const overManifests = new Environment({ enableOptionalTypes: true })
  .registerVariable('manifests', 'list<dyn>')
  .registerType('Base64', Base64Namespace)
  .registerConstant('base64', 'Base64', new Base64Namespace())
  .registerFunction('Base64.decode(string): bytes', (_namespace: unknown, text: string) => decodeBase64(text));
const overObject = overManifests.clone().registerVariable('object', 'dyn');

/**
 * Reads each check's CEL and path once. Throws on one that can't be read, that names an unknown variable or function,
 * or that doesn't say yes or no.
 */
export function compileChecks(checks: readonly CheckDefinition[]): CompiledChecks {
  return { checks: checks.map(compileCheck) };
}

function compileCheck(definition: CheckDefinition): CompiledCheck {
  try {
    const expression = (definition.find ? overObject : overManifests).parse(definition.expression);
    const types = expression.check();
    if (!types.valid) throw types.error ?? new Error('its types do not fit');
    if (types.type !== 'bool' && types.type !== 'dyn') throw new Error(`it gives ${types.type}, not a bool`);
    return { definition, at: parsePath(definition.at ?? ''), holds: (variables) => holds(expression, variables) };
  } catch (cause) {
    throw new Error(`Check ${definition.id}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

function holds(expression: ParseResult, variables: Readonly<Record<string, unknown>>): boolean {
  try {
    const answer: unknown = expression(variables);
    return answer === true;
  } catch {
    return false;
  }
}
