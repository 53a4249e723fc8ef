/** PersistentVolume, StorageClass, VolumeAttributesClass, CSINode. */
import { accessModes, storageClassOf } from './claim';
import { eventsOf } from './events';
import { head } from './head';
import { labelsText } from './labels';
import { age, rfc1123 } from './moment';
import { Page } from './page';
import { quantityText } from './quantities';
import type { Surroundings } from './surroundings';
import { goText, type Value } from './value';
import { persistentSource } from './volumes';
import { truth } from './workloads';

export async function describeVolume(volume: Value, around: Surroundings): Promise<string> {
  const page = new Page();
  const [metadata, spec] = [volume.at('metadata'), volume.at('spec')];
  head(page, volume, false);
  page.field('Finalizers', goText(metadata.at('finalizers').json ?? []));
  page.field('StorageClass', storageClassOf(volume));
  const ending = metadata.at('deletionTimestamp');
  page.field(
    'Status',
    ending.isThere ? `Terminating (lasts ${age(ending, around.now)})` : volume.at('status.phase').text,
  );
  const claim = spec.at('claimRef');
  page.field('Claim', claim.isThere ? `${claim.at('namespace').text}/${claim.at('name').text}` : '');
  page.field('Reclaim Policy', spec.at('persistentVolumeReclaimPolicy').text);
  page.field('Access Modes', accessModes(spec.at('accessModes')));
  if (spec.at('volumeMode').isThere) page.field('VolumeMode', spec.at('volumeMode').text);
  page.field('Capacity', quantityText(spec.at('capacity.storage')));
  affinity(page, spec.at('nodeAffinity.required'));
  page.field('Message', volume.at('status.message').text);
  page.line('Source:');
  persistentSource(page, spec);
  await eventsOf(page, volume, 'PersistentVolume', around);
  return page.text;
}

function affinity(page: Page, required: Value): void {
  if (!required.isThere) return page.field('Node Affinity', '<none>');
  page.field('Node Affinity', '');
  const terms = required.at('nodeSelectorTerms').list;
  page.field('Required Terms', terms.length === 0 ? '<none>' : '', 1);
  terms.forEach((term, at) => {
    const lines = term.at('matchExpressions').list.map((one) => {
      const values = one.at('values').texts;
      const list = values.length > 0 ? ` [${values.join(', ')}]` : '';
      return `${one.at('key').text} ${one.at('operator').text.toLowerCase()}${list}`;
    });
    page.multiline(`Term ${at}`, lines, '', 2);
  });
}

export async function describeStorageClass(storageClass: Value, around: Surroundings): Promise<string> {
  const page = new Page();
  const annotations = storageClass.at('metadata.annotations');
  const isDefault = [
    'storageclass.kubernetes.io/is-default-class',
    'storageclass.beta.kubernetes.io/is-default-class',
  ].some((key) => annotations.key(key).text === 'true');
  page.field('Name', storageClass.at('metadata.name').text);
  page.field('IsDefaultClass', isDefault ? 'Yes' : 'No');
  page.field('Annotations', labelsText(annotations));
  page.field('Provisioner', storageClass.at('provisioner').text);
  page.field('Parameters', labelsText(storageClass.at('parameters')));
  page.field('AllowVolumeExpansion', truth(storageClass.at('allowVolumeExpansion')));
  const options = storageClass.at('mountOptions').texts;
  page.line(options.length === 0 ? 'MountOptions:\t<none>' : 'MountOptions:');
  for (const option of options) page.line(option, 1);
  if (storageClass.at('reclaimPolicy').isThere) page.field('ReclaimPolicy', storageClass.at('reclaimPolicy').text);
  const binding = storageClass.at('volumeBindingMode');
  if (binding.isThere) page.field('VolumeBindingMode', binding.text);
  topologies(page, storageClass.at('allowedTopologies'));
  await eventsOf(page, storageClass, 'StorageClass', around);
  return page.text;
}

function topologies(page: Page, allowed: Value): void {
  if (!allowed.isThere) return;
  page.field('AllowedTopologies', allowed.list.length === 0 ? '<none>' : '');
  allowed.list.forEach((term, at) => {
    const lines = term.at('matchLabelExpressions').list.map((one) => {
      const values = one.at('values').texts;
      return `${one.at('key').text} in${values.length > 0 ? ` [${values.join(', ')}]` : ''}`;
    });
    page.multiline(`Term ${at}`, lines, '', 1);
  });
}

export async function describeAttributesClass(attributes: Value, around: Surroundings): Promise<string> {
  const page = new Page();
  page.field('Name', attributes.at('metadata.name').text);
  page.field('Annotations', labelsText(attributes.at('metadata.annotations')));
  page.field('DriverName', attributes.at('driverName').text);
  page.field('Parameters', labelsText(attributes.at('parameters')));
  await eventsOf(page, attributes, 'VolumeAttributesClass', around);
  return page.text;
}

export async function describeCsiNode(node: Value, around: Surroundings): Promise<string> {
  const page = new Page();
  head(page, node, false);
  page.field('CreationTimestamp', rfc1123(node.at('metadata.creationTimestamp')));
  page.line('Spec:');
  if (node.at('spec.drivers').isThere) page.line('Drivers:', 1);
  for (const driver of node.at('spec.drivers').list) {
    page.line(`${driver.at('name').text}:`, 2);
    page.field('Node ID', driver.at('nodeID').text, 3);
    if (driver.at('allocatable.count').isThere) {
      page.line('Allocatables:', 3);
      page.field('Count', driver.at('allocatable.count').number, 4);
    }
    const keys = driver.at('topologyKeys');
    if (keys.isThere) page.field('Topology Keys', goText(keys.json), 3);
  }
  await eventsOf(page, node, 'CSINode', around);
  return page.text;
}
