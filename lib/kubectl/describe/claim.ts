/** A PersistentVolumeClaim, and the template of one. */
import { eventsOf } from './events';
import { annotationsField, labelsField } from './labels';
import { age, rfc1123 } from './moment';
import { Page } from './page';
import { quantityText } from './quantities';
import { isRefusal, type Refusal, type Surroundings } from './surroundings';
import { goText, type Value } from './value';

const MODES = { ReadWriteOnce: 'RWO', ReadOnlyMany: 'ROX', ReadWriteMany: 'RWX', ReadWriteOncePod: 'RWOP' };

export async function describeClaim(claim: Value, around: Surroundings): Promise<string | Refusal> {
  const pods = await around.list(`/api/v1/namespaces/${claim.at('metadata.namespace').text}/pods`);
  if (isRefusal(pods)) return pods;
  const page = new Page();
  const status = claim.at('metadata.deletionTimestamp').isThere
    ? `Terminating (lasts ${age(claim.at('metadata.deletionTimestamp'), around.now)})`
    : claim.at('status.phase').text;
  claimLines(page, claim, 0, status);
  page.multiline('Used By', users(claim, pods).sort());
  if (claim.at('status.conditions').list.length > 0) {
    page.line('Conditions:');
    page.line('Type\tStatus\tLastProbeTime\tLastTransitionTime\tReason\tMessage', 1);
    page.line('----\t------\t-----------------\t------------------\t------\t-------', 1);
  }
  for (const one of claim.at('status.conditions').list) {
    const times = `${rfc1123(one.at('lastProbeTime'))} \t${rfc1123(one.at('lastTransitionTime'))}`;
    const said = `${one.at('reason').text} \t${one.at('message').text}`;
    page.line(`${one.at('type').text} \t${one.at('status').text} \t${times} \t${said}`, 1);
  }
  await eventsOf(page, claim, 'PersistentVolumeClaim', around);
  return page.text;
}

/** Without a status it is a template, which has no name either. */
export function claimLines(page: Page, claim: Value, level: number, status?: string): void {
  const field = (title: string, value: string): void => page.field(title, value, level);
  const [metadata, spec] = [claim.at('metadata'), claim.at('spec')];
  if (status !== undefined) {
    field('Name', metadata.at('name').text);
    field('Namespace', metadata.at('namespace').text);
  }
  field('StorageClass', storageClassOf(claim));
  if (status !== undefined) field('Status', status);
  const volume = spec.at('volumeName').text;
  field('Volume', volume);
  nested(page, level, (inner) => {
    labelsField(inner, 'Labels', metadata.at('labels'));
    annotationsField(inner, metadata.at('annotations'));
  });
  if (status !== undefined) field('Finalizers', goText(metadata.at('finalizers').json ?? []));
  field('Capacity', volume === '' ? '' : quantityText(claim.at('status.capacity.storage')));
  field('Access Modes', volume === '' ? '' : accessModes(claim.at('status.accessModes')));
  if (spec.at('volumeMode').isThere) field('VolumeMode', spec.at('volumeMode').text);
  const source = spec.at('dataSource');
  if (!source.isThere) return;
  page.line('DataSource:', level);
  if (source.at('apiGroup').isThere) page.field('APIGroup', source.at('apiGroup').text, level + 1);
  page.field('Kind', source.at('kind').text, level + 1);
  page.field('Name', source.at('name').text, level + 1);
}

/** The beta annotation goes before the field. */
export function storageClassOf(object: Value): string {
  const beta = object.at('metadata.annotations').key('volume.beta.kubernetes.io/storage-class');
  return beta.isThere ? beta.text : object.at('spec.storageClassName').text;
}

export function accessModes(modes: Value): string {
  const texts = modes.texts;
  return Object.entries(MODES)
    .flatMap(([mode, short]) => (texts.includes(mode) ? [short] : []))
    .join(',');
}

/** kubectl's nested writer indents every piece of a line, not each line once. */
class NestedPage extends Page {
  readonly #page: Page;
  readonly #level: number;

  constructor(page: Page, level: number) {
    super();
    this.#page = page;
    this.#level = level;
  }

  override put(text: string, level = 0): void {
    this.#page.put(text, this.#level + level);
  }
}

function nested(page: Page, level: number, write: (inner: Page) => void): void {
  write(level === 0 ? page : new NestedPage(page, level));
}

function users(claim: Value, pods: readonly Value[]): string[] {
  const name = claim.at('metadata.name').text;
  const using = pods.flatMap((pod) =>
    pod
      .at('spec.volumes')
      .list.filter((volume) => volume.at('persistentVolumeClaim.claimName').text === name)
      .map(() => pod),
  );
  for (const owner of claim.at('metadata.ownerReferences').list) {
    if (owner.at('kind').text !== 'Pod') continue;
    const uid = owner.at('uid').text;
    const pod = pods.find((one) => one.at('metadata.uid').text === uid);
    if (pod && !using.includes(pod)) using.push(pod);
  }
  return using.map((pod) => pod.at('metadata.name').text);
}
