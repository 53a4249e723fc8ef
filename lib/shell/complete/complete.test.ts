import { beforeAll, describe, expect, it, test } from 'vitest';
import { newTestShell, type TestShell } from '../test-shell';
import { typedWords } from './typed-words';

const WEB = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web-deployment, labels: { app: web } }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      initContainers: [{ name: setup, image: busybox, command: ['true'] }]
      containers: [{ name: web, image: nginx }, { name: side, image: redis }]
---
apiVersion: v1
kind: Pod
metadata: { name: db-0, namespace: data, labels: { app: db } }
spec: { containers: [{ name: mongo, image: mongo }, { name: backup, image: busybox }] }
`;

let here: TestShell;

beforeAll(async () => {
  here = await newTestShell({
    'web.yaml': WEB,
    'k8s/a.yaml': '',
    'k8s/b.yaml': '',
    'my file.txt': '',
    'price$.txt': '',
    Dockerfile: '',
  });
  await here.run('kubectl create namespace data && sleep 5 && kubectl apply -f web.yaml');
  await here.run('kubectl run db-1 --image=redis && kubectl run web-old --image=nginx');
  await here.run('sleep 30');
});

/** What the line can become. */
async function tab(line: string, cursor = line.length): Promise<readonly string[]> {
  const { start, words } = await here.shell.complete(line, cursor);
  return words.map((word) => line.slice(0, start) + word + line.slice(cursor));
}

describe('Tab completes', () => {
  test.each([
    ['kubec', 'kubectl '],
    ['kubectl rol', 'kubectl rollout '],
    ['kubectl rollout sta', 'kubectl rollout status '],
    ['kubectl create conf', 'kubectl create configmap '],
    ['kubectl config use-context m', 'kubectl config use-context minikube '],
    ['kubectl help desc', 'kubectl help describe '],
    ['kubectl get deployments.', undefined],
    ['kubectl get statef', 'kubectl get statefulsets '],
    ['kubectl get svc', 'kubectl get svc '],
    ['kubectl get pods,confi', 'kubectl get pods,configmaps '],
    ['kubectl get pod web-o', 'kubectl get pod web-old '],
    ['kubectl describe deployment/w', 'kubectl describe deployment/web-deployment '],
    ['kubectl get pod -n data d', 'kubectl get pod -n data db-0 '],
    ['kubectl get pod --namespace=data d', 'kubectl get pod --namespace=data db-0 '],
    ['kubectl -n data delete pod d', 'kubectl -n data delete pod db-0 '],
    ['kubectl get pod db', 'kubectl get pod db-1 '],
    ['kubectl get -n da', 'kubectl get -n data '],
    ['kubectl get --namespace=da', 'kubectl get --namespace=data '],
    ['kubectl apply -f we', 'kubectl apply -f web.yaml '],
    ['kubectl apply -f k8', 'kubectl apply -f k8s/'],
    ['kubectl apply -f k8s/a', 'kubectl apply -f k8s/a.yaml '],
    ['kubectl create configmap c --from-file=we', 'kubectl create configmap c --from-file=web.yaml '],
    ['kubectl apply --dry', 'kubectl apply --dry-run='],
    ['kubectl apply --dry-run=s', 'kubectl apply --dry-run=server '],
    ['kubectl get pods --all-n', 'kubectl get pods --all-namespaces '],
    ['kubectl get pods -o wi', 'kubectl get pods -o wide '],
    ['kubectl get pods -o custom', 'kubectl get pods -o custom-columns='],
    ['kubectl create deployment x -o wi', undefined],
    ['kubectl get pods -l app=w', 'kubectl get pods -l app=web '],
    ['kubectl logs deploy', 'kubectl logs deployment/'],
    ['kubectl logs deployment/w', 'kubectl logs deployment/web-deployment '],
    ['kubectl logs -f db', 'kubectl logs -f db-1 '],
    ['kubectl logs deployment/web-deployment -c se', 'kubectl logs deployment/web-deployment -c setup '],
    ['kubectl -n data exec -it db-0 -c m', 'kubectl -n data exec -it db-0 -c mongo '],
    ['kubectl -n data logs db-0 b', 'kubectl -n data logs db-0 backup '],
    ['kubectl rollout undo dep', 'kubectl rollout undo deployments '],
    ['kubectl rollout undo deployments w', 'kubectl rollout undo deployments web-deployment '],
    ['kubectl scale deployment/w', 'kubectl scale deployment/web-deployment '],
    ['kubectl set image deployment/web-deployment si', 'kubectl set image deployment/web-deployment side='],
    ['kubectl cordon mini', 'kubectl cordon minikube '],
    ['kubectl delete pod db-1 d', undefined],
    ['kubectl expose deployment web-deployment --type=No', 'kubectl expose deployment web-deployment --type=NodePort '],
    ['kubectl wait --for=condition=Av', 'kubectl wait --for=condition=Available '],
    ['kubectl auth can-i cre', 'kubectl auth can-i create '],
    ['kubectl cp db', 'kubectl cp db-1:'],
    ['kubectl diff -f we', 'kubectl diff -f web.yaml '],
    ['kubectl edit deployment w', 'kubectl edit deployment web-deployment '],
    ['kubectl explain persistentvolumec', 'kubectl explain persistentvolumeclaims '],
  ])('%s', async (line, completed) => {
    expect(await tab(line)).toEqual(completed === undefined ? [] : [completed]);
  });

  test.each([
    ['cat my', String.raw`cat my\ file.txt `],
    ['cat "my', 'cat "my file.txt" '],
    ["cat 'my", "cat 'my file.txt' "],
    [String.raw`cat my\ f`, String.raw`cat my\ file.txt `],
    ['cat pri', String.raw`cat price\$.txt `],
    ['cat ~/we', 'cat ~/web.yaml '],
    ['cat /etc/hostn', 'cat /etc/hostname '],
    ['cat < we', 'cat < web.yaml '],
    ['echo a 2>we', 'echo a 2>web.yaml '],
    ['cd k', 'cd k8s/'],
    ['cat ..', 'cat ../'],
    ['./k8', './k8s/'],
    ['echo $HOM', 'echo $HOME '],
    ['echo "$HOM', 'echo "$HOME" '],
  ])('files and variables: %s', async (line, completed) => {
    expect(await tab(line)).toEqual([completed]);
  });

  test.each([
    ['ls | kubec', 'ls | kubectl '],
    ['true && kubectl desc', 'true && kubectl describe '],
    ['true; kubectl desc', 'true; kubectl describe '],
    ['kubectl delete $(kubectl get pod db', 'kubectl delete $(kubectl get pod db-1 '],
    ['echo "$(kubectl get pod db', 'echo "$(kubectl get pod db-1 '],
    ['echo `kubectl get pod db', 'echo `kubectl get pod db-1 '],
    ['for i in 1; do kubectl desc', 'for i in 1; do kubectl describe '],
    ['NS=data kubectl desc', 'NS=data kubectl describe '],
    ['kubectl get pods > out.txt && kubectl desc', 'kubectl get pods > out.txt && kubectl describe '],
    ['sudo kubectl desc', 'sudo kubectl describe '],
    ['watch -n 1 kubectl desc', 'watch -n 1 kubectl describe '],
    ['minikube kubectl -- desc', 'minikube kubectl -- describe '],
    ["echo it\\'s; kubectl desc", "echo it\\'s; kubectl describe "],
    ["echo 'a;b' | kubectl desc", "echo 'a;b' | kubectl describe "],
  ])('the last command: %s', async (line, completed) => {
    expect(await tab(line)).toEqual([completed]);
  });

  test.each([
    ['minikube sta', ['minikube start ', 'minikube status ']],
    ['minikube addons enable ing', ['minikube addons enable ingress ']],
    ['minikube service kub', ['minikube service kubernetes ']],
    ['minikube service --u', ['minikube service --url ']],
    ['aws ecr get-l', ['aws ecr get-login-password ']],
    ['aws sts ', ['aws sts get-caller-identity ']],
    ['docker pus', ['docker push ']],
    ['docker build --file Dock', ['docker build --file Dockerfile ']],
    ['docker build k', ['docker build k8s/']],
    ['docker push tea', ['docker push tea-house:2.1 ']],
  ])('other programs: %s', async (line, completed) => {
    expect(await tab(line)).toEqual(completed);
  });

  it('several, sorted, none twice', async () => {
    expect(await tab('kubectl get pods,deploy')).toEqual(['kubectl get pods,deploy ', 'kubectl get pods,deployments ']);
    expect(await tab('kubectl top ')).toEqual(['kubectl top node ', 'kubectl top pod ']);
    expect(await tab('kubectl apply -f k8s/')).toEqual([
      'kubectl apply -f k8s/a.yaml ',
      'kubectl apply -f k8s/b.yaml ',
    ]);
  });

  it('in the middle of a line', async () => {
    expect(await tab('kubectl descr pod', 'kubectl descr'.length)).toEqual(['kubectl describe  pod']);
  });

  it('what an alias stands for', async () => {
    await here.run("alias k='kubectl -n data'");
    expect(await tab('k get pod db')).toEqual(['k get pod db-0 ']);
  });

  it('nothing where nobody answers, and nothing in a comment', async () => {
    expect(await tab('kubectl get pod nosuch')).toEqual([]);
    expect(await tab('kubectl get nosuchkind x')).toEqual([]);
    expect(await tab('echo a # kube')).toEqual([]);
    expect(await tab('kubectl exec db-1 -- ')).toEqual([]);
  });
});

describe('the words before the cursor', () => {
  test.each([
    ['a b c', ['a', 'b'], { start: 4, text: 'c', quote: '' }],
    ['a "b c', ['a'], { start: 2, text: 'b c', quote: '"' }],
    [`a 'b' "c"d`, ['a', 'b'], { start: 6, text: 'cd', quote: '' }],
    ['a "it\'s', ['a'], { start: 2, text: "it's", quote: '"' }],
    ['x=1 y=$(a b', ['a'], { start: 10, text: 'b', quote: '' }],
    ['a $(b c) d', ['a', ''], { start: 9, text: 'd', quote: '' }],
    ['a 2>&1 b', ['a'], { start: 7, text: 'b', quote: '' }],
    ['a &> f b', ['a'], { start: 7, text: 'b', quote: '' }],
    ['if ! a b', ['a'], { start: 7, text: 'b', quote: '' }],
    ['a\\\nb c', ['ab'], { start: 5, text: 'c', quote: '' }],
    [')))', [], { start: 3, text: '', quote: '' }],
  ])('%j', (line, before, word) => {
    expect(typedWords(line)).toMatchObject({ before, word });
  });
});
