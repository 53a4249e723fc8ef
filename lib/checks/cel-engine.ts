import {
  Environment,
  EvaluationError,
  ParseError,
  TypeError as CelTypeError,
  type ASTNode,
} from '@marcbachmann/cel-js';
import type { CelEngine, CelFault, CelProgram } from '@/lib/kube';
import { Budget, celValues } from './cel-value';

/** Looks into lists that one expression may take. */
const looks = 50_000;
/** Loops within loops that an expression may have: each is bounded, and together they stay so. */
const maxLoops = 3;
const maxListElements = 64;
const maxPrograms = 500;

/**
 * CEL for the policies of a cluster: `newCluster.cel`.
 *
 * Of the functions that Kubernetes adds to CEL, those of quantities, URLs, addresses, versions, formats and the authorizer
 * are not known; an expression that needs them is `isOurs`.
 */
export function celEngine(): CelEngine {
  const programs = new Map<string, CelProgram | CelFault>();
  return {
    compile(expression, names) {
      const key = JSON.stringify([expression, names]);
      const known = programs.get(key);
      if (known) return known;
      if (programs.size >= maxPrograms) programs.clear();
      const program = compile(expression, names);
      programs.set(key, program);
      return program;
    },
  };
}

const environment = new Environment({
  enableOptionalTypes: true,
  unlistedVariablesAreDyn: false,
  limits: { maxListElements, maxMapEntries: maxListElements, maxAstNodes: 2000, maxDepth: 60 },
});

function compile(expression: string, names: readonly string[]): CelProgram | CelFault {
  const scope = environment.clone();
  for (const name of names) scope.registerVariable(name, 'dyn');
  try {
    const parsed = scope.parse(expression);
    const types = parsed.check();
    if (!types.valid) throw types.error ?? new Error('its types do not fit');
    if (depthOfLoops(parsed.ast) > maxLoops) {
      return { fault: `the engine runs no more than ${maxLoops} loops within one another`, offset: 0, isOurs: true };
    }
    if (ENDLESS.test(expression)) return { fault: 'the pattern may take for ever', offset: 0, isOurs: true };
    return { type: types.type ?? 'dyn', run: (variables) => run(parsed, variables) };
  } catch (cause) {
    return faultOf(expression, cause);
  }
}

function run(
  program: (variables: Record<string, unknown>) => unknown,
  variables: Readonly<Record<string, unknown>>,
): { readonly value: unknown } | { readonly fault: string } {
  const budget = new Budget();
  const names = Object.keys(variables);
  const { each } = celValues(
    names.map((name) => variables[name]),
    budget,
  );
  budget.refill(looks);
  try {
    return { value: asJson(program(Object.fromEntries(names.map((name, at) => [name, each[at]])))) };
  } catch (cause) {
    return { fault: firstLine(cause) };
  }
}

/** Times and durations have no form in JSON that would come back as what they are; they stay as they are. */
function asJson(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(asJson);
  const entries = value instanceof Map ? [...value] : isPlain(value) ? Object.entries(value) : undefined;
  return entries ? Object.fromEntries(entries.map(([key, item]) => [String(key), asJson(item)])) : value;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

const LOOPS: ReadonlySet<unknown> = new Set(['all', 'exists', 'exists_one', 'map', 'filter']);

/** `matches('(a+)+')`: the browser's patterns backtrack where Go's do not. */
const ENDLESS = /matches\(.*\((?:\?:)?(?![-./_:,@]|\\+\.)[^()]*[*+}][^()]*\)[*+{]/s;

/** How many loops stand within one another at most. */
function depthOfLoops({ op, args }: Pick<ASTNode, 'op' | 'args'>): number {
  const parts: readonly unknown[] = Array.isArray(args) ? args : [args];
  const [name] = parts;
  const within = Math.max(0, ...parts.map(depthWithin));
  if (op !== 'rcall' || !LOOPS.has(name)) return within;
  // What is looped over is read before the loop begins.
  return Math.max(depthWithin(parts[1]), 1 + Math.max(0, ...parts.slice(2).map(depthWithin)));
}

function depthWithin(part: unknown): number {
  if (Array.isArray(part)) return Math.max(0, ...part.map(depthWithin));
  return isNode(part) ? depthOfLoops(part) : 0;
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === 'object' && value !== null && 'op' in value && 'args' in value;
}

/** Kubernetes knows these, and the library does not. */
const UNKNOWN = new RegExp(
  [
    String.raw`\b(?:quantity|isQuantity|url|isURL|ip|isIP|cidr|isCIDR|semver|isSemver|find|findAll|isSorted|sum|min|max)\(`,
    String.raw`\b(?:format|replace|charAt|reverse|existsOne|transformList|transformMap\w*)\(`,
    String.raw`(?<!\.)\b(?:authorizer|sets|math|ip|cidr)\.`,
    String.raw`\.(?:all|exists)\(\s*\w+\s*,\s*\w+\s*,`,
  ].join('|'),
);

/** What is wrong in any engine for CEL; of other types that do not fit, cel-go may think better. */
const SURE: ReadonlySet<string> = new Set(['unknown_variable', 'no_matching_overload', 'no_such_overload']);

function faultOf(expression: string, cause: unknown): CelFault {
  const said = firstLine(cause);
  const variable = /^Unknown variable: (.*)$/.exec(said)?.[1];
  const fault = variable === undefined ? said : `undeclared reference to '${variable}' (in container '')`;
  const isSyntax = cause instanceof ParseError;
  const isSure = isSyntax || (isOfLibrary(cause) && SURE.has(cause.code) && !UNKNOWN.test(expression));
  return {
    fault: isSyntax ? `Syntax error: ${said}` : fault,
    offset: isOfLibrary(cause) ? (cause.range?.start ?? 0) : 0,
    isOurs: !isSure,
  };
}

function isOfLibrary(cause: unknown): cause is ParseError | EvaluationError | CelTypeError {
  return cause instanceof ParseError || cause instanceof EvaluationError || cause instanceof CelTypeError;
}

/** The library shows the place below its words, and begins some of them with a capital. */
function firstLine(cause: unknown): string {
  const [line = ''] = (cause instanceof Error ? cause.message : String(cause)).split('\n');
  return line.replace(/^No such key/, 'no such key');
}
