/**
 * The way a Pod's containers are run. Models the plugin RuntimeClass (plugin/pkg/admission/runtimeclass).
 *
 * Not modelled: scheduling.nodeSelector and tolerations of a RuntimeClass.
 */
import { quote } from '../field/print';
import { compareQuantities, parseQuantity } from '../quantity';
import type { Pod } from '../schema/generated/types';
import type { AdmissionCluster } from './cluster';
import { lookupFailure } from './lookup';
import type { AdmissionRefusal, AdmissionRequest } from './refusal';
import { forbid } from './refusal';

type Overhead = Readonly<Record<string, string>>;

export function admitRuntimeClass(pod: Pod, cluster: AdmissionCluster): AdmissionRefusal | undefined {
  const spec = (pod.spec ??= {});
  const name = spec.runtimeClassName;
  if (name === undefined) return undefined;
  const failure = name === '' ? 'resource name may not be empty' : lookupFailure(name);
  if (failure !== undefined) return { code: 500, reason: '', message: failure };
  const found = cluster.runtimeClass(name);
  if (!found) return forbid('pods', pod.metadata, `pod rejected: RuntimeClass ${quote(name)} not found`);
  const overhead = found.overhead?.podFixed;
  if (!found.overhead || !overhead) return undefined;
  if (Object.keys(spec.overhead ?? {}).length > 0 && !isSame(spec.overhead, overhead)) return mismatch(pod);
  spec.overhead = { ...overhead };
  return undefined;
}

/** After validation: no overhead but that of the class. */
export function validateRuntimeClass(
  pod: Pod,
  cluster: AdmissionCluster,
  { live }: AdmissionRequest<Pod>,
): AdmissionRefusal | undefined {
  if (live) return undefined;
  const { runtimeClassName, overhead } = pod.spec ?? {};
  const found = runtimeClassName === undefined ? undefined : cluster.runtimeClass(runtimeClassName);
  if (found?.overhead) return isSame(overhead, found.overhead.podFixed) ? undefined : mismatch(pod);
  if (overhead === undefined) return undefined;
  const why = 'pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead';
  return forbid('pods', pod.metadata, why);
}

function mismatch(pod: Pod): AdmissionRefusal {
  return forbid('pods', pod.metadata, "pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead");
}

function isSame(a: Overhead = {}, b: Overhead = {}): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => sameAmount(a[name], b[name]));
}

function sameAmount(a = '', b = ''): boolean {
  const [one, other] = [parseQuantity(a), parseQuantity(b)];
  return one !== undefined && other !== undefined && compareQuantities(one, other) === 0;
}
