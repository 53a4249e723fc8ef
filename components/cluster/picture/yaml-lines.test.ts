import { expect, test } from 'vitest';
import { parseYaml } from '@/lib/yaml';
import { yamlLines } from './yaml-lines';

const APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

const applied = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', labels: {} },
  spec: { containers: [{ name: 'web', image: 'nginx', command: ['sh', '-c'] }] },
};

const object = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'web',
    uid: '12',
    labels: { by: 'server' },
    annotations: { [APPLIED]: JSON.stringify(applied) },
    managedFields: [{ manager: 'kubectl' }],
  },
  spec: {
    containers: [
      { name: 'sidecar', image: 'proxy' },
      { command: ['sh', '-c'], image: 'nginx', name: 'web', resources: {} },
    ],
    restartPolicy: 'Always',
  },
  status: { phase: 'Running' },
};

const marked = (of: Readonly<Record<string, unknown>>) =>
  yamlLines(of).map(({ text, isAdded }) => `${isAdded ? '+' : ' '} ${text}`);

test('what was applied is told from what the server added', () => {
  expect(marked(object)).toEqual([
    '  apiVersion: v1',
    '  kind: Pod',
    '  metadata:',
    '    name: web',
    '+   uid: "12"',
    '+   labels:',
    '+     by: server',
    '  spec:',
    '    containers:',
    '+   - name: sidecar',
    '+     image: proxy',
    '    - command:',
    '      - sh',
    '      - "-c"',
    '      image: nginx',
    '      name: web',
    '+     resources: {}',
    '+   restartPolicy: Always',
    '+ status:',
    '+   phase: Running',
  ]);
});

test('without what was applied only ids and status are the server’s', () => {
  const { annotations: _annotations, ...metadata } = object.metadata;
  const added = marked({ ...object, metadata }).filter((line) => line.startsWith('+'));
  expect(added).toEqual(['+   uid: "12"', '+ status:', '+   phase: Running']);
});

test('an annotation that is no JSON tells nothing', () => {
  const metadata = { name: 'web', annotations: { [APPLIED]: '{' } };
  expect(marked({ kind: 'Pod', metadata }).filter((line) => line.startsWith('+'))).toEqual([]);
});

test('every value reads back as it is', () => {
  const data = {
    'nginx.conf': 'a: 1\n  b\n',
    empty: '',
    number: '8080',
    yes: 'yes',
    colon: 'a: b',
    hash: 'a #b',
    dash: '- x',
    quote: '"',
    spaces: ' a ',
    date: '2026-01-01',
    hex: '0x10',
    url: 'http://web:80/?a=b',
    tilde: '~',
    cut: 'one\ntwo',
    list: [],
    deep: [{ a: [1, { b: null }] }],
  };
  const [document] = parseYaml(
    yamlLines({ kind: 'ConfigMap', data })
      .map(({ text }) => text)
      .join('\n'),
  ).documents;
  expect(document?.value).toEqual({ kind: 'ConfigMap', data });
});
