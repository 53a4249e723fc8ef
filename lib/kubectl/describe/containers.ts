/** The containers of a Pod or of a Pod template. */
import { scaledQuantity } from '@/lib/kube';
import { rfc1123 } from './moment';
import type { Page } from './page';
import { quantityOf, resourcesPart } from './quantities';
import { goText, type Value } from './value';

/** `pod` is left out for a template, whose fields nobody knows yet. */
export interface Whose {
  readonly pod?: Value;
  readonly statuses?: readonly Value[];
  readonly indent?: string;
}

export function containersPart(page: Page, title: string, containers: readonly Value[], whose: Whose): void {
  const { indent = '', statuses = [], pod } = whose;
  page.line(`${indent}${title}:${containers.length === 0 ? ' <none>' : ''}`);
  for (const container of containers) {
    const name = container.at('name').text;
    const status = statuses.findLast((one) => one.at('name').text === name);
    page.line(`${indent === '' ? '' : ' '}${name}:`, 1);
    identity(page, container, status);
    words(page, 'Command', container.at('command'));
    words(page, 'Args', container.at('args'));
    if (status) states(page, status);
    resourcesPart(page, container.at('resources'), 2);
    for (const [title, probe] of [
      ['Liveness', container.at('livenessProbe')],
      ['Readiness', container.at('readinessProbe')],
      ['Startup', container.at('startupProbe')],
    ] as const) {
      if (probe.isThere) page.field(title, probeText(probe), 2);
    }
    if (container.at('envFrom').list.length > 0) page.line('Environment Variables from:', 2);
    for (const source of container.at('envFrom').list) environmentFrom(page, source);
    page.line(`Environment:${container.at('env').list.length === 0 ? '\t<none>' : ''}`, 2);
    for (const variable of container.at('env').list) variableLines(page, variable, container, pod);
    mounts(page, container);
  }
}

function identity(page: Page, container: Value, status: Value | undefined): void {
  if (status) page.field('Container ID', status.at('containerID').text, 2);
  page.field('Image', container.at('image').text, 2);
  if (status) page.field('Image ID', status.at('imageID').text, 2);
  for (const [one, many, path] of [
    ['Port', 'Ports', 'containerPort'],
    ['Host Port', 'Host Ports', 'hostPort'],
  ] as const) {
    const text = container
      .at('ports')
      .list.map((port) => {
        const name = port.at('name').text;
        return `${port.at(path).number}/${port.at('protocol').text}${name === '' ? '' : ` (${name})`}`;
      })
      .join(', ');
    page.field(text.includes(',') ? many : one, text || '<none>', 2);
  }
  const profile = container.at('securityContext.seccompProfile');
  if (!profile.isThere) return;
  page.field('SeccompProfile', profile.at('type').text, 2);
  if (profile.at('type').text === 'Localhost') page.field('LocalhostProfile', profile.at('localhostProfile').text, 3);
}

function words(page: Page, title: string, list: Value): void {
  if (list.list.length > 0) page.line(`${title}:`, 2);
  for (const word of list.texts) for (const line of word.split('\n')) page.line(line, 3);
}

function states(page: Page, status: Value): void {
  stateLines(page, 'State', status.at('state'));
  if (status.at('lastState.terminated').isThere) stateLines(page, 'Last State', status.at('lastState'));
  page.field('Ready', status.at('ready').isTrue ? 'True' : 'False', 2);
  page.field('Restart Count', status.at('restartCount').number, 2);
}

function stateLines(page: Page, title: string, state: Value): void {
  const [running, waiting, ended] = [state.at('running'), state.at('waiting'), state.at('terminated')];
  if (running.isThere) {
    page.field(title, 'Running', 2);
    page.field('Started', rfc1123(running.at('startedAt')), 3);
  } else if (ended.isThere && !waiting.isThere) {
    page.field(title, 'Terminated', 2);
    if (ended.at('reason').text !== '') page.field('Reason', ended.at('reason').text, 3);
    if (ended.at('message').text !== '') page.field('Message', ended.at('message').text, 3);
    page.field('Exit Code', ended.at('exitCode').number, 3);
    if (ended.at('signal').number > 0) page.field('Signal', ended.at('signal').number, 3);
    page.field('Started', rfc1123(ended.at('startedAt')), 3);
    page.field('Finished', rfc1123(ended.at('finishedAt')), 3);
  } else {
    page.field(title, 'Waiting', 2);
    if (waiting.at('reason').text !== '') page.field('Reason', waiting.at('reason').text, 3);
  }
}

/** `http-get http://:80/ delay=0s timeout=1s period=10s #successes=1 #failure=3`, about. */
function probeText(probe: Value): string {
  const n = (path: string): number => probe.at(path).number;
  const times = `delay=${n('initialDelaySeconds')}s timeout=${n('timeoutSeconds')}s period=${n('periodSeconds')}s`;
  const rest = `${times} #success=${n('successThreshold')} #failure=${n('failureThreshold')}`;
  const [http, tcp, grpc] = [probe.at('httpGet'), probe.at('tcpSocket'), probe.at('grpc')];
  if (probe.at('exec').isThere) return `exec ${goText(probe.at('exec.command').json ?? [])} ${rest}`;
  if (http.isThere) return `http-get ${address(http)} ${rest}`;
  if (tcp.isThere) return `tcp-socket ${tcp.at('host').text}:${tcp.at('port').text} ${rest}`;
  if (grpc.isThere) return `grpc <pod>:${grpc.at('port').number} ${grpc.at('service').text} ${rest}`;
  return `unknown ${rest}`;
}

function address(http: Value): string {
  const host = http.at('host').text;
  const scheme = http.at('scheme').text.toLowerCase();
  const path = http.at('path').text;
  const escaped = encodeURI(path).replaceAll('?', '%3F').replaceAll('#', '%23');
  const whole = `//${host.includes(':') ? `[${host}]` : host}:${http.at('port').text}`;
  return `${scheme === '' ? '' : `${scheme}:`}${whole}${path !== '' && !path.startsWith('/') ? '/' : ''}${escaped}`;
}

function environmentFrom(page: Page, source: Value): void {
  const map = source.at('configMapRef');
  const from = map.isThere ? map : source.at('secretRef');
  const kind = map.isThere ? 'ConfigMap' : from.isThere ? 'Secret' : '';
  const prefix = source.at('prefix').text;
  const what = prefix === '' ? kind : `${kind} with prefix '${prefix}'`;
  page.line(`${from.at('name').text}\t${what}\tOptional: ${from.at('optional').isTrue}`, 3);
}

function variableLines(page: Page, variable: Value, container: Value, pod: Value | undefined): void {
  const name = variable.at('name').text;
  const from = variable.at('valueFrom');
  const [field, resource] = [from.at('fieldRef'), from.at('resourceFieldRef')];
  if (!from.isThere) {
    const [first = '', ...rest] = variable.at('value').text.split('\n');
    page.field(name, first, 3);
    for (const line of rest) page.line(`\t${line}`, 3);
  } else if (field.isThere) {
    const path = field.at('fieldPath').text;
    page.field(name, `${fieldOfPod(path, pod)} (${field.at('apiVersion').text}:${path})`, 3);
  } else if (resource.isThere) {
    page.field(name, `${resourceOf(resource, container)} (${resource.at('resource').text})`, 3);
  } else {
    const secret = from.at('secretKeyRef');
    const key = secret.isThere ? secret : from.at('configMapKeyRef');
    if (!key.isThere) return;
    const where = secret.isThere ? 'in secret' : 'of config map';
    const words = `<set to the key '${key.at('key').text}' ${where} '${key.at('name').text}'>`;
    page.field(name, `${words}\tOptional: ${key.at('optional').isTrue}`, 3);
  }
}

/** kubectl knows two of the fields; the others stay empty. */
function fieldOfPod(path: string, pod: Value | undefined): string {
  return pod && (path === 'metadata.name' || path === 'metadata.namespace') ? pod.at(path).text : '';
}

function resourceOf(reference: Value, container: Value): string {
  const path = reference.at('resource').text;
  const at = path.indexOf('.');
  const [what, name] = [path.slice(0, at), path.slice(at + 1)];
  const isKnown = ['cpu', 'memory', 'ephemeral-storage'].includes(name) || name.startsWith('hugepages-');
  if (!isKnown || !['limits', 'requests'].includes(what)) return '';
  const scale = name === 'cpu' ? -3 : 0;
  const given = quantityOf(reference.at('divisor'));
  const divisor = given.unscaled === 0n ? 1n * (scale === -3 ? 1000n : 1n) : scaledQuantity(given, scale);
  const amount = scaledQuantity(quantityOf(container.at('resources').key(what).key(name)), scale);
  const value = String(Math.ceil(Number(amount) / Number(divisor)));
  return value === '0' && (path === 'limits.cpu' || path === 'limits.memory') ? 'node allocatable' : value;
}

function mounts(page: Page, container: Value): void {
  const sorted = byText(container.at('volumeMounts').list, 'mountPath');
  const none = sorted.length === 0 ? '\t<none>' : '';
  page.line(`Mounts:${none}`, 2);
  for (const mount of sorted) {
    const path = mount.at('subPath').text;
    const flags = `${mount.at('readOnly').isTrue ? 'ro' : 'rw'}${path === '' ? '' : `,path=${JSON.stringify(path)}`}`;
    page.line(`${mount.at('mountPath').text} from ${mount.at('name').text} (${flags})`, 3);
  }
  const devices = byText(container.at('volumeDevices').list, 'devicePath');
  if (devices.length > 0) page.line(`Devices:${none}`, 2);
  for (const device of devices) page.line(`${device.at('devicePath').text} from ${device.at('name').text}`, 3);
}

export function byText(list: readonly Value[], path: string): Value[] {
  return list.toSorted((a, b) => {
    const [left, right] = [a.at(path).text, b.at(path).text];
    return left < right ? -1 : Number(left > right);
  });
}
