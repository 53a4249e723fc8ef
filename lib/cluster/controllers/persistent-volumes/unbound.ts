/** What is said of a claim for which there is no volume. Models emitEventForUnboundDelayBindingClaim and provisionClaim. */
import type { Client, Stored } from '@/lib/kube';
import type { EventRecorder } from '../../event-recorder';
import { isPodTerminal } from '../pod-readiness';
import { BETA_PROVISIONER, classOf, PROVISIONER, withAnnotations, type Claim } from './volumes';

/**
 * Also asks the class's provisioner for a volume. Answers false where it must be tried again.
 * @param isWaiting for the scheduler
 */
export function sayWhyUnbound(
  client: Client,
  recorder: EventRecorder,
  claim: Claim,
  storageClass: Stored<'storage.k8s.io/v1/StorageClass'> | undefined,
  isWaiting: boolean,
): boolean {
  if (isWaiting) sayWaiting(client, recorder, claim);
  else if (classOf(claim) === '') {
    const message = 'no persistent volumes available for this claim and no storage class is set';
    recorder.event(claim, 'Normal', 'FailedBinding', message);
  } else if (!storageClass) {
    const message = `storageclass.storage.k8s.io "${classOf(claim)}" not found`;
    recorder.event(claim, 'Warning', 'ProvisioningFailed', message);
  } else return askProvisioner(client, recorder, claim, storageClass.provisioner ?? '');
  return true;
}

function sayWaiting(client: Client, recorder: EventRecorder, claim: Claim): void {
  const pods: string[] = [];
  for (const pod of client.list('v1/Pod', claim.metadata.namespace)) {
    const { spec } = pod;
    if (spec?.nodeName || isPodTerminal(pod)) continue;
    const uses = spec?.volumes?.some((one) => one.persistentVolumeClaim?.claimName === claim.metadata.name);
    if (uses) pods.push(pod.metadata.name);
  }
  if (pods.length === 0) {
    const message = 'waiting for first consumer to be created before binding';
    recorder.event(claim, 'Normal', 'WaitForFirstConsumer', message);
    return;
  }
  const names = pods.sort((a, b) => (a < b ? -1 : 1)).join(',');
  const message = `waiting for ${pods.length > 1 ? 'pods' : 'pod'} ${names} to be scheduled`;
  recorder.event(claim, 'Normal', 'WaitForPodScheduled', message);
}

function askProvisioner(client: Client, recorder: EventRecorder, claim: Claim, provisioner: string): boolean {
  if (provisioner.startsWith('kubernetes.io/')) {
    recorder.event(claim, 'Warning', 'ProvisioningFailed', `no volume plugin matched name: ${provisioner}`);
    return true;
  }
  let asked = claim;
  if (claim.metadata.annotations?.[PROVISIONER] !== provisioner) {
    const annotations = { [BETA_PROVISIONER]: provisioner, [PROVISIONER]: provisioner };
    const answer = client.update('v1/PersistentVolumeClaim', {
      ...claim,
      metadata: withAnnotations(claim.metadata, annotations),
    });
    if (!answer.ok) return false;
    asked = answer.object;
  }
  const message = `Waiting for a volume to be created either by the external provisioner '${provisioner}' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.`;
  recorder.event(asked, 'Normal', 'ExternalProvisioning', message);
  return true;
}
