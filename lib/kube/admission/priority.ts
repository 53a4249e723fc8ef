/** A Pod's priority is that of its class, and no other. Models the plugin Priority (plugin/pkg/admission/priority). */
import type { Pod, PriorityClass } from '../schema/generated/types';
import type { AdmissionCluster } from './cluster';
import type { AdmissionRefusal, AdmissionRequest } from './refusal';
import { forbid } from './refusal';

/** Where no class is the default. */
const NO_CLASS: PriorityClass = { value: 0, preemptionPolicy: 'PreemptLowerPriority' };

export function admitPriority(pod: Pod, cluster: AdmissionCluster): AdmissionRefusal | undefined {
  const spec = (pod.spec ??= {});
  const name = spec.priorityClassName ?? '';
  const found = name === '' ? (cluster.defaultPriorityClass() ?? NO_CLASS) : cluster.priorityClass(name);
  if (!found) return forbid('pods', pod.metadata, `no PriorityClass with name ${name} was found`);
  const { value = 0, preemptionPolicy, metadata } = found;
  if (name === '' && metadata?.name) spec.priorityClassName = metadata.name;

  if (spec.priority !== undefined && spec.priority !== value) {
    return forbid('pods', pod.metadata, computed(`integer value of priority (${spec.priority})`, String(value)));
  }
  spec.priority = value;
  if (preemptionPolicy === undefined) return undefined;
  if (spec.preemptionPolicy !== undefined && spec.preemptionPolicy !== preemptionPolicy) {
    return forbid(
      'pods',
      pod.metadata,
      computed(`string value of PreemptionPolicy (${spec.preemptionPolicy})`, preemptionPolicy),
    );
  }
  spec.preemptionPolicy = preemptionPolicy;
  return undefined;
}

/** A change that leaves them out keeps them; validation forbids any other. */
export function keepPriority({ spec = {} }: Pod, { spec: live = {} }: Pod): void {
  if (live.priority !== undefined) spec.priority ??= live.priority;
  if (live.preemptionPolicy !== undefined) spec.preemptionPolicy ??= live.preemptionPolicy;
}

/** Only one class may be the default. */
export function validateDefaultPriority(
  { metadata, globalDefault }: PriorityClass,
  cluster: AdmissionCluster,
  { live }: AdmissionRequest<PriorityClass>,
): AdmissionRefusal | undefined {
  const name = globalDefault ? cluster.defaultPriorityClass()?.metadata?.name : undefined;
  if (name === undefined || (live && name === metadata?.name)) return undefined;
  const why = `PriorityClass ${name} is already marked as default. Only one default can exist`;
  return forbid('priorityclasses.scheduling.k8s.io', metadata, why);
}

function computed(what: string, result: string): string {
  return `the ${what} must not be provided in pod spec; priority admission controller computed ${result} from the given PriorityClass name`;
}
