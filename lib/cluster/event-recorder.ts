/** Events as components say them: same words about the same object are counted, and who says too much is silenced. */
import type { StoredMeta } from '@/lib/kube';

/** What an event is about. */
export interface Involved {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: StoredMeta;
}

export interface EventOptions {
  /** A part of the object: `spec.containers{mongo}`. */
  readonly fieldPath?: string;
  /** Events of the newer API only (the scheduler's): what was done. */
  readonly action?: string;
}

export interface EventRecorder {
  /** e.g. `recorder.event(deployment, 'Normal', 'ScalingReplicaSet', 'Scaled up replica set web-5d4 from 0 to 3')` */
  event(about: Involved, type: 'Normal' | 'Warning', reason: string, message: string, options?: EventOptions): void;
}
