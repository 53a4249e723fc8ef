/** When an indexed Job has done enough. Models validateSuccessPolicy and validateIndexesFormat (pkg/apis/batch/validation). */
import type { FieldError } from '../field/error';
import { invalid, required, tooLong, tooMany } from '../field/error';
import type { FieldPath } from '../field/path';
import { byteLength, quote } from '../field/print';
import type { JobSpec, SuccessPolicy, SuccessPolicyRule } from '../schema/generated/types';
import { validateNonNegative } from './numbers';

const MOST_RULES = 20;
const MOST_INDEXES_BYTES = 64 * 1024;

export function validateSuccessPolicy(
  { completions = 0 }: JobSpec,
  { rules = [] }: SuccessPolicy,
  path: FieldPath,
  errors: FieldError[],
): void {
  const here = path.child('rules');
  if (rules.length === 0) {
    errors.push(required(here, 'at least one rules must be specified when the successPolicy is specified'));
  }
  if (rules.length > MOST_RULES) errors.push(tooMany(here, rules.length, MOST_RULES));
  rules.forEach((rule, at) => validateRule(rule, completions, here.index(at), errors));
}

function validateRule(rule: SuccessPolicyRule, completions: number, path: FieldPath, errors: FieldError[]): void {
  const { succeededCount, succeededIndexes } = rule;
  if (succeededCount === undefined && succeededIndexes === undefined) {
    errors.push(required(path, 'at least one of succeededCount or succeededIndexes must be specified'));
  }
  let total = 0;
  if (succeededIndexes !== undefined) {
    const here = path.child('succeededIndexes');
    if (byteLength(succeededIndexes) > MOST_INDEXES_BYTES) errors.push(tooLong(here, MOST_INDEXES_BYTES));
    const counted = countIndexes(succeededIndexes, completions);
    if (typeof counted === 'number') total = counted;
    else errors.push(invalid(here, succeededIndexes, `error parsing succeededIndexes: ${counted}`));
  }
  if (succeededCount === undefined) return;
  const here = path.child('succeededCount');
  validateNonNegative(succeededCount, here, errors);
  const atMost = (most: number, what: string): void => {
    if (succeededCount <= most) return;
    errors.push(invalid(here, succeededCount, `must be less than or equal to ${most} (the number of ${what})`));
  };
  atMost(completions, 'specified completions');
  if (succeededIndexes !== undefined) atMost(total, 'indexes in the specified succeededIndexes field');
}

/** `0,2-4` → 4, or what is wrong with it. */
function countIndexes(text: string, completions: number): number | string {
  if (text === '') return 0;
  let last = -1;
  let total = 0;
  for (const interval of text.split(',')) {
    const read = readInterval(interval, completions);
    if (typeof read === 'string') return read;
    const [first, end] = read;
    if (last >= first) return `non-increasing order, previous: ${last}, current: ${first}`;
    total += end - first + 1;
    last = end;
  }
  return total;
}

function readInterval(text: string, completions: number): readonly [number, number] | string {
  const limits = text.split('-');
  if (limits.length > 2) {
    return `the fragment ${quote(text)} violates the requirement that an index interval can have at most two parts separated by '-'`;
  }
  for (const limit of limits) {
    if (!/^[+-]?\d+$/.test(limit)) return `cannot convert string to integer for index: ${quote(limit)}`;
    if (Number(limit) >= completions) return `too large index: ${quote(limit)}`;
  }
  const [first = 0, end = first] = limits.map(Number);
  if (limits.length === 2 && first >= end) return `non-increasing order, previous: ${first}, current: ${end}`;
  return [first, end];
}
