/** Models WarningsOnCreate of pkg/registry/core/pod/strategy.go. */
import type { Pod } from '../schema/generated/types';
import { warningForName } from './name';
import { warningsForPodSpec } from './pod-spec';

export function warningsForPod({ metadata, spec = {} }: Pod): string[] {
  return [...warningForName(metadata?.name, "the Pod's hostname"), ...warningsForPodSpec(spec, metadata, '')];
}
