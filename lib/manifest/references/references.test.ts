import { expect, test } from 'vitest';
import { cursorIn, deployment, fromSecret, http, ingress, secret, service, tiesOf, type Files } from './sample-files';

/** What is said of dangling ends: `severity "marked" sentence`. */
function dangling(files: Files, language: 'en' | 'ko' = 'en', applied?: readonly unknown[]): string[] {
  return tiesOf(files, applied).dangling.map(({ severity, file, range, means }) => {
    const marked = files[file]?.slice(range.start, range.end);
    return `${severity} ${JSON.stringify(marked)} ${means?.[language]}`;
  });
}

/** The ends that the word at the first | is tied to: `file: Kind name field "word"`. The | is taken out. */
function at(files: Files): string[] {
  const [clean, file, offset] = cursorIn(files);
  return (tiesOf(clean).at(file, offset)?.ends ?? []).map((end) => {
    const word = end.file && end.range ? clean[end.file]?.slice(end.range.start, end.range.end) : undefined;
    return `${end.file}: ${end.kind} ${end.name} ${end.field} ${JSON.stringify(word)}`;
  });
}

test('a Secret and its key are tied to where they are used, both ways and across files', () => {
  expect(at({ 'a.yaml': deployment({ env: fromSecret('mongo|-secret', 'mongo-user') }), 'b.yaml': secret })).toEqual([
    'b.yaml: Secret mongo-secret metadata.name "mongo-secret"',
  ]);
  expect(at({ 'a.yaml': deployment({ env: fromSecret('mongo-secret', 'mongo-u|ser') }), 'b.yaml': secret })).toEqual([
    'b.yaml: Secret mongo-secret data.mongo-user "mongo-user"',
  ]);
  const marked = secret.replace('mongo-user', 'mongo-us|er');
  expect(at({ 'a.yaml': deployment({ env: fromSecret('mongo-secret', 'mongo-user') }), 'b.yaml': marked })).toEqual([
    'a.yaml: Deployment web spec.template.spec.containers[0].env[0].valueFrom.secretKeyRef.key "mongo-user"',
  ]);
});

test('a Service is tied to the labels it selects, and these to the selector of their Deployment', () => {
  const files = { 'a.yaml': deployment(), 'b.yaml': service('w|eb') };
  expect(at(files)).toEqual(['a.yaml: Deployment web spec.template.metadata.labels.app "web"']);
  const template = deployment().replace('labels:\n        app: web', 'labels:\n        app: w|eb');
  expect(at({ 'a.yaml': template, 'b.yaml': service('web') })).toEqual([
    'a.yaml: Deployment web spec.selector.matchLabels.app "web"',
    'b.yaml: Service web-service spec.selector.app "web"',
  ]);
});

test('a targetPort is tied to the container port by number and by name', () => {
  const byNumber = service('web', '    - port: 80\n      targetPort: 80|80\n');
  expect(at({ 'a.yaml': deployment({ ports: http }), 'b.yaml': byNumber })).toEqual([
    'a.yaml: Deployment web spec.template.spec.containers[0].ports[0].containerPort "8080"',
  ]);
  const byName = service('web', '    - port: 80\n      targetPort: ht|tp\n');
  expect(at({ 'a.yaml': deployment({ ports: http }), 'b.yaml': byName })).toEqual([
    'a.yaml: Deployment web spec.template.spec.containers[0].ports[0].name "http"',
  ]);
});

test('volumes, claims, backends, accounts and classes are tied', () => {
  const pod = `apiVersion: v1
kind: Pod
metadata: {name: a}
spec:
  serviceAccountName: robot
  volumes:
    - name: data
      persistentVolumeClaim: {claimName: disk}
    - name: conf
      configMap: {name: settings, items: [{key: app.conf, path: x}]}
  containers:
    - name: a
      image: a:1
      volumeMounts:
        - {name: da|ta, mountPath: /data}
`;
  const others = `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: disk}
spec: {storageClassName: fast}
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: fast}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data: {app.conf: a}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: robot}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: b}
subjects: [{kind: ServiceAccount, name: robot, namespace: default}]
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
`;
  const found = (word: string) =>
    at({ 'a.yaml': pod.replace('da|ta', 'data').replace(word, `|${word}`), 'b.yaml': others });
  expect(at({ 'a.yaml': pod, 'b.yaml': others })).toEqual(['a.yaml: Pod a spec.volumes[0].name "data"']);
  expect(found('disk')).toEqual(['b.yaml: PersistentVolumeClaim disk metadata.name "disk"']);
  expect(found('settings')).toEqual(['b.yaml: ConfigMap settings metadata.name "settings"']);
  expect(found('app.conf')).toEqual(['b.yaml: ConfigMap settings data[app.conf] "app.conf"']);
  const account = at({
    'a.yaml': pod.replace('|', ''),
    'b.yaml': others.replace('metadata: {name: robot', 'metadata: {name: ro|bot'),
  });
  expect(account).toEqual([
    'a.yaml: Pod a spec.serviceAccountName "robot"',
    'b.yaml: RoleBinding b subjects[0].name "robot"',
  ]);
  const storage = at({ 'b.yaml': others.replace('storageClassName: fa', 'storageClassName: fa|') });
  expect(storage).toEqual(['b.yaml: StorageClass fast metadata.name "fast"']);
});

test('an Ingress is tied to the Service and to its port', () => {
  expect(at({ 'a.yaml': ingress('8|0'), 'b.yaml': service('web') })).toEqual([
    'b.yaml: Service web-service spec.ports[0].port "80"',
  ]);
  expect(dangling({ 'a.yaml': ingress('81'), 'b.yaml': service('web') })).toEqual([
    'advice "81" The Service `web-service` has no port `81`. It has `80`.',
  ]);
});

test('a selector that selects nothing says what was looked for and what is there', () => {
  const files = {
    'a.yaml': deployment(),
    'b.yaml': service('wep'),
    'c.yaml': deployment().replaceAll('name: web', 'name: other'),
  };
  expect(dangling(files)).toEqual([
    'advice "wep" selector `app: wep` selects none of your 2 Pod templates: `app: web`',
  ]);
  expect(dangling(files, 'ko')).toEqual([
    'advice "wep" selector `app: wep`에 맞는 Pod 템플릿이 없어요. 파일에 있는 Pod 템플릿 2개의 레이블: `app: web`',
  ]);
});

test('a label that no Pod has is marked by its name', () => {
  expect(dangling({ 'a.yaml': deployment(), 'b.yaml': service('web').replace('app: web', 'run: web') })).toEqual([
    'advice "run" selector `run: web` does not select your Pod template: `app: web`',
  ]);
});

test('a Service alone is left in peace, and so is one that another file selects for', () => {
  expect(dangling({ 'b.yaml': service('wep') })).toEqual([]);
  expect(dangling({ 'a.yaml': deployment({ ports: http }), 'b.yaml': service('web') })).toEqual([]);
});

test('Pods in another namespace are not selected', () => {
  expect(dangling({ 'a.yaml': deployment({ namespace: 'dev' }), 'b.yaml': service('web') })).toEqual([
    'advice "selector" selector `app: web` selects nothing: the Pods with these labels are in the namespace `dev`, and this is in `default`.',
  ]);
});

test('a misspelt name is told from one that is nowhere', () => {
  const misspelt = deployment({ env: fromSecret('mongo-secrets', 'mongo-user') });
  expect(dangling({ 'a.yaml': misspelt, 'b.yaml': secret })).toEqual([
    'advice "mongo-secrets" No Secret `mongo-secrets` is in your files. There is `mongo-secret`. Is `mongo-secret` meant?',
  ]);
  expect(dangling({ 'a.yaml': misspelt, 'b.yaml': secret }, 'ko')).toEqual([
    'advice "mongo-secrets" `mongo-secrets`(이)라는 Secret 객체가 파일에 없어요. 있는 것: `mongo-secret`. `mongo-secret`을 쓰려던 건 아닌가요?',
  ]);
  expect(dangling({ 'a.yaml': misspelt })).toEqual([
    'notice "mongo-secrets" No Secret `mongo-secrets` is in your files: it must be in the cluster before this works.',
  ]);
  expect(dangling({ 'a.yaml': deployment({ env: fromSecret('registry', 'token') }), 'b.yaml': secret })).toEqual([
    'notice "registry" No Secret `registry` is in your files. There is `mongo-secret`.',
  ]);
});

test('a key that the Secret does not have is named beside those it has', () => {
  const files = { 'a.yaml': deployment({ env: fromSecret('mongo-secret', 'mongo-pasword') }), 'b.yaml': secret };
  expect(dangling(files)).toEqual([
    'advice "mongo-pasword" The Secret `mongo-secret` has no key `mongo-pasword`. It has `mongo-user`, `mongo-password`. Is `mongo-password` meant?',
  ]);
  expect(dangling(files, 'ko')).toEqual([
    'advice "mongo-pasword" Secret 객체 `mongo-secret` 안에 `mongo-pasword` 키가 없어요. 있는 키: `mongo-user`, `mongo-password`. `mongo-password`를 쓰려던 건 아닌가요?',
  ]);
});

test('what is optional may be absent', () => {
  const env = fromSecret('mongo-secrets', 'mongo-user', '                  optional: true\n');
  expect(dangling({ 'a.yaml': deployment({ env }), 'b.yaml': secret })).toEqual([]);
});

test('a Secret of another namespace is not there', () => {
  const files = {
    'a.yaml': deployment({ env: fromSecret('mongo-secret', 'mongo-user'), namespace: 'dev' }),
    'b.yaml': secret,
  };
  expect(dangling(files)).toEqual([
    'advice "mongo-secret" The Secret `mongo-secret` is in the namespace `default`, and this is in `dev`: names are looked up in one\'s own namespace.',
  ]);
});

test('a port that no selected container opens is advice, but only where some are declared', () => {
  const other = service('web', '    - port: 80\n      targetPort: 8081\n');
  expect(dangling({ 'a.yaml': deployment({ ports: http }), 'b.yaml': other })).toEqual([
    'advice "8081" The Service `web-service` sends to port `8081`, but the containers that it selects open `8080`.',
  ]);
  expect(dangling({ 'a.yaml': deployment(), 'b.yaml': other })).toEqual([]);
  const without = service('web', '    - port: 80\n');
  expect(dangling({ 'a.yaml': deployment({ ports: http }), 'b.yaml': without })).toEqual([
    'advice "80" Without `targetPort` the Service `web-service` sends to its own `port`, `80`, but the containers that it selects open `8080`.',
  ]);
  const named = service('web', '    - port: 80\n      targetPort: htpp\n');
  expect(dangling({ 'a.yaml': deployment({ ports: http }), 'b.yaml': named })).toEqual([
    'advice "htpp" No container port here is named `htpp`. There is `http` (8080). Is `http` meant?',
  ]);
});

test('a StatefulSet wants a headless Service', () => {
  const set = deployment()
    .replace('kind: Deployment', 'kind: StatefulSet')
    .replace('spec:\n', 'spec:\n  serviceName: web-service\n');
  expect(dangling({ 'a.yaml': set, 'b.yaml': service('web') })).toEqual([
    'advice "web-service" The Service `web-service` is not headless: without `clusterIP: None` the Pods of a StatefulSet get no DNS names of their own.',
  ]);
  expect(
    dangling({ 'a.yaml': set, 'b.yaml': service('web').replace('spec:\n', 'spec:\n  clusterIP: None\n') }),
  ).toEqual([]);
});

test('what a cluster has of itself is not missed', () => {
  const pod = `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {serviceAccountName: default, priorityClassName: system-node-critical}\n`;
  const account = 'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: robot}\n';
  expect(dangling({ 'a.yaml': pod, 'b.yaml': account })).toEqual([]);
  expect(dangling({ 'a.yaml': pod.replace('default', 'robott'), 'b.yaml': account })).toEqual([
    'advice "robott" No ServiceAccount `robott` is in your files. There is `robot`. Is `robot` meant?',
  ]);
});

test('what is applied is there too; the file counts more', () => {
  const applied = [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'mongo-secret' }, data: { old: 'eA==' } }];
  const files = { 'a.yaml': deployment({ env: fromSecret('mongo-secret', 'old') }) };
  expect(dangling(files, 'en', applied)).toEqual([]);
  expect(dangling({ ...files, 'b.yaml': secret }, 'en', applied)).toEqual([
    'advice "old" The Secret `mongo-secret` has no key `old`. It has `mongo-user`, `mongo-password`.',
  ]);
});

test('half-written files are left in peace', () => {
  expect(dangling({ 'a.yaml': deployment({ env: fromSecret('', '') }), 'b.yaml': service('') })).toEqual([]);
  const misspelt = deployment({ env: fromSecret('mongo-secrets', 'mongo-user') });
  expect(dangling({ 'a.yaml': misspelt, 'b.yaml': `${secret}a: "` })).toEqual([]);
});

test('what a target or a role should be is told', () => {
  const others = `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: h}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: wep}}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: b}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: p}
spec: {selector: {matchLabels: {app: wep}}}
`;
  expect(dangling({ 'a.yaml': deployment(), 'b.yaml': others })).toEqual([
    'advice "wep" selector `app: wep` does not select your Pod template: `app: web`',
    'advice "wep" No Deployment `wep` is in your files. There is `web`. Is `web` meant?',
    'notice "reader" No Role `reader` is in your files: it must be in the cluster before this works.',
  ]);
});

test('names and keys that exist are offered', () => {
  const offered = (files: Files, path: (string | number)[]) => {
    const references = tiesOf(files);
    return references.offers('a.yaml', 3, path).map(({ word, detail }) => `${word} · ${detail}`);
  };
  const env = ['spec', 'template', 'spec', 'containers', 0, 'env', 0, 'valueFrom', 'secretKeyRef'];
  const files = { 'a.yaml': deployment({ env: fromSecret('mongo-secret', '') }), 'b.yaml': secret };
  expect(offered(files, [...env, 'key'])).toEqual([
    'mongo-user · Secret mongo-secret',
    'mongo-password · Secret mongo-secret',
  ]);
  expect(offered({ 'a.yaml': deployment({ env: fromSecret('', '') }), 'b.yaml': secret }, [...env, 'name'])).toEqual([
    'mongo-secret · Secret mongo-secret',
  ]);
  const waiting = service('web', '    - port: 80\n      targetPort:\n');
  expect(
    offered({ 'a.yaml': waiting, 'b.yaml': deployment({ ports: http }) }, ['spec', 'ports', 0, 'targetPort']),
  ).toEqual(['8080 · Deployment web', 'http · 8080']);
  expect(offered({ 'a.yaml': service(''), 'b.yaml': deployment() }, ['spec', 'selector', 'app'])).toEqual([
    'web · Deployment web',
  ]);
  const empty = service('web').replace('    app: web\n', '');
  const labels = tiesOf({ 'a.yaml': empty, 'b.yaml': deployment() }).labelOffers('a.yaml', 3, ['spec', 'selector']);
  expect(labels).toEqual([{ word: 'app: web', detail: 'Deployment web' }]);
});

test('hundreds of Services over hundreds of Pods are not all tied to each other', () => {
  const pods = Array.from({ length: 300 }, (_, k) => `kind: Pod\nmetadata: {name: p${k}, labels: {a: b}}\n`);
  const services = Array.from(
    { length: 300 },
    (_, k) => `kind: Service\nmetadata: {name: s${k}}\nspec: {selector: {a: b}, ports: [{port: 80}]}\n`,
  );
  const text = [...pods, ...services].join('---\n');
  const references = tiesOf({ 'a.yaml': text });
  expect(references.dangling).toEqual([]);
  expect(references.at('a.yaml', text.lastIndexOf('a: b'))?.ends).toHaveLength(40);
});
