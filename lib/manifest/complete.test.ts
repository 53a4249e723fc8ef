import { expect, test } from 'vitest';
import { complete, createJudge, hover } from './index';

/** The cursor stands where the text has a |. */
function labels(marked: string): string[] {
  return complete(marked.replace('|', ''), marked.indexOf('|')).items.map(({ label }) => label);
}

function at(marked: string) {
  return hover(marked.replace('|', ''), marked.indexOf('|'));
}

const pod = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n';

test('an empty document begins with apiVersion and kind', () => {
  expect(labels('|')).toEqual(['apiVersion', 'kind', 'metadata', 'spec']);
});

test('kinds fit the apiVersion, and the other way round', () => {
  expect(labels('apiVersion: apps/v1\nkind: |')).toContain('Deployment');
  expect(labels('apiVersion: apps/v1\nkind: |')).not.toContain('Pod');
  expect(labels('apiVersion: |\nkind: Deployment\n')).toEqual(['apps/v1']);
});

test('the fields of a type are offered, but those that stand there and status', () => {
  const offered = labels(`${pod}  containers: []\n  |`);
  expect(offered).toContain('restartPolicy');
  expect(offered).not.toContain('containers');
  expect(labels('apiVersion: v1\nkind: Pod\n|')).not.toContain('status');
});

test('a chosen field opens where its value begins', () => {
  const { items } = complete(`${pod}  `, pod.length + 2);
  const inserts = new Map(items.map(({ label, insert }) => [label, insert]));
  expect(inserts.get('restartPolicy')).toBe('restartPolicy: $0');
  expect(inserts.get('containers')).toBe('containers:\n    - $0');
  expect(inserts.get('securityContext')).toBe('securityContext:\n    $0');
});

test('values are offered where only some are right', () => {
  expect(labels(`${pod}  restartPolicy: |`)).toEqual(['Always', 'Never', 'OnFailure']);
  expect(labels(`${pod}  hostNetwork: |`)).toEqual(['true', 'false']);
});

test('an unknown kind gets no guesses', () => {
  expect(labels('apiVersion: v2\nkind: Nothing\nspec:\n  |')).toEqual([]);
});

test('hover says what a field is, in each document by its own kind', () => {
  expect(at('apiVersion: apps/v1\nkind: Deployment\nspec:\n  repli|cas: 3\n')).toMatchObject({
    path: 'spec.replicas',
    type: 'integer',
    docs: { type: 'DeploymentSpec', field: 'replicas' },
  });
  expect(at(`${pod}  containers:\n    - name: a\n      ima|ge: b\n`)).toMatchObject({
    path: 'spec.containers[0].image',
  });
  expect(at('apiVersion: v1\nkind: Pod\nnothing|: 1\n')).toBeUndefined();
});

test('names and keys of other files are offered before what the schema knows', async () => {
  const judge = createJudge();
  const offered = async (text: string) => {
    const files = [
      { name: 'a.yaml', text: text.replace('|', '') },
      {
        name: 'b.yaml',
        text: 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: mongo-secret\ndata:\n  mongo-user: eA==\n---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: p\n  labels:\n    app: web\n    tier: "1"\n',
      },
    ];
    const among = { file: 'a.yaml', references: await judge.references(files) };
    return complete(files[0]?.text ?? '', text.indexOf('|'), among).items.map(({ insert }) => insert);
  };
  const pod =
    'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - env:\n        - valueFrom:\n            secretKeyRef:\n';
  expect(await offered(`${pod}              name: |\n`)).toEqual(['mongo-secret']);
  expect(await offered(`${pod}              name: mongo-secret\n              key: mo|\n`)).toEqual(['mongo-user']);
  const service = 'apiVersion: v1\nkind: Service\nspec:\n  selector:\n';
  expect(await offered(`${service}    |\n`)).toEqual(['app: web', 'tier: "1"']);
  expect(await offered(`${service}    app: web\n    |\n`)).toEqual(['tier: "1"']);
  expect(await offered(`${service}    tier: |\n`)).toEqual(['"1"']);
});
