/** How controllers make and delete Pods, and what they say of it. Models RealPodControl (pkg/controller/controller_utils.go). */
import type { Client, Outcome, types } from '@/lib/kube';
import type { EventRecorder } from '../event-recorder';
import type { Owner } from './controller-ref';
import type { StoredPod } from './pod-readiness';

type Refusal = Extract<Outcome<unknown>, { ok: false }>['status'];

/** What comes of a request that failed, in the words of the server. */
export interface Failure {
  readonly reason: string;
  readonly message: string;
  /** Nothing can be made in a namespace that is being deleted: no reason to try again or to complain. */
  readonly isNamespaceTerminating: boolean;
}

export type Creation = { readonly pod: StoredPod } | { readonly failure: Failure };

export class PodControl {
  readonly #client: Client;
  readonly #recorder: EventRecorder;

  constructor(client: Client, recorder: EventRecorder) {
    this.#client = client;
    this.#recorder = recorder;
  }

  create(pod: types.Pod, owner: Owner): Creation {
    const answer = this.#client.create('v1/Pod', pod);
    if (!answer.ok) {
      const failure = failureOf(answer.status);
      if (!failure.isNamespaceTerminating) {
        this.#recorder.event(owner, 'Warning', 'FailedCreate', `Error creating: ${failure.message}`);
      }
      return { failure };
    }
    this.#recorder.event(owner, 'Normal', 'SuccessfulCreate', `Created pod: ${answer.object.metadata.name}`);
    return { pod: answer.object };
  }

  /** Of a Pod that is gone already there is nothing to say. */
  delete(pod: StoredPod, owner: Owner): Failure | undefined {
    const { namespace, name } = pod.metadata;
    const answer = this.#client.delete('v1/Pod', namespace, name);
    if (answer.ok) {
      this.#recorder.event(owner, 'Normal', 'SuccessfulDelete', `Deleted pod: ${name}`);
      return undefined;
    }
    if (answer.status.reason === 'NotFound') return undefined;
    const failure = failureOf(answer.status);
    this.#recorder.event(owner, 'Warning', 'FailedDelete', `Error deleting: ${failure.message}`);
    return { ...failure, message: `unable to delete pods: ${failure.message}` };
  }
}

export function failureOf({ reason, message, causes = [] }: Refusal): Failure {
  return { reason, message, isNamespaceTerminating: causes.some((cause) => cause.reason === 'NamespaceTerminating') };
}
