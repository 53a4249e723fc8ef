import { eventsPart, subjectOf } from './events';
import { marks } from './head';
import { age, rfc1123 } from './moment';
import { Page } from './page';
import { add, amountText, amountsLines, amountsOfPod, percent } from './quantities';
import { isRefusal, type Refusal, type Surroundings } from './surroundings';
import type { Amounts } from '@/lib/kube';
import type { Value } from './value';

const ROLE = 'node-role.kubernetes.io/';
const POOLS_SHOWN = 10;
const STANDARD = ['cpu', 'memory', 'ephemeral-storage', 'pods'];

export async function describeNode(node: Value, around: Surroundings): Promise<string | Refusal> {
  const name = node.at('metadata.name').text;
  const chosen = `spec.nodeName=${name},status.phase!=Failed,status.phase!=Succeeded`;
  const pods = await around.list('/api/v1/pods', { fieldSelector: chosen });
  if (isRefusal(pods) && pods.reason !== 'Forbidden') return pods;
  const page = new Page();
  const [spec, status] = [node.at('spec'), node.at('status')];
  page.field('Name', name);
  page.field('Roles', rolesOf(node).join(',') || '<none>');
  marks(page, node);
  page.field('CreationTimestamp', rfc1123(node.at('metadata.creationTimestamp')));
  page.multiline('Taints', taintsOf(spec.at('taints').list));
  page.field('Unschedulable', String(spec.at('unschedulable').isTrue));
  leasePart(page, await around.get(`/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/${name}`));
  conditionsPart(page, status.at('conditions').list);
  page.line('Addresses:');
  for (const one of status.at('addresses').list) page.field(one.at('type').text, one.at('address').text, 1);
  for (const [title, amounts] of [
    ['Capacity', status.at('capacity')],
    ['Allocatable', status.at('allocatable')],
  ] as const) {
    if (amounts.entries.length > 0) page.line(`${title}:`);
    amountsLines(page, amounts, 1);
  }
  const slices = await around.list('/apis/resource.k8s.io/v1/resourceslices', {
    fieldSelector: `spec.nodeName=${name}`,
  });
  if (!isRefusal(slices)) slicesPart(page, slices);
  systemPart(page, status.at('nodeInfo'));
  if (spec.at('podCIDR').text !== '') page.field('PodCIDR', spec.at('podCIDR').text);
  if (spec.at('podCIDRs').list.length > 0) page.field('PodCIDRs', spec.at('podCIDRs').texts.join(','));
  if (spec.at('providerID').text !== '') page.field('ProviderID', spec.at('providerID').text);
  if (isRefusal(pods)) page.field('Pods', 'not authorized');
  else podsPart(page, node, pods, around.now);
  // Controllers tell of a node by its uid, the kubelet by its name.
  const subject = subjectOf(node, 'Node');
  const events = await around.events(subject);
  if (events) eventsPart(page, [...events, ...((await around.events({ ...subject, uid: name })) ?? [])], around.now);
  return page.text;
}

function rolesOf(node: Value): string[] {
  const roles = node.at('metadata.labels').entries.flatMap(([key, value]) => {
    if (key.startsWith(ROLE)) return [key.slice(ROLE.length)];
    return key === 'kubernetes.io/role' ? [value.text] : [];
  });
  return [...new Set(roles.filter((role) => role !== ''))].sort();
}

function taintsOf(taints: readonly Value[]): string[] {
  const place = (taint: Value): string => `${taint.at('effect').text},${taint.at('key').text}`;
  return taints
    .toSorted((a, b) => (place(a) < place(b) ? -1 : Number(place(a) > place(b))))
    .map((taint) => {
      const [key, value, effect] = ['key', 'value', 'effect'].map((name) => taint.at(name).text);
      return `${key}${value === '' ? '' : `=${value}`}${effect === '' ? '' : `:${effect}`}`;
    });
}

function leasePart(page: Page, lease: Value | Refusal): void {
  if (isRefusal(lease)) return page.field('Lease', `Failed to get lease: ${lease.refused}`);
  const time = (value: Value): string => (value.isThere ? rfc1123(value) : '<unset>');
  const holder = lease.at('spec.holderIdentity');
  page.line('Lease:');
  page.field('HolderIdentity', holder.isThere ? holder.text : '<unset>', 1);
  page.field('AcquireTime', time(lease.at('spec.acquireTime')), 1);
  page.field('RenewTime', time(lease.at('spec.renewTime')), 1);
}

function conditionsPart(page: Page, conditions: readonly Value[]): void {
  if (conditions.length > 0) {
    page.line('Conditions:');
    page.heading(['Type', 'Status', 'LastHeartbeatTime', 'LastTransitionTime', 'Reason', 'Message']);
  }
  for (const one of conditions) {
    const times = [rfc1123(one.at('lastHeartbeatTime')), rfc1123(one.at('lastTransitionTime'))];
    const cells = [one.at('type').text, one.at('status').text, ...times, one.at('reason').text];
    page.line(`${cells.join(' \t')} \t${one.at('message').text}`, 1);
  }
}

function slicesPart(page: Page, slices: readonly Value[]): void {
  const pools = new Map<string, { driver: string; pool: string; slices: number; devices: number }>();
  for (const slice of slices) {
    const [driver, pool] = [slice.at('spec.driver').text, slice.at('spec.pool.name').text];
    const sum = pools.get(`${driver}/${pool}`) ?? { driver, pool, slices: 0, devices: 0 };
    sum.slices++;
    sum.devices += slice.at('spec.devices').list.length;
    pools.set(`${driver}/${pool}`, sum);
  }
  if (pools.size === 0) return;
  page.line('Node-Local ResourceSlices:');
  page.heading(['Driver', 'Pool', 'Slices', 'Devices']);
  for (const key of [...pools.keys()].sort().slice(0, POOLS_SHOWN)) {
    const one = pools.get(key);
    if (one) page.line(`${one.driver}\t${one.pool}\t${one.slices}\t${one.devices}`, 1);
  }
  if (pools.size > POOLS_SHOWN) page.line(`...and ${pools.size - POOLS_SHOWN} more pools`, 1);
}

function systemPart(page: Page, info: Value): void {
  page.line('System Info:');
  for (const [title, path] of [
    ['Machine ID', 'machineID'],
    ['System UUID', 'systemUUID'],
    ['Boot ID', 'bootID'],
    ['Kernel Version', 'kernelVersion'],
    ['OS Image', 'osImage'],
    ['Operating System', 'operatingSystem'],
    ['Architecture', 'architecture'],
    ['Container Runtime Version', 'containerRuntimeVersion'],
    ['Kubelet Version', 'kubeletVersion'],
  ] as const) {
    page.field(title, info.at(path).text, 1);
  }
}

function podsPart(page: Page, node: Value, pods: readonly Value[], now: number): void {
  const allocatable = node.at('status.allocatable');
  const room = allocatable.entries.length > 0 ? allocatable : node.at('status.capacity');
  const cell = (amounts: Amounts, name: string): string =>
    `${amountText(amounts, name)} (${percent(amounts, name, room)}%)`;
  page.field('Non-terminated Pods', `(${pods.length} in total)`);
  page.line('Namespace\tName\t\tCPU Requests\tCPU Limits\tMemory Requests\tMemory Limits\tAge', 1);
  page.line('---------\t----\t\t------------\t----------\t---------------\t-------------\t---', 1);
  const requests: Amounts = new Map();
  const limits: Amounts = new Map();
  for (const pod of pods) {
    const [wants, may] = [amountsOfPod(pod, 'requests', 'status'), amountsOfPod(pod, 'limits', 'status')];
    const cells = [cell(wants, 'cpu'), cell(may, 'cpu'), cell(wants, 'memory'), cell(may, 'memory')];
    const metadata = pod.at('metadata');
    const name = `${metadata.at('namespace').text}\t${metadata.at('name').text}\t`;
    page.line([name, ...cells, age(metadata.at('creationTimestamp'), now)].join('\t'), 1);
    add(requests, amountsOfPod(pod, 'requests', 'spec'));
    add(limits, amountsOfPod(pod, 'limits', 'spec'));
  }
  page.line('Allocated resources:\n  (Total limits may be over 100 percent, i.e., overcommitted.)');
  page.heading(['Resource', 'Requests', 'Limits']);
  const names = room.entries.map(([name]) => name);
  const pages = names.filter((name) => name.startsWith('hugepages-'));
  for (const name of ['cpu', 'memory', 'ephemeral-storage', ...pages]) {
    page.line(`${name}\t${cell(requests, name)}\t${cell(limits, name)}`, 1);
  }
  for (const name of names) {
    if (STANDARD.includes(name) || pages.includes(name)) continue;
    page.line(`${name}\t${amountText(requests, name)}\t${amountText(limits, name)}`, 1);
  }
}
