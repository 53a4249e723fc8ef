/** The Pods a Job makes. Models the end of manageJob and the annotations of indexed_job_utils.go. */
import type { types } from '@/lib/kube';
import { podFromTemplate } from '../pod-from-template';
import { judgeFailure } from './failure-policy';
import {
  failuresBefore,
  FAILURES,
  IGNORED_FAILURES,
  ignoredFailuresBefore,
  INDEX,
  isIndexed,
  TRACKING,
} from './job-pods';
import type { JobView } from './job-view';

const ENVIRONMENT = 'JOB_COMPLETION_INDEX';
const MOST_PREFIX = 58;

const indexed = new WeakMap<types.PodSpec, types.PodSpec>();

/** @param index which one it is to do, in an indexed Job */
export function newPod(view: JobView, index: number | undefined): types.Pod {
  const { job, spec } = view;
  const pod = podFromTemplate(spec.template ?? {}, job);
  const finalizers = [...new Set([...(pod.metadata.finalizers ?? []), TRACKING])];
  const template = isIndexed(job) ? withIndexEnvironment(pod.spec) : pod.spec;
  if (index === undefined) return { ...pod, metadata: { ...pod.metadata, finalizers }, spec: template };
  const { name } = job.metadata;
  const suffix = `-${index}-`;
  return {
    metadata: {
      ...pod.metadata,
      generateName: `${name.slice(0, MOST_PREFIX - suffix.length)}${suffix}`,
      finalizers,
      labels: { ...pod.metadata.labels, [INDEX]: String(index) },
      annotations: { ...pod.metadata.annotations, [INDEX]: String(index), ...failureCounts(view, index) },
    },
    spec: { ...template, hostname: `${name}-${index}` },
  };
}

/** How often the index has failed so far, where that is limited. */
function failureCounts({ spec, indexes }: JobView, index: number): Record<string, string> {
  if (spec.backoffLimitPerIndex === undefined) return {};
  const last = indexes?.lastFailed.get(index);
  if (!last) return { [FAILURES]: '0' };
  const { counts } = judgeFailure(spec.podFailurePolicy, last);
  const ignored = ignoredFailuresBefore(last) + (counts ? 0 : 1);
  return {
    [FAILURES]: String(failuresBefore(last) + (counts ? 1 : 0)),
    ...(ignored > 0 ? { [IGNORED_FAILURES]: String(ignored) } : {}),
  };
}

/** A container knows its index, unless it has a variable of that name. */
function withIndexEnvironment(spec: types.PodSpec): types.PodSpec {
  let known = indexed.get(spec);
  if (!known) {
    const { initContainers, containers } = spec;
    known = {
      ...spec,
      ...(initContainers && { initContainers: initContainers.map(withVariable) }),
      ...(containers && { containers: containers.map(withVariable) }),
    };
    indexed.set(spec, known);
  }
  return known;
}

function withVariable(container: types.Container): types.Container {
  const { env = [] } = container;
  if (env.some(({ name }) => name === ENVIRONMENT)) return container;
  const fieldRef = { fieldPath: `metadata.labels['${INDEX}']` };
  return { ...container, env: [...env, { name: ENVIRONMENT, valueFrom: { fieldRef } }] };
}
