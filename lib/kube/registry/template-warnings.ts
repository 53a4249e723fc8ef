/** What is warned about when the Pods of a workload will be made anew. Models GetWarningsForPodTemplate (pkg/api/pod). */
import type { PodTemplateSpec } from '../schema/generated/types';
import { warningsForPodSpec } from '../warnings/pod-spec';

export function warningsOfNewTemplate({ metadata, spec = {} }: PodTemplateSpec = {}, at = 'spec.template.'): string[] {
  return warningsForPodSpec(spec, metadata, at);
}
