import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { newTestShell } from './test-shell';

const NAMES = ['mongo-config.yaml', 'mongo-secret.yaml', 'mongo.yaml', 'webapp.yaml'];
const FILES = Object.fromEntries(
  NAMES.map((name) => [name, readFileSync(`content/lessons/demo-project/solution/${name}`, 'utf8')]),
);
const KIM =
  '-H \'content-type: application/json\' -d \'{"name":"Kim","email":"kim@example.com","interests":"coding"}\'';

describe('the demo project, by the shell alone', () => {
  it('is applied, looked at, spoken to, and loses what its database has not kept', async () => {
    const { run, begin, marks } = await newTestShell(FILES);
    expect(await run('for f in *.yaml; do kubectl apply -f $f; done')).toBe(
      'configmap/mongo-config created\nsecret/mongo-secret created\ndeployment.apps/mongo-deployment created\nservice/mongo-service created\ndeployment.apps/webapp-deployment created\nservice/webapp-service created\n',
    );
    expect(await run('kubectl rollout status deployment/webapp-deployment | tail -n 1')).toBe(
      'deployment "webapp-deployment" successfully rolled out\n',
    );
    await run('kubectl rollout status deployment/mongo-deployment');
    expect(await run('kubectl get pods --no-headers | grep -c Running')).toBe('2\n');
    expect(await run('kubectl describe pod -l app=webapp | grep -A 4 "Environment:"')).toContain(
      "<set to the key 'mongo-user' in secret 'mongo-secret'>",
    );

    const page = 'http://$(minikube ip):$(kubectl get service webapp-service -o jsonpath={.spec.ports[0].nodePort})';
    expect(await run(`curl -s ${page} | grep -i '<title>'`)).not.toBe('');
    expect(await run(`curl -s ${KIM} ${page}/update-profile`)).toContain('Kim');
    expect(marks.at(-1)).toContain('/update-profile');
    expect(await run(`curl -s ${page}/get-profile`)).toContain('"name":"Kim"');

    const shell = begin('kubectl exec -it deployment/webapp-deployment -- sh');
    await shell.pass(500);
    shell.type('echo $DB_URL\n');
    shell.type('exit 3\n');
    expect(await shell.done).toBe(3);
    expect(shell.printed()).toContain('mongo-service\n');

    await run('kubectl port-forward service/webapp-service 8080:3000 & sleep 1');
    expect(await run('curl -s localhost:8080/get-profile')).toContain('"name":"Kim"');
    expect(await run('kill %1; sleep 1; curl -s localhost:8080')).toContain('[7]');

    await run('kubectl delete pod -l app=mongo && kubectl rollout status deployment/mongo-deployment; sleep 15');
    expect(await run(`curl -s ${page}/get-profile`)).not.toContain('Kim');
    expect(await run(`curl -s ${page} | grep -ci '<title>'`)).toBe('1\n');
  });

  it('tells of a key that is misspelt, and goes on once it is right', async () => {
    const { run } = await newTestShell({
      ...FILES,
      'mongo-secret.yaml': (FILES['mongo-secret.yaml'] ?? '').replace('mongo-user:', 'mongo-usr:'),
    });
    await run('kubectl apply -f . > /dev/null; sleep 20');
    expect(await run('kubectl get pods --no-headers')).toContain('CreateContainerConfigError');
    expect(await run('kubectl describe pod -l app=mongo | tail -n 3')).toContain(
      "couldn't find key mongo-user in Secret default/mongo-secret",
    );
    await run('sed -i s/mongo-usr:/mongo-user:/ mongo-secret.yaml && kubectl apply -f mongo-secret.yaml');
    expect(await run('kubectl rollout status deployment/webapp-deployment --timeout=3m')).toContain(
      'successfully rolled out',
    );
  });
});
