import { expect, test } from 'vitest';
import { celEngine } from '@/lib/checks';
import { createJudge, type Diagnostic } from './index';

/** Each diagnostic as `severity "marked text" says`. */
function judged(text: string): string[] {
  const [file] = createJudge(() => ({ means: { en: '', ko: '' } })).judge([{ name: 'a.yaml', text }]);
  return (file?.diagnostics ?? []).map((diagnostic) => describe(text, diagnostic));
}

function describe(text: string, { severity, range, says }: Diagnostic): string {
  return `${severity} ${JSON.stringify(text.slice(range.start, range.end))} ${says ?? ''}`.trimEnd();
}

test('a good manifest has nothing to say', () => {
  expect(judged('apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n')).toEqual([]);
});

test('a wrong value is marked where it stands, in the words of the server', () => {
  expect(judged('apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata:\n  password: mongopassword!\n')).toEqual([
    'error "mongopassword!" Secret in version "v1" cannot be handled as a Secret: illegal base64 data at input byte 13',
  ]);
});

test('an unknown field is marked by its name', () => {
  expect(judged('apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndate:\n  a: b\n')).toEqual([
    'error "date" ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: unknown field "date"',
  ]);
});

test('a missing field is marked at the nearest one that is there', () => {
  expect(judged('apiVersion: v1\nkind: Service\nmetadata:\n  name: a\nspec:\n  selector: {app: a}\n')).toEqual([
    'error "spec" spec.ports: Required value',
  ]);
});

test('the item of a list is found by its place', () => {
  const text =
    'apiVersion: v1\nkind: Service\nmetadata:\n  name: a\nspec:\n  ports:\n    - port: 80\n      name: a\n    - port: 70000\n      name: b\n';
  expect(judged(text)[0]).toBe(
    'error "70000" spec.ports[1].port: Invalid value: 70000: must be between 1 and 65535, inclusive',
  );
});

test('a broken document does not silence the next', () => {
  expect(judged('a: "b\n---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: A_B\n')).toHaveLength(2);
});

test('the objects of a List are judged one by one, at their own places', () => {
  const text =
    'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: a}\n- apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: B}\n';
  const found = judged(text);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(/^error "B" metadata\.name: Invalid value: "B": a lowercase RFC 1123 subdomain/);
});

test('a duplicate key is advice, for the server takes the last one', () => {
  expect(judged('apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  k: a\n  k: b\n')).toEqual([
    'advice "k"',
  ]);
});

test('a kind that is not judged yet says so and does not pass', () => {
  expect(judged('apiVersion: v1\nkind: PodTemplate\nmetadata:\n  name: a\n')).toEqual(['notice "PodTemplate"']);
});

test('kubectl names the file that it refuses to send', () => {
  expect(judged('a: b\n')).toEqual([
    'error "a: b" error validating "a.yaml": error validating data: [apiVersion not set, kind not set]; if you choose to ignore these errors, turn validation off with --validate=false',
  ]);
});

test('a document that did not change is not judged again', () => {
  const judge = createJudge();
  const good = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n';
  const other = good.replace('name: a', 'name: b');
  const [before] = judge.judge([{ name: 'a.yaml', text: `${good}---\n${other}` }]);
  const [after] = judge.judge([{ name: 'a.yaml', text: `${good}---\n# longer\n${other}` }]);
  expect(after?.documents[0]?.objects).toBe(before?.documents[0]?.objects);
  expect(after?.documents[1]?.objects).not.toBe(before?.documents[1]?.objects);
});

test('a file that is gone is forgotten', () => {
  const judge = createJudge();
  judge.judge([{ name: 'a.yaml', text: 'a: b\n' }]);
  judge.judge([]);
  expect(judge.read('a.yaml')).toBeUndefined();
});

test('a file with thousands of faults reports some of them, refusals first', () => {
  const text = 'a: b\n'.repeat(3000);
  const found = judged(text);
  expect(found).toHaveLength(500);
  expect(found[0]).toMatch(/^error /);
});

test('nesting as deep as YAML allows is refused like anything else', () => {
  expect(judged(`kind: ""\napiVersion: v1\nx: ${'['.repeat(9000)}${']'.repeat(9000)}\n`)).toHaveLength(1);
});

test('what other files hold counts: a namespace that one of them makes is there', () => {
  const judge = createJudge();
  const pod = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  namespace: shop\n';
  const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n';
  const said = (files: Record<string, string>) =>
    judge
      .judge(Object.entries(files).map(([name, text]) => ({ name, text })))
      .flatMap(({ diagnostics }) => diagnostics.map(({ says }) => says));
  expect(said({ 'a.yaml': pod })).toEqual(['namespaces "shop" not found']);
  expect(said({ 'a.yaml': pod, 'b.yaml': namespace })).toEqual([]);
  expect(said({ 'a.yaml': pod, 'b.yaml': namespace.replace('shop', 'shed') })).toEqual(['namespaces "shop" not found']);
});

test('a policy in CEL has a say over the other files, with its parameters, once all is loaded', async () => {
  const policy = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: {name: replicas}
spec:
  paramKind: {apiVersion: v1, kind: ConfigMap}
  matchConstraints:
    resourceRules: [{apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments]}]
  validations: [{expression: object.spec.replicas <= int(params.data.most), message: too many}]
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: {name: replicas}
spec:
  policyName: replicas
  paramRef: {name: limits, namespace: default, parameterNotFoundAction: Deny}
  validationActions: [Deny]
---
apiVersion: v1
kind: ConfigMap
metadata: {name: limits}
data: {most: "3"}
`;
  const deployment = (replicas: number) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: ${replicas}
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: nginx:1.27}]}
`;
  const judge = createJudge(undefined, async () => celEngine());
  const said = async (replicas: number) => {
    const files = [
      { name: 'a.yaml', text: deployment(replicas) },
      { name: 'policy.yaml', text: policy },
    ];
    await judge.load(files);
    return judge.judge(files).flatMap(({ diagnostics }) => diagnostics.map(({ says }) => says));
  };
  expect(await said(3)).toEqual([]);
  expect(await said(4)).toEqual([
    `deployments.apps "web" is forbidden: ValidatingAdmissionPolicy 'replicas' with binding 'replicas' denied request: too many`,
  ]);
});

test('a kind that a CustomResourceDefinition beside it makes is judged by it', async () => {
  const definition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: courses.example.com}
spec:
  group: example.com
  scope: Namespaced
  names: {plural: courses, singular: course, kind: Course}
  versions:
    - name: v1
      served: true
      storage: true
      schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {hours: {type: integer, maximum: 40}}}}}}
`;
  const files = [
    { name: 'a.yaml', text: 'apiVersion: example.com/v1\nkind: Course\nmetadata: {name: k8s}\nspec: {hours: 50}\n' },
    { name: 'b.yaml', text: definition },
  ];
  const judge = createJudge();
  await judge.load(files);
  expect(judge.judge(files).flatMap(({ diagnostics }) => diagnostics.map(({ says }) => says))).toEqual([
    'spec.hours: Invalid value: 50: spec.hours in body should be less than or equal to 40',
  ]);
});

test('what leads nowhere stands among the rest once references are loaded, and goes when it is mended', async () => {
  const pod = (secret: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n    - name: a\n      image: a:1\n      envFrom:\n        - secretRef: {name: ${secret}}\n`;
  const other = { name: 'b.yaml', text: 'apiVersion: v1\nkind: Secret\nmetadata: {name: mongo-secret}\n' };
  const judge = createJudge();
  const said = (secret: string) =>
    judge
      .judge([{ name: 'a.yaml', text: pod(secret) }, other])
      .flatMap(({ diagnostics }) => diagnostics.map(({ stage, field }) => `${stage} ${field}`));
  await judge.load([other]);
  expect(said('mongo-secrets')).toEqual(['reference spec.containers[0].envFrom[0].secretRef.name']);
  expect(said('mongo-secret')).toEqual([]);
});
