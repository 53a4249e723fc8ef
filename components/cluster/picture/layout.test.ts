import { expect, test } from 'vitest';
import type { ViewItem } from '@/lib/cluster';
import type { Box } from './box';
import { layOut, type Layout } from './layout';
import { item, tie } from './test-items';

const node = (name: string): ViewItem => item('Node', name);

function pods(count: number, workload: string, more: Partial<ViewItem> = {}): ViewItem[] {
  return Array.from({ length: count }, (_, at) =>
    item('Pod', `${workload}-${at}`, { owner: `Deployment-${workload}`, node: 'minikube', ...more }),
  );
}

function box(layout: Layout, id: string): Box {
  const found = layout.boxes.find((one) => one.id === id);
  if (!found) throw new Error(`no box ${id}`);
  return found;
}

function contains(outer: Box, inner: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

const web = [node('minikube'), item('Deployment', 'web'), ...pods(3, 'web')];

test('Pods stand in their workload’s group, in their node’s room', () => {
  const layout = layOut(web, 800);
  const group = box(layout, 'Deployment-web@minikube');
  expect(contains(box(layout, 'Node-minikube'), group)).toBe(true);
  for (const pod of pods(3, 'web')) {
    expect(contains(group, box(layout, pod.id))).toBe(true);
    expect(box(layout, pod.id)).toMatchObject({ shape: 'card', item: pod });
  }
});

test('a Pod that goes leaves the others where they are, and the next takes its place', () => {
  const before = layOut(web, 800);
  const without = layOut(
    web.filter(({ id }) => id !== 'Pod-web-0'),
    800,
    before,
  );
  expect(box(without, 'Pod-web-1')).toEqual(box(before, 'Pod-web-1'));
  const another = item('Pod', 'web-9', { owner: 'Deployment-web', node: 'minikube' });
  const after = layOut([...web.filter(({ id }) => id !== 'Pod-web-0'), another], 800, without);
  const { x, y } = box(before, 'Pod-web-0');
  expect(box(after, 'Pod-web-9')).toMatchObject({ x, y });
});

test('traffic stands left of the nodes and configuration right, or above and below where it is narrow', () => {
  const items = [...web, item('Service', 'web'), item('Secret', 'login')];
  const wide = layOut(items, 800);
  const [room, service, secret] = ['Node-minikube', 'Service-web', 'Secret-login'].map((id) => box(wide, id));
  expect(room && service && service.x + service.width < room.x).toBe(true);
  expect(room && secret && secret.x > room.x + room.width).toBe(true);
  const narrow = layOut(items, 390);
  expect(box(narrow, 'Service-web').y).toBeLessThan(box(narrow, 'Node-minikube').y);
  expect(box(narrow, 'Secret-login').y).toBeGreaterThan(box(narrow, 'Node-minikube').y);
  expect(narrow.width).toBe(390);
});

test('in a narrow picture what routes stands above what it routes to', () => {
  const ingress = item('Ingress', 'shop', { ties: [tie('routes', 'Service', 'web')] });
  const layout = layOut([...web, item('Service', 'web'), ingress], 390);
  expect(box(layout, 'Ingress-shop').y).toBeLessThan(box(layout, 'Service-web').y);
});

test('no line of a wide picture leaves it', () => {
  const services = ['a', 'b', 'c'].map((name) => item('Service', name));
  const ingress = item('Ingress', 'shop', { ties: [tie('routes', 'Service', 'c')] });
  const volume = item('PersistentVolume', 'v');
  const claim = item('PersistentVolumeClaim', 'c', { ties: [tie('binds', 'PersistentVolume', 'v')] });
  const { lines, width } = layOut([...web, ingress, ...services, claim, item('Secret', 's'), volume], 800);
  expect(lines).toHaveLength(2);
  const points = lines.flatMap(({ path, x }) => [x, ...[...path.matchAll(/(-?[\d.]+),/g)].map(([, at]) => Number(at))]);
  expect(points.every((x) => x > 0 && x < width)).toBe(true);
});

test('the Pods of a group share one line, and what is missing has its own', () => {
  const ties = [
    tie('reads', 'Secret', 'login'),
    tie('reads', 'Secret', 'login', { isMissing: true, what: 'password' }),
  ];
  const items = [node('minikube'), item('Deployment', 'web'), ...pods(3, 'web', { ties }), item('Secret', 'login')];
  const { lines } = layOut(items, 800);
  expect(lines.map(({ from, to, tie }) => [from, to, tie.isMissing, tie.what])).toEqual([
    ['Deployment-web@minikube', 'Secret-login', false, undefined],
    ['Deployment-web@minikube', 'Secret-login', true, 'password'],
  ]);
});

test('what is not there at all is drawn where it would stand', () => {
  const ties = [tie('reads', 'Secret', 'login', { isMissing: true })];
  const service = item('Service', 'db', { ties: [tie('selects', 'Pod', 'app=db', { isMissing: true })] });
  const items = [node('minikube'), item('Deployment', 'web'), ...pods(1, 'web', { ties }), service];
  const layout = layOut(items, 800);
  expect(box(layout, 'missing Secret default login').shape).toBe('ghost');
  expect(box(layout, 'missing Pod default app=db').shape).toBe('ghost');
  expect(layout.lines).toHaveLength(2);
});

test('what is on no node has a room of its own', () => {
  const items = [
    node('minikube'),
    item('Deployment', 'web'),
    ...pods(1, 'web', { node: '' }),
    item('Deployment', 'idle'),
  ];
  const layout = layOut(items, 800);
  const room = box(layout, 'room ');
  expect(contains(room, box(layout, 'Deployment-web@'))).toBe(true);
  expect(contains(room, box(layout, 'Deployment-idle@'))).toBe(true);
});

test.each([1, 6, 7, 60, 61, 500])('%i Pods of one workload fit and do not overlap', (count) => {
  const layout = layOut([node('minikube'), item('Deployment', 'web'), ...pods(count, 'web')], 700);
  const group = box(layout, 'Deployment-web@minikube');
  const shown = layout.boxes.filter((one) => one.group !== undefined);
  expect(shown).toHaveLength(count);
  expect(shown.every((one) => contains(group, one))).toBe(true);
  expect(shown.every((one, at) => shown.slice(at + 1).every((other) => !overlap(one, other)))).toBe(true);
  expect(layout.width).toBe(700);
});

test('500 Pods on three nodes all have a place', () => {
  const items = [
    ...['minikube', 'minikube-m02', 'minikube-m03'].map(node),
    ...Array.from({ length: 10 }, (_, at) => item('Deployment', `app${at}`)),
    ...Array.from({ length: 10 }, (_, at) =>
      item('Service', `app${at}`, { ties: [tie('selects', 'Deployment', `app${at}`)] }),
    ),
    item('ConfigMap', 'conf'),
    ...Array.from({ length: 500 }, (_, at) =>
      item('Pod', `app${at % 10}-${at}`, {
        owner: `Deployment-app${at % 10}`,
        node: ['minikube', 'minikube-m02', 'minikube-m03'][at % 3] ?? '',
        ties: [tie('reads', 'ConfigMap', 'conf')],
      }),
    ),
  ];
  const layout = layOut(items, 700, layOut(items, 700));
  expect(layout.boxes.filter(({ group }) => group !== undefined)).toHaveLength(500);
});
