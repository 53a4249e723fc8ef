import { describe, expect, it } from 'vitest';
import { createFromText } from '../index';

const configMap = (name: string, rest = ''): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n${rest}`;
const badName = `metadata.name: Invalid value: "A_": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')`;
const advice = 'if you choose to ignore these errors, turn validation off with --validate=false\n';

/** What is printed, as kubectl 1.36.3 printed it for the same text. */
function run(text: string): string {
  const { exit, stdout, stderr } = createFromText(text, 'f.yaml');
  return `${stdout}${stderr}exit ${exit}`;
}

describe('kubectl create', () => {
  it('prints the names of what it created and returns the objects', () => {
    expect(createFromText(configMap('a', 'data: {k: v}\n'), 'f.yaml')).toEqual({
      exit: 0,
      stdout: 'configmap/a\n',
      stderr: '',
      objects: [
        { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'default' }, data: { k: 'v' } },
      ],
      notJudged: [],
    });
  });

  it('names the group of a kind that has one', () => {
    const template = '{metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: nginx}]}}';
    const text = `{apiVersion: apps/v1, kind: Deployment, metadata: {name: d}, spec: {selector: {matchLabels: {a: b}}, template: ${template}}}`;
    expect(run(text)).toBe('deployment.apps/d\nexit 0');
  });

  it('passes over empty documents, and complains where there is nothing else', () => {
    expect(run(`# a\n---\n${configMap('b')}---\n~\n`)).toBe('configmap/b\nexit 0');
    expect(run('# a\n')).toBe('error: no objects passed to create\nexit 1');
  });

  it('words a refused object alone unlike one among several', () => {
    expect(run(configMap('A_'))).toBe(`The ConfigMap "A_" is invalid: ${badName}\nexit 1`);
    const line = `Error from server (Invalid): error when creating "f.yaml": ConfigMap "A_" is invalid: ${badName}\n`;
    expect(run(`${configMap('A_')}---\n${configMap('A_')}`)).toBe(`${line}${line}exit 1`);
  });

  it('quotes a name as Go does', () => {
    expect(run(configMap('"\\u3000a"'))).toMatch(/^The ConfigMap "\\u3000a" is invalid: /);
  });

  it('goes on behind a refused object', () => {
    expect(run(`${configMap('a', 'data: {k: 1}\n')}---\n${configMap('b')}`)).toBe(
      'configmap/b\nError from server (BadRequest): error when creating "f.yaml": ConfigMap in version "v1" cannot be handled as a ConfigMap: json: cannot unmarshal number into Go struct field ConfigMap.data of type string\nexit 1',
    );
  });

  it('goes on behind a kind that does not exist, and says so at the end', () => {
    const text = `apiVersion: v1\nkind: Foo\nmetadata: {name: a}\n---\n${configMap('a')}`;
    expect(run(text)).toBe(
      'configmap/a\nerror: resource mapping not found for name: "a" namespace: "" from "f.yaml": no matches for kind "Foo" in version "v1"\nensure CRDs are installed first\nexit 1',
    );
  });

  it('stops at a fault of syntax', () => {
    expect(run(`${configMap('a')}---\na: b: c\n---\n${configMap('b')}`)).toBe(
      'configmap/a\nerror: error parsing f.yaml: error converting YAML to JSON: yaml: mapping values are not allowed in this context\nexit 1',
    );
  });

  it('stops at a document without a kind', () => {
    expect(run(`apiVersion: v1\n---\n${configMap('b')}`)).toBe(
      `error: error validating "f.yaml": error validating data: kind not set; ${advice}exit 1`,
    );
  });

  it('puts the server’s errors before its own, and its own together', () => {
    const text = `apiVersion: v1\nkind: Foo\n---\n${configMap('A_')}---\nx: [\n`;
    expect(run(text)).toBe(
      `Error from server (Invalid): error when creating "f.yaml": ConfigMap "A_" is invalid: ${badName}\n[resource mapping not found for name: "" namespace: "" from "f.yaml": no matches for kind "Foo" in version "v1"\nensure CRDs are installed first, error parsing f.yaml: error converting YAML to JSON: yaml: line 1: did not find expected node content]\nexit 1`,
    );
  });

  it('quotes JSON as it was written', () => {
    expect(run('{"kind": "", "apiVersion": "v1", "b": 1.0}\n')).toBe(
      `error: unable to decode "f.yaml": Object 'Kind' is missing in '{"kind": "", "apiVersion": "v1", "b": 1.0}'\nexit 1`,
    );
  });

  it('says which kinds it can not judge', () => {
    const { exit, objects, notJudged } = createFromText(
      'apiVersion: v1\nkind: PodTemplate\nmetadata: {name: j}\n',
      'f.yaml',
    );
    expect({ exit, objects, notJudged }).toEqual({ exit: 0, objects: [], notJudged: ['v1/PodTemplate'] });
  });
});

describe('a list', () => {
  const list = (apiVersion: string, kind: string, ...items: string[]): string =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\nitems: [${items.join(', ')}]\n`;
  const item = (name: string, rest = ''): string =>
    `{apiVersion: v1, kind: ConfigMap, metadata: {name: ${name}}${rest}}`;

  it('is as many objects as it has items', () => {
    expect(run(list('v1', 'List', item('a'), item('b')))).toBe('configmap/a\nconfigmap/b\nexit 0');
    expect(run(list('v1', 'List', item('A_'), item('b')))).toBe(
      `configmap/b\nThe ConfigMap "A_" is invalid: ${badName}\nexit 1`,
    );
    expect(run(list('v1', 'List'))).toBe('error: no objects passed to create\nexit 1');
  });

  it('of one kind gives its items their kind', () => {
    expect(run(list('v1', 'ConfigMapList', '{metadata: {name: a}}'))).toBe('configmap/a\nexit 0');
  });

  it('is any object with items', () => {
    expect(run(`${configMap('a')}items: [{metadata: {name: b}}]\n`)).toBe('configmap/b\nexit 0');
    expect(run(`${configMap('a')}items: 3\n`)).toBe(
      'error: unable to decode "f.yaml": json: cannot unmarshal number into Go struct field decodeList.items of type []json.RawMessage\nexit 1',
    );
  });

  it('is checked by kubectl itself, as a whole', () => {
    const pod =
      '{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [{name: a, foo: 1, ports: [{containerPort: http}, null]}, 3], x: 1}}';
    expect(run(list('v1', 'List', item('a'), pod))).toBe(
      `error: error validating "f.yaml": error validating data: [ValidationError(Pod.spec.containers[0]): unknown field "foo" in io.k8s.api.core.v1.Container, ValidationError(Pod.spec.containers[0].ports[0].containerPort): invalid type for io.k8s.api.core.v1.ContainerPort.containerPort: got "string", expected "integer", ValidationError(Pod.spec.containers[0].ports): unknown object type "nil" in Pod.spec.containers[0].ports[1], ValidationError(Pod.spec.containers[1]): invalid type for io.k8s.api.core.v1.Container: got "integer", expected "map", ValidationError(Pod.spec): unknown field "x" in io.k8s.api.core.v1.PodSpec]; ${advice}exit 1`,
    );
    expect(run(list('apps/v1', 'DeploymentList', '{metadata: {name: a}, spec: {}}'))).toBe(
      `error: error validating "f.yaml": error validating data: [ValidationError(DeploymentList.items[0].spec): missing required field "selector" in io.k8s.api.apps.v1.DeploymentSpec, ValidationError(DeploymentList.items[0].spec): missing required field "template" in io.k8s.api.apps.v1.DeploymentSpec]; ${advice}exit 1`,
    );
    expect(run(list('v1', 'List', item('a', ', data: {b: null, c: [1]}')))).toBe(
      `error: error validating "f.yaml": error validating data: [unknown object type "nil" in ConfigMap.data.b, ValidationError(ConfigMap.data.c): invalid type for io.k8s.api.core.v1.ConfigMap.data: got "array", expected "string"]; ${advice}exit 1`,
    );
    expect(run('apiVersion: v1\nkind: SecretList\nmetadata: {name: x}\n')).toBe(
      `error: error validating "f.yaml": error validating data: [ValidationError(SecretList.metadata): unknown field "name" in io.k8s.apimachinery.pkg.apis.meta.v1.ListMeta, ValidationError(SecretList): missing required field "items" in io.k8s.api.core.v1.SecretList]; ${advice}exit 1`,
    );
  });

  it('leaves out what it can not send', () => {
    expect(run(list('v1', 'List', '{apiVersion: v1, kind: Foo}', item('a')))).toBe(
      'configmap/a\nunable to recognize no matches for kind "Foo" in version "v1"\nexit 1',
    );
    expect(run(list('v1', 'List', `{apiVersion: v1, kind: List, items: [${item('a')}]}`))).toBe(
      'error: *unstructured.Unstructured is not a list: no Items field in this object\nexit 1',
    );
  });
});
