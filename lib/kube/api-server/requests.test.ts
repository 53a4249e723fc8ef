/**
 * Requests, right and wrong, with the answers of a real Kubernetes 1.36.3: fixtures/oracle/requests. Each file has a server
 * of its own; a request without an answer only makes what the later ones find.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isObject } from '../json-object';
import { newTestServer } from './test-server';

interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** `rv=metadata.resourceVersion`: what later requests mean by `${rv}`. */
  readonly learn?: string;
  readonly answer?: unknown;
}

const FOLDER = 'fixtures/oracle/requests';

for (const file of readdirSync(FOLDER)) {
  test(`${file}: every answer is the real one`, async () => {
    const { ask } = await newTestServer({ namespaces: ['requests'] });
    const learned = new Map<string, string>();
    const answers: { asked: string; got: unknown; answer: unknown }[] = [];
    for (const line of readFileSync(`${FOLDER}/${file}`, 'utf8').trim().split('\n')) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- recorded in that form
      const recorded = JSON.parse(
        line.replace(/\$\{(\w+)\}/g, (_, name) => learned.get(String(name)) ?? ''),
      ) as Recorded;
      const { method, path, body, answer } = recorded;
      const got = ask(method, path, body, headersOf(recorded));
      if (answer !== undefined) answers.push({ asked: `${method} ${path}`, got: masked(got), answer });
      const [name, where = ''] = recorded.learn?.split('=') ?? [];
      if (name) learned.set(name, String(at(got.body, where.split('.'))));
    }
    expect(answers.length).toBeGreaterThan(80);
    expect(answers.map(({ asked, got }) => [asked, got])).toEqual(answers.map(({ asked, answer }) => [asked, answer]));
  });
}

function headersOf({ body, contentType, headers = {} }: Recorded): Record<string, string> {
  const given = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  return {
    accept: 'application/json',
    'user-agent': 'asker/1.0',
    ...(body !== undefined && { 'content-type': contentType ?? 'application/json' }),
    ...Object.fromEntries(given),
  };
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce((here, key) => (isObject(here) ? here[key] : undefined), value);
}

type Asked = ReturnType<Awaited<ReturnType<typeof newTestServer>>['ask']>;

function masked({ status, body, headers }: Asked): unknown {
  const warning = [headers['warning'] ?? []].flat().join(', ');
  return { status, body: mask(body), ...(warning !== '' && { warning }) };
}

const TIMES = new Set([
  'creationTimestamp',
  'deletionTimestamp',
  'expirationTimestamp',
  'lastProbeTime',
  'lastTransitionTime',
  'lastUpdateTime',
  'renewTime',
  'time',
]);

/** What is another at every run, on either side. */
function mask(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(mask);
  if (typeof value === 'string') return maskText(value);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, maskField(key, item)]));
}

function maskField(key: string, value: unknown): unknown {
  if (TIMES.has(key)) return value === null ? null : 'TIME';
  if (key === 'description') return '';
  if (typeof value !== 'string') return mask(value);
  if (key === 'uid' && value.length === 36) return 'UID';
  if (key === 'resourceVersion' && /^\d+$/.test(value)) return 'RV';
  if (key === 'token' && value.length > 60) return 'TOKEN';
  return mask(value);
}

const MASKS: readonly (readonly [RegExp, string])[] = [
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'UID'],
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, 'TIME'],
  [/(resourceVersion\\?":\\?")\d+/g, '$1RV'],
  [/(ResourceVersion in object meta: )\d+/, '$1RV'],
  [/(ersion: )\d+( \()\d+/, '$1RV$2RV'],
  [/(current: )\d+/, '$1RV'],
  [/(in record \()\d+/, '$1RV'],
  [/kube-api-access-\w{5}/g, 'kube-api-access-SUFFIX'],
  [/(Bad_|gen-)\w{5}/g, '$1SUFFIX'],
];

function maskText(text: string): string {
  if (/^\d+s$/.test(text)) return 'AGE';
  return MASKS.reduce((masked, [pattern, mask]) => masked.replace(pattern, mask), text);
}
