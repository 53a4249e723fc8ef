/** What the failure of a Pod means to its Job. Models pkg/controller/job/pod_failure_policy.go. */
import type { types } from '@/lib/kube';
import type { StoredPod } from '../pod-readiness';

export interface Verdict {
  /** Whether it counts towards the limit. */
  readonly counts: boolean;
  readonly action?: 'Ignore' | 'FailIndex' | 'Count' | 'FailJob';
  /** Why the whole Job fails. */
  readonly message?: string;
}

const COUNTS: Verdict = { counts: true };

/** The first rule that matches decides. */
export function judgeFailure(policy: types.PodFailurePolicy | undefined, pod: StoredPod): Verdict {
  for (const [at, rule] of (policy?.rules ?? []).entries()) {
    const why = matchOf(rule, pod);
    if (why === undefined) continue;
    switch (rule.action) {
      case 'Ignore':
        return { counts: false, action: 'Ignore' };
      case 'FailIndex':
        return { counts: true, action: 'FailIndex' };
      case 'Count':
        return { counts: true, action: 'Count' };
      case 'FailJob':
        return { counts: true, action: 'FailJob', message: `${why} matching FailJob rule at index ${at}` };
      default:
    }
  }
  return COUNTS;
}

/** In words; undefined if it doesn't match. */
function matchOf(rule: types.PodFailurePolicyRule, { metadata, status = {} }: StoredPod): string | undefined {
  const pod = `${metadata.namespace}/${metadata.name}`;
  const { onExitCodes, onPodConditions } = rule;
  if (onExitCodes) {
    const all = [...(status.containerStatuses ?? []), ...(status.initContainerStatuses ?? [])];
    const found = all.find((one) => hasExit(one, onExitCodes));
    return found && `Container ${found.name} for pod ${pod} failed with exit code ${found.state?.terminated?.exitCode}`;
  }
  const found = (status.conditions ?? []).find((condition) =>
    (onPodConditions ?? []).some((one) => one.type === condition.type && one.status === condition.status),
  );
  return found && `Pod ${pod} has condition ${found.type}`;
}

function hasExit(
  { name, state }: types.ContainerStatus,
  { containerName, operator, values = [] }: types.PodFailurePolicyOnExitCodesRequirement,
): boolean {
  const exitCode = state?.terminated?.exitCode;
  if (!exitCode || (containerName !== undefined && containerName !== name)) return false;
  return operator === 'In' ? values.includes(exitCode) : operator === 'NotIn' && !values.includes(exitCode);
}
