/** `kubectl top`: what the metrics API says. Models kubectl's cmd/top. */
import { parseQuantity, scaledQuantity } from '@/lib/kube';
import { newApi, type Api } from './api';
import { Columns } from './columns';
import { namespaceOf, type Call, type Command } from './command';
import { fail, failWith } from './failure';
import type { FlagSpec } from './flags';
import { at, listAt, textAt } from './json-object';
import { queryOf } from './resources';

const shared: readonly FlagSpec[] = [
  { name: 'no-headers', type: 'bool', help: 'No headers' },
  { name: 'selector', short: 'l', type: 'string', help: 'Selector of labels' },
  { name: 'sort-by', type: 'string', help: 'cpu or memory' },
  { name: 'use-protocol-buffers', type: 'bool', default: 'true', help: 'Protocol buffers' },
];

export const top: Command = {
  name: 'top',
  flags: [],
  subcommands: [
    {
      name: 'node',
      aliases: ['nodes', 'no'],
      flags: [
        ...shared,
        { name: 'show-capacity', type: 'bool', help: 'Shares of the capacity' },
        { name: 'show-swap', type: 'bool', help: 'Swap' },
      ],
      run: topNode,
    },
    {
      name: 'pod',
      aliases: ['pods', 'po'],
      flags: [
        ...shared,
        { name: 'all-namespaces', short: 'A', type: 'bool', help: 'In all namespaces' },
        { name: 'containers', type: 'bool', help: 'Those within the Pods' },
        { name: 'field-selector', type: 'string', help: 'Selector of fields' },
        { name: 'show-swap', type: 'bool', help: 'Swap' },
        { name: 'sum', type: 'bool', help: 'The sum' },
      ],
      run: topPod,
    },
  ],
  run: ({ io, args }) =>
    Promise.resolve(
      fail(io, `unknown command ${JSON.stringify(args[0] ?? '')}\nSee 'kubectl top -h' for help and examples`),
    ),
};

interface Usage {
  readonly milliCpu: bigint;
  readonly bytes: bigint;
}

function usageOf(amounts: unknown): Usage {
  const cpu = parseQuantity(textAt(amounts, 'cpu'));
  const memory = parseQuantity(textAt(amounts, 'memory'));
  return { milliCpu: cpu ? scaledQuantity(cpu, -3) : 0n, bytes: memory ? scaledQuantity(memory, 0) : 0n };
}

function sum(usages: readonly Usage[]): Usage {
  return usages.reduce(
    (total, { milliCpu, bytes }) => ({ milliCpu: total.milliCpu + milliCpu, bytes: total.bytes + bytes }),
    { milliCpu: 0n, bytes: 0n },
  );
}

function cpuText({ milliCpu }: Usage): string {
  return `${milliCpu}m`;
}

function memoryText({ bytes }: Usage): string {
  return `${bytes / 1_048_576n}Mi`;
}

async function isServed(api: Api): Promise<boolean> {
  const groups = await api.get('/apis');
  return groups.ok && listAt(groups.value, 'groups').some((group) => textAt(group, 'name') === 'metrics.k8s.io');
}

const MISSING = 'Metrics API not available';
const METRICS = '/apis/metrics.k8s.io/v1beta1';

function sortOf({ flags }: Call): ((a: Usage, b: Usage) => number) | undefined {
  const by = flags.string('sort-by');
  if (by === '') return undefined;
  return (a, b) => (by === 'cpu' ? Number(b.milliCpu - a.milliCpu) : Number(b.bytes - a.bytes));
}

function wrongSort({ io, flags }: Call): number | undefined {
  const isRight = ['', 'cpu', 'memory'].includes(flags.string('sort-by'));
  return isRight ? undefined : fail(io, '--sort-by accepts only cpu or memory');
}

async function topNode(call: Call): Promise<number> {
  const { io, flags, args } = call;
  const wrong = wrongSort(call);
  if (wrong !== undefined) return wrong;
  const api = newApi(call);
  if (!(await isServed(api))) return fail(io, MISSING);
  const [name] = args;
  const query = queryOf({ labelSelector: flags.string('selector') });
  const metrics = await api.get(name === undefined ? `${METRICS}/nodes${query}` : `${METRICS}/nodes/${name}`);
  if (!metrics.ok) return failWith(io, [metrics.failure]);
  const nodes = await api.get(`/api/v1/nodes${query}`);
  if (!nodes.ok) return failWith(io, [nodes.failure]);
  const measured = name === undefined ? listAt(metrics.value, 'items') : [metrics.value];
  if (measured.length === 0) return fail(io, 'metrics not available yet');
  const room = flags.bool('show-capacity') ? 'capacity' : 'allocatable';
  const rows = measured.map((each) => {
    const node = listAt(nodes.value, 'items').find((item) => nameOf(item) === nameOf(each));
    return { name: nameOf(each), usage: usageOf(at(each, 'usage')), room: usageOf(at(node, 'status', room)) };
  });
  const order = sortOf(call);
  rows.sort((a, b) => (order && order(a.usage, b.usage)) || compare(a.name, b.name));
  const share = (part: bigint, whole: bigint): string => (whole === 0n ? '<unknown>' : `${(part * 100n) / whole}%`);
  const cells = rows.map(({ name, usage, room }) => [
    name,
    cpuText(usage),
    share(usage.milliCpu, room.milliCpu),
    memoryText(usage),
    share(usage.bytes, room.bytes),
  ]);
  const headers = ['NAME', 'CPU(cores)', 'CPU(%)', 'MEMORY(bytes)', 'MEMORY(%)'];
  io.out(new Columns().write(flags.bool('no-headers') ? cells : [headers, ...cells]));
  return 0;
}

async function topPod(call: Call): Promise<number> {
  const { io, flags, args } = call;
  const wrong = wrongSort(call);
  if (wrong !== undefined) return wrong;
  const api = newApi(call);
  if (!(await isServed(api))) return fail(io, MISSING);
  const [name] = args;
  const everywhere = flags.bool('all-namespaces');
  const place = `${METRICS}${everywhere ? '' : `/namespaces/${namespaceOf(call)}`}/pods`;
  const query = queryOf({ labelSelector: flags.string('selector'), fieldSelector: flags.string('field-selector') });
  const metrics = await api.get(name === undefined ? place + query : `${place}/${name}`);
  if (!metrics.ok) return failWith(io, [metrics.failure]);
  const measured = name === undefined ? listAt(metrics.value, 'items') : [metrics.value];
  if (measured.length === 0) {
    io.err(everywhere ? 'No resources found\n' : `No resources found in ${namespaceOf(call)} namespace.\n`);
    return 0;
  }
  const withContainers = flags.bool('containers');
  const order = sortOf(call);
  const pods = measured
    .map((pod) => {
      const containers = listAt(pod, 'containers').map((each) => ({
        name: textAt(each, 'name'),
        usage: usageOf(at(each, 'usage')),
      }));
      const usage = sum(containers.map((each) => each.usage));
      return { name: nameOf(pod), namespace: textAt(pod, 'metadata', 'namespace'), containers, usage };
    })
    .sort((a, b) => (order && order(a.usage, b.usage)) || compare(a.namespace, b.namespace) || compare(a.name, b.name));
  const rows = pods.flatMap((pod) => {
    const head = everywhere ? [pod.namespace] : [];
    if (!withContainers) return [[...head, pod.name, cpuText(pod.usage), memoryText(pod.usage)]];
    return pod.containers.map(({ name, usage }) => [...head, pod.name, name, cpuText(usage), memoryText(usage)]);
  });
  const headers = [
    ...(everywhere ? ['NAMESPACE'] : []),
    ...(withContainers ? ['POD'] : []),
    'NAME',
    'CPU(cores)',
    'MEMORY(bytes)',
  ];
  if (flags.bool('sum')) {
    const total = sum(pods.map(({ usage }) => usage));
    const blank = Array.from({ length: headers.length - 3 }, () => '');
    rows.push([...blank, '', '________', '________'], [...blank, '', cpuText(total), memoryText(total)]);
  }
  io.out(new Columns().write(flags.bool('no-headers') ? rows : [headers, ...rows]));
  return 0;
}

function nameOf(object: unknown): string {
  return textAt(object, 'metadata', 'name');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
