/** When some of the indexes are enough. Models pkg/controller/job/success_policy.go. */
import type { types } from '@/lib/kube';
import { common, parseIntervals, total, type Intervals } from './intervals';

/** Which rule is met, in words. */
export function successOf({ successPolicy, completions = 0 }: types.JobSpec, succeeded: Intervals): string | undefined {
  if (succeeded.length === 0) return undefined;
  const at = (successPolicy?.rules ?? []).findIndex((rule) => isMet(rule, succeeded, completions));
  return at < 0 ? undefined : `Matched rules at index ${at}`;
}

function isMet(
  { succeededIndexes, succeededCount }: types.SuccessPolicyRule,
  succeeded: Intervals,
  completions: number,
): boolean {
  if (succeededIndexes === undefined) return succeededCount !== undefined && total(succeeded) >= succeededCount;
  const required = parseIntervals(succeededIndexes, completions);
  if (required.length === 0) return false;
  const done = common(required, succeeded);
  return done === total(required) || (succeededCount !== undefined && done >= succeededCount);
}
