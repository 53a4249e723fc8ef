import { expect, test } from 'vitest';
import { compileChecks } from './compile';
import type { CheckDefinition, CheckedManifest, CheckVerdict } from './definition';
import { runChecks } from './run';

const says = { en: 'no', ko: '아니요' };
const service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web-service' },
  spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 3000 }] },
};
const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: { template: { metadata: { labels: { app: 'web', tier: 'front' } } } },
};

function run(check: Partial<CheckDefinition>, ...manifests: (CheckedManifest | object)[]): CheckVerdict | undefined {
  const compiled = compileChecks([{ id: 'it', expression: 'true', message: says, ...check }]);
  const checked = manifests.map((given, document) =>
    'file' in given && 'object' in given ? given : { file: 'web.yaml', document, object: given },
  );
  return runChecks(compiled, checked)[0];
}

function holds(expression: string, object: unknown = service): boolean | undefined {
  return run(
    { find: { kind: 'Service' }, expression },
    { file: 'web.yaml', document: 0, object: mustBeService(object) },
  )?.passed;
}

function mustBeService(object: unknown): unknown {
  return typeof object === 'object' && object !== null ? { kind: 'Service', ...object } : object;
}

test('whole numbers are ints, text is text', () => {
  expect(holds('object.spec.ports[0].port == 80')).toBe(true);
  expect(holds('object.spec.ports[0].port == "80"')).toBe(false);
  expect(holds('object.spec.ports.exists(p, p.port in [80, 8080] && p.targetPort > 1024)')).toBe(true);
});

test('a field that is not there is a no, and optionals and || deal with it', () => {
  expect(holds('object.spec.type == "NodePort"')).toBe(false);
  expect(holds('has(object.spec.type)')).toBe(false);
  expect(holds('object.spec.?type.orValue("ClusterIP") == "ClusterIP"')).toBe(true);
  expect(holds('object.status.loadBalancer == "" || object.spec.ports[0].port == 80')).toBe(true);
});

test('a value of an unexpected type is a no', () => {
  expect(holds('object.spec.ports.exists(p, p.port == 80)', { spec: { ports: 'many' } })).toBe(false);
  expect(holds('"app" in object.spec.selector', { spec: { selector: null } })).toBe(false);
  expect(holds('object.spec.selector.app == "web"', { spec: { selector: [] } })).toBe(false);
});

test('a key called constructor or __proto__ is a key', () => {
  const hostile: unknown = JSON.parse('{"data": {"constructor": "c", "__proto__": "p"}}');
  expect(holds('object.data["constructor"] == "c" && object.data["__proto__"] == "p"', hostile)).toBe(true);
  expect(holds('has(object.data.toString)', hostile)).toBe(false);
});

test('base64.decode gives the bytes, and what is not base64 is a no', () => {
  expect(holds('string(base64.decode(object.data.user)) == "mongouser"', { data: { user: 'bW9uZ291c2Vy' } })).toBe(
    true,
  );
  expect(holds('string(base64.decode(object.data.user)) == "mongouser"', { data: { user: 'mongouser' } })).toBe(false);
});

test('all manifests can be looked at together', () => {
  const expression = `manifests.exists(d, d.kind == "Deployment" &&
    object.spec.selector.all(k, d.spec.template.metadata.labels[k] == object.spec.selector[k]))`;
  expect(run({ find: { kind: 'Service' }, expression }, service, deployment)?.passed).toBe(true);
  expect(run({ find: { kind: 'Service' }, expression }, service)?.passed).toBe(false);
  expect(run({ expression: 'manifests.size() == 2' }, service, deployment)?.passed).toBe(true);
});

test('where several manifests match, one that passes is enough and is the one pointed at', () => {
  const other = { ...service, spec: { ports: [{ port: 443 }] } };
  const verdict = run(
    { find: { kind: 'Service' }, expression: 'object.spec.ports[0].port == 80', at: 'spec.ports[0].port' },
    other,
    service,
  );
  expect(verdict).toEqual({
    id: 'it',
    passed: true,
    at: { file: 'web.yaml', document: 1, path: ['spec', 'ports', 0, 'port'] },
  });
});

test('find looks at name, apiVersion and file too', () => {
  expect(run({ find: { kind: 'Service', name: 'web-service' } }, service)?.passed).toBe(true);
  expect(run({ find: { kind: 'Service', name: 'web' } }, service)?.passed).toBe(false);
  expect(run({ find: { kind: 'Service', apiVersion: 'v2' } }, service)?.passed).toBe(false);
  expect(run({ find: { kind: 'Service', file: 'other.yaml' } }, service)?.passed).toBe(false);
});

test('a failed check quotes the value, the keys and the names, and points as far as the manifest goes', () => {
  const check: Partial<CheckDefinition> = {
    find: { kind: 'Service' },
    expression: 'object.spec.type == "NodePort"',
    at: 'spec.ports[0].nodePort',
    message: { en: '{file}: {kind} {name} has {value}', ko: '{value} 값' },
    missing: { en: 'only {keys}; {count}: {names}', ko: '지금 있는 키: {keys}' },
  };
  expect(run(check, service)).toEqual({
    id: 'it',
    passed: false,
    message: { en: 'only `port`, `targetPort`; 1: `web-service`', ko: '지금 있는 키: `port`, `targetPort`' },
    at: { file: 'web.yaml', document: 0, path: ['spec', 'ports', 0] },
  });
  const given = { ...service, spec: { ports: [{ port: 80, nodePort: 30_100 }] } };
  expect(run(check, given)?.message).toEqual({ en: 'web.yaml: Service web-service has 30100', ko: '30100 값' });
});

test('a value that looks like a placeholder stays what it is', () => {
  const named = { ...service, metadata: { name: '{keys}' } };
  const message = { en: '{value}', ko: '{value}' };
  expect(
    run({ find: { kind: 'Service' }, expression: 'false', at: 'metadata.name', message }, named)?.message?.en,
  ).toBe('{keys}');
});

test('when nothing is found the learner is told what is there, at the name that differs', () => {
  const find = { kind: 'Service', name: 'mongo-service' };
  expect(run({ find }, deployment, service)).toEqual({
    id: 'it',
    passed: false,
    message: {
      en: 'No Service is named `mongo-service`. Service names in your files: `web-service`.',
      ko: '`mongo-service` 이름의 Service 매니페스트가 없어요. 지금 있는 Service 이름: `web-service`.',
    },
    at: { file: 'web.yaml', document: 1, path: ['metadata', 'name'] },
  });
});

test('a manifest that another check looks for is not the one that is missing', () => {
  const checks = ['web-service', 'mongo-service'].map((name) => ({
    id: name,
    find: { kind: 'Service', name },
    expression: 'true',
    message: says,
  }));
  const [, verdict] = runChecks(compileChecks(checks), [{ file: 'web.yaml', document: 0, object: service }]);
  expect(verdict?.at).toBeUndefined();
  expect(verdict?.message?.en).toBe('No Service is named `mongo-service`. Service names in your files: `web-service`.');
});

test('a field that is null is missing, and the cursor goes to its key', () => {
  const verdict = run(
    { find: { kind: 'Service' }, expression: 'false', at: 'spec.type', missing: { en: 'none yet', ko: '없어요' } },
    { ...service, spec: { type: null } },
  );
  expect(verdict).toMatchObject({ message: { en: 'none yet', ko: '없어요' }, at: { path: ['spec', 'type'] } });
});

test('when there is nothing of the kind there is nothing to point at but the file asked for', () => {
  expect(run({ find: { kind: 'Secret', name: 'x' } }, service)).toEqual({
    id: 'it',
    passed: false,
    message: { en: 'No Secret is named `x` yet.', ko: '아직 `x` 이름의 Secret 매니페스트가 없어요.' },
  });
  expect(run({ find: { kind: 'Secret' } }, service)?.message).toEqual({
    en: 'There is no Secret here yet.',
    ko: '아직 Secret 매니페스트가 없어요.',
  });
  const absent = { en: 'Start with {kind} in {file}', ko: '{file}' };
  expect(run({ find: { kind: 'Secret', file: 's.yaml' }, absent }, service)).toEqual({
    id: 'it',
    passed: false,
    message: { en: 'Start with Secret in s.yaml', ko: 's.yaml' },
    at: { file: 's.yaml', document: 0, path: [] },
  });
});

test('documents that are no maps are passed over', () => {
  const odd = [null, 'text', 3, [service], { kind: 3, metadata: 'x' }].map((object, document) => ({
    file: 'odd.yaml',
    document,
    object,
  }));
  expect(run({ find: { kind: 'Service', name: 'web-service' } }, ...odd, service)?.passed).toBe(true);
});

test('an alias bomb, a cycle and thousands of documents are judged in no time', () => {
  let bomb: unknown = ['x'];
  for (let level = 0; level < 30; level += 1) bomb = Array.from({ length: 10 }, () => bomb);
  const cycle: Record<string, unknown> = { kind: 'Service' };
  cycle.self = cycle;
  const many = Array.from({ length: 5_000 }, () => ({ ...service, bomb }));
  const expression = 'manifests.all(a, manifests.all(b, a.spec.ports.all(p, b.spec.ports.all(q, p.port == q.port))))';
  expect(run({ find: { kind: 'Service' }, expression: 'size(object.bomb) == 10' }, ...many)?.passed).toBe(true);
  const wide = { ...service, spec: { ports: Array.from({ length: 90 }, (_, port) => ({ port })) } };
  const nested = 'object.spec.ports.all(a, object.spec.ports.all(b, object.spec.ports.all(c, a.port < 90)))';
  expect(
    run({ find: { kind: 'Service' }, expression: nested }, ...Array.from({ length: 90 }, () => wide))?.passed,
  ).toBe(false);
  expect(run({ find: { kind: 'Service' }, expression: 'object.self.self.kind == "Service"' }, cycle)?.passed).toBe(
    true,
  );
  expect(run({ expression }, ...many)?.passed).toBe(false);
  expect(run({ expression }, service, service)?.passed).toBe(true);
});
