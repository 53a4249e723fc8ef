/** A Pod, and the Pod template of those that make Pods. */
import { byText, containersPart } from './containers';
import { eventsPart, subjectOf } from './events';
import { annotationsField, labelsField, selectorOrNone } from './labels';
import { age, rfc1123 } from './moment';
import { Page } from './page';
import { resourcesPart } from './quantities';
import type { Surroundings } from './surroundings';
import type { Value } from './value';
import { volumesPart } from './volumes';

const MIRROR = 'kubernetes.io/config.mirror';

export async function describePod(pod: Value, around: Surroundings): Promise<string> {
  const page = new Page();
  const [spec, status] = [pod.at('spec'), pod.at('status')];
  headOfPod(page, pod, around.now);
  if (spec.at('resources').isThere) {
    page.line('Resources:');
    resourcesPart(page, spec.at('resources'), 1);
  }
  for (const [title, containers, statuses] of [
    ['Init Containers', 'initContainers', 'initContainerStatuses'],
    ['Containers', 'containers', 'containerStatuses'],
    ['Ephemeral Containers', 'ephemeralContainers', 'ephemeralContainerStatuses'],
  ] as const) {
    const list = spec.at(containers).list;
    if (list.length === 0 && containers !== 'containers') continue;
    containersPart(page, title, list, { pod, statuses: status.at(statuses).list });
  }
  conditions(page, spec.at('readinessGates').list, status.at('conditions').list);
  volumesPart(page, spec.at('volumes').list);
  page.field('QoS Class', status.at('qosClass').text);
  placement(page, spec, '');
  // Found by uid alone; those of a static Pod go by the uid it has on its node.
  const { name, namespace, uid } = subjectOf(pod, 'Pod');
  const mirrored = pod.at('metadata.annotations').key(MIRROR);
  const events = await around.events({ name, namespace, uid: mirrored.isThere ? mirrored.text : uid });
  eventsPart(page, events, around.now);
  return page.text;
}

function headOfPod(page: Page, pod: Value, now: number): void {
  const [metadata, spec, status] = [pod.at('metadata'), pod.at('spec'), pod.at('status')];
  const given = (title: string, value: Value): void => {
    if (value.text !== '') page.field(title, value.text);
  };
  page.field('Name', metadata.at('name').text);
  page.field('Namespace', metadata.at('namespace').text);
  given('Priority', spec.at('priority'));
  given('Priority Class Name', spec.at('priorityClassName'));
  given('Runtime Class Name', spec.at('runtimeClassName'));
  given('Service Account', spec.at('serviceAccountName'));
  const node = spec.at('nodeName').text;
  page.field('Node', node === '' ? '<none>' : `${node}/${status.at('hostIP').text}`);
  if (status.at('startTime').isThere) page.field('Start Time', rfc1123(status.at('startTime')));
  labelsField(page, 'Labels', metadata.at('labels'));
  annotationsField(page, metadata.at('annotations'));
  const phase = status.at('phase').text;
  if (metadata.at('deletionTimestamp').isThere && phase !== 'Failed' && phase !== 'Succeeded') {
    page.field('Status', `Terminating (lasts ${age(metadata.at('deletionTimestamp'), now)})`);
    page.field('Termination Grace Period', `${metadata.at('deletionGracePeriodSeconds').number}s`);
  } else page.field('Status', phase);
  given('Reason', status.at('reason'));
  given('Message', status.at('message'));
  const profile = spec.at('securityContext.seccompProfile');
  if (profile.isThere) page.field('SeccompProfile', profile.at('type').text);
  if (profile.at('type').text === 'Localhost') page.field('LocalhostProfile', profile.at('localhostProfile').text);
  page.field('IP', status.at('podIP').text);
  const ips = status.at('podIPs').list;
  page.line(ips.length === 0 ? 'IPs:\t<none>' : 'IPs:');
  for (const ip of ips) page.field('IP', ip.at('ip').text, 1);
  controlledBy(page, pod);
  given('NominatedNodeName', status.at('nominatedNodeName'));
}

export function controlledBy(page: Page, object: Value): void {
  const owner = controllerOf(object);
  if (owner) page.field('Controlled By', `${owner.at('kind').text}/${owner.at('name').text}`);
}

export function controllerOf(object: Value): Value | undefined {
  return object.at('metadata.ownerReferences').list.find((owner) => owner.at('controller').isTrue);
}

function conditions(page: Page, gates: readonly Value[], found: readonly Value[]): void {
  const row = (type: string, status: string): void => page.line(`${type} \t${status} `, 1);
  if (gates.length > 0) page.line('Readiness Gates:\n  Type\tStatus');
  for (const gate of gates) {
    const type = gate.at('conditionType').text;
    const condition = found.find((one) => one.at('type').text === type);
    row(type, condition ? condition.at('status').text : '<none>');
  }
  if (found.length > 0) page.line('Conditions:\n  Type\tStatus');
  for (const one of found) row(one.at('type').text, one.at('status').text);
}

export function templatePart(page: Page, template: Value): void {
  page.line('Pod Template:');
  if (!template.isThere) return page.put('<unset>', 1);
  const [metadata, spec] = [template.at('metadata'), template.at('spec')];
  labelsField(page, '  Labels', metadata.at('labels'));
  if (metadata.at('annotations').entries.length > 0) {
    annotationsField(page, metadata.at('annotations'), '  Annotations');
  }
  const account = spec.at('serviceAccountName').text;
  if (account !== '') page.field('Service Account', account, 1);
  const starting = spec.at('initContainers').list;
  if (starting.length > 0) containersPart(page, 'Init Containers', starting, { indent: '  ' });
  containersPart(page, 'Containers', spec.at('containers').list, { indent: '  ' });
  volumesPart(page, spec.at('volumes').list, '  ');
  spread(page, spec, '  ');
  if (spec.at('priorityClassName').text !== '') page.field('Priority Class Name', spec.at('priorityClassName').text, 1);
  selectorsAndTolerations(page, spec, '  ');
  group(page, spec, '  ');
}

function placement(page: Page, spec: Value, indent: string): void {
  selectorsAndTolerations(page, spec, indent);
  spread(page, spec, indent);
  group(page, spec, indent);
}

function selectorsAndTolerations(page: Page, spec: Value, indent: string): void {
  labelsField(page, `${indent}Node-Selectors`, spec.at('nodeSelector'));
  page.multiline(`${indent}Tolerations`, byText(spec.at('tolerations').list, 'key').map(tolerationText));
}

function tolerationText(toleration: Value): string {
  const [key, value, effect] = ['key', 'value', 'effect'].map((name) => toleration.at(name).text);
  const isAny = toleration.at('operator').text === 'Exists' && value === '';
  const what = `${key}${value === '' ? '' : `=${value}`}${effect === '' ? '' : `:${effect}`}`;
  const seconds = toleration.at('tolerationSeconds');
  const exists = isAny ? `${what === '' ? '' : ' '}op=Exists` : '';
  return `${what}${exists}${seconds.isThere ? ` for ${seconds.number}s` : ''}`;
}

function spread(page: Page, spec: Value, indent: string): void {
  byText(spec.at('topologySpreadConstraints').list, 'topologyKey').forEach((one, at) => {
    const selector = one.at('labelSelector');
    const skew = `${one.at('whenUnsatisfiable').text} when max skew ${one.at('maxSkew').number} is exceeded`;
    const chosen = selector.isThere ? ` for selector ${selectorOrNone(selector)}` : '';
    const title = at === 0 ? 'Topology Spread Constraints:' : '';
    page.line(`${indent}${title}\t${one.at('topologyKey').text}:${skew}${chosen}`);
  });
}

function group(page: Page, spec: Value, indent: string): void {
  if (!spec.at('schedulingGroup').isThere) return;
  page.line(`${indent}SchedulingGroup:`);
  page.field('PodGroupName', spec.at('schedulingGroup.podGroupName').text, 1);
}
