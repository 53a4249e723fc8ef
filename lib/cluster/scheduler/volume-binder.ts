/**
 * Pods whose node is chosen and whose claims are not bound yet: what is to be bound is written, and the Pod is bound when the
 * volume controllers are done. Models Reserve and PreBind of the plugin VolumeBinding (BindPodVolumes, checkBindings).
 */
import type { Client } from '@/lib/kube';
import type { Clock, Timer } from '../clock';
import type { NodeInfo } from './node-info';
import { factsOf, namespaceOf, type NamespaceLabels } from './pod-facts';
import { isFullyBound, SELECTED_NODE, type Bindings, type Claim } from './plugins/volume-binding';
import type { QueuedPod } from './queue';

/** How long volumes may take to be bound. */
const PATIENCE_MS = 600_000;

interface Waiting {
  readonly entry: QueuedPod;
  readonly node: NodeInfo;
  readonly claims: readonly string[];
  /** Those for which a volume is made on that node. */
  readonly provisioned: readonly string[];
  readonly patience: Timer;
}

export interface VolumeBinderOptions {
  readonly client: Client;
  readonly clock: Clock;
  readonly namespaceLabels: NamespaceLabels;
  /** All claims are bound. */
  done(entry: QueuedPod, node: NodeInfo): void;
  /** They will not be. */
  failed(entry: QueuedPod, why: string): void;
}

export class VolumeBinder {
  readonly #options: VolumeBinderOptions;
  readonly #waiting = new Map<string, Waiting>();

  constructor(options: VolumeBinderOptions) {
    this.#options = options;
  }

  start(entry: QueuedPod, node: NodeInfo, { existing, toProvision }: Bindings): void {
    const { client, clock, namespaceLabels } = this.#options;
    const { uid } = entry.pod.metadata;
    const patience = clock.after(PATIENCE_MS, () => this.#fail(uid, 'binding volumes: context deadline exceeded'), {
      background: true,
    });
    const { claims } = factsOf(entry.pod, namespaceLabels);
    const provisioned = toProvision.map(({ metadata }) => metadata.name);
    this.#waiting.set(uid, { entry, node, claims, provisioned, patience });
    for (const { claim, volume } of existing) {
      const { name, namespace = '', resourceVersion } = claim.metadata;
      const about = { name, namespace, uid: claim.metadata.uid, resourceVersion };
      const claimRef = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', ...about };
      const isReserved = volume.spec?.claimRef !== undefined;
      const annotations = isReserved
        ? volume.metadata.annotations
        : { ...volume.metadata.annotations, 'pv.kubernetes.io/bound-by-controller': 'yes' };
      const metadata = { ...volume.metadata, ...(annotations && { annotations }) };
      const answer = client.update('v1/PersistentVolume', { ...volume, metadata, spec: { ...volume.spec, claimRef } });
      if (!answer.ok) return this.#fail(uid, answer.status.message);
    }
    for (const claim of toProvision) {
      const answer = client.update('v1/PersistentVolumeClaim', withSelectedNode(claim, node.name));
      if (!answer.ok) return this.#fail(uid, answer.status.message);
    }
    this.#check(uid);
  }

  /** After a change of a claim. */
  claimChanged(claim: Claim): void {
    for (const [uid, { entry, claims }] of this.#waiting) {
      if (namespaceOf(entry.pod) === claim.metadata.namespace && claims.includes(claim.metadata.name)) this.#check(uid);
    }
  }

  /** The Pod is gone. */
  forget(uid: string): void {
    this.#waiting.get(uid)?.patience.cancel();
    this.#waiting.delete(uid);
  }

  stop(): void {
    for (const uid of this.#waiting.keys()) this.forget(uid);
  }

  #check(uid: string): void {
    const waiting = this.#waiting.get(uid);
    if (!waiting) return;
    const { entry, node, claims, provisioned } = waiting;
    const { client } = this.#options;
    for (const name of claims) {
      const claim = client.get('v1/PersistentVolumeClaim', namespaceOf(entry.pod), name);
      if (!claim) return this.#fail(uid, `binding volumes: persistentvolumeclaim "${name}" not found`);
      if (isFullyBound(claim)) continue;
      // Who makes volumes takes the annotation away where it can't make one on that node.
      if (provisioned.includes(name) && claim.metadata.annotations?.[SELECTED_NODE] !== node.name) {
        return this.#fail(uid, `binding volumes: provisioning failed for PVC "${name}"`);
      }
      return;
    }
    this.forget(uid);
    this.#options.done(entry, node);
  }

  #fail(uid: string, why: string): void {
    const waiting = this.#waiting.get(uid);
    if (!waiting) return;
    this.forget(uid);
    this.#options.failed(waiting.entry, `running PreBind plugin "VolumeBinding": ${why}`);
  }
}

function withSelectedNode(claim: Claim, node: string): Claim {
  const annotations = { ...claim.metadata.annotations, [SELECTED_NODE]: node };
  return { ...claim, metadata: { ...claim.metadata, annotations } };
}
