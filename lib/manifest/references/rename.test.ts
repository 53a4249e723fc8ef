import { expect, test } from 'vitest';
import { cursorIn, deployment, ingress, fromSecret, http, secret, service, tiesOf, type Files } from './sample-files';

function renamed(files: Files, name: string): Files | string {
  const [clean, file, offset] = cursorIn(files);
  const renaming = tiesOf(clean).rename(file, offset, name);
  if (!renaming) return 'tied to nothing';
  if ('refused' in renaming) return renaming.refused.en;
  const texts: Record<string, string> = { ...clean };
  for (const edit of renaming.edits.toSorted((a, b) => b.range.start - a.range.start)) {
    const text = texts[edit.file] ?? '';
    texts[edit.file] = text.slice(0, edit.range.start) + edit.text + text.slice(edit.range.end);
  }
  return texts;
}

test('a rename changes all ends in all files at once', () => {
  const files = {
    'a.yaml': deployment(),
    'b.yaml': service('"w|eb"'),
    'c.yaml': deployment().replaceAll('name: web', 'name: other'),
  };
  expect(renamed(files, 'front')).toEqual({
    'a.yaml': deployment({ app: 'front' }),
    'b.yaml': service('"front"'),
    'c.yaml': deployment({ app: 'front' }).replaceAll('name: web', 'name: other'),
  });
});

test('a renamed word is quoted where YAML would read it as something else', () => {
  const files = { 'a.yaml': deployment(), 'b.yaml': service('we|b') };
  expect(renamed(files, 'yes')).toEqual({ 'a.yaml': deployment({ app: '"yes"' }), 'b.yaml': service('"yes"') });
});

test('a renamed port stays a number', () => {
  const files = { 'a.yaml': deployment({ ports: http }), 'b.yaml': service('web').replace('8080', '80|80') };
  expect(renamed(files, '9090')).toEqual({
    'a.yaml': deployment({ ports: http.replace('8080', '9090') }),
    'b.yaml': service('web').replace('8080', '9090'),
  });
  expect(renamed(files, 'http')).toBe('A port is a number from 1 to 65535.');
});

test('a port that stands for its targetPort keeps its number when the container port is renamed', () => {
  const container = http.replace('8080', '80|80');
  const files = { 'a.yaml': deployment({ ports: container }), 'b.yaml': service('web', '    - port: 8080\n') };
  expect(renamed(files, '9090')).toEqual({
    'a.yaml': deployment({ ports: http.replace('8080', '9090') }),
    'b.yaml': service('web', '    - port: 8080\n      targetPort: 9090\n'),
  });
});

test('within braces, and in JSON, the targetPort is put as it has to be', () => {
  const container = http.replace('8080', '80|80');
  const flow = (ports: string) => service('web').replace(/ports:[^]*$/, `ports: ${ports}\n`);
  const flowing = { 'a.yaml': deployment({ ports: container }), 'b.yaml': flow('[{port: 8080}]') };
  expect(renamed(flowing, '9090')).toMatchObject({ 'b.yaml': flow('[{port: 8080, targetPort: 9090}]') });
  const json = (ports: string) =>
    `{"kind": "Service", "metadata": {"name": "s"}, "spec": {"selector": {"app": "web"}, "ports": [${ports}]}}`;
  const inJson = { 'a.yaml': deployment({ ports: container }), 'b.json': json('{"port": 8080\n}') };
  expect(renamed(inJson, '9090')).toMatchObject({ 'b.json': json('{"port": 8080, "targetPort": 9090\n}') });
});

test('a Service port that is renamed still leads to the same container port', () => {
  const files = {
    'a.yaml': deployment({ ports: http }),
    'b.yaml': service('web', '    - port: 80|80\n'),
    'c.yaml': ingress('8080'),
  };
  expect(renamed(files, '80')).toEqual({
    'a.yaml': deployment({ ports: http }),
    'b.yaml': service('web', '    - port: 80\n      targetPort: 8080\n'),
    'c.yaml': ingress('80'),
  });
});

test('a key is renamed where it stands and where it is used', () => {
  const files = {
    'a.yaml': deployment({ env: fromSecret('mongo-secret', 'mongo-u|ser') }),
    'b.yaml': secret,
  };
  expect(renamed(files, 'user')).toEqual({
    'a.yaml': deployment({ env: fromSecret('mongo-secret', 'user') }),
    'b.yaml': secret.replace('mongo-user', 'user'),
  });
  expect(renamed(files, 'mongo-password')).toBe('There is a `mongo-password` already.');
});

test('an anchored word is renamed at its anchor', () => {
  const pod = `kind: Pod\nspec:\n  volumes:\n    - name: &v data\n  containers:\n    - volumeMounts:\n        - name: *v|\n`;
  expect(renamed({ 'a.yaml': pod }, 'disk')).toEqual({ 'a.yaml': pod.replace('|', '').replace('data', 'disk') });
});

test('what is tied to nothing is not renamed', () => {
  expect(renamed({ 'a.yaml': secret.replace('Secret', 'Se|cret') }, 'a')).toBe('tied to nothing');
});
