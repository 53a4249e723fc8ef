/** What people do with a shell and kubectl together, day by day. */
import { describe, expect, it } from 'vitest';
import { newTestShell } from './test-shell';

const WEB = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: 'nginx:1.28' }] }
`;

describe('the shell and kubectl', () => {
  it('loops over objects', async () => {
    const { run } = await newTestShell({ 'web.yaml': WEB });
    await run('kubectl apply -f web.yaml');
    expect(await run('until kubectl get pods | grep -q Running; do sleep 1; done; echo up')).toBe('up\n');
    expect(await run('for ns in $(kubectl get ns -o name | grep kube-s); do echo "<$ns>"; done')).toBe(
      '<namespace/kube-system>\n',
    );
    expect(await run('kubectl get pods --no-headers | awk \'$3 == "Running" {n++} END {print n}\'')).toBe('2\n');
    expect(
      await run(
        'kubectl get pods -o name | while read -r pod; do kubectl get "$pod" -o jsonpath="{.spec.containers[0].image}"; echo; done',
      ),
    ).toBe('nginx:1.28\nnginx:1.28\n');
    expect(
      await run(
        "kubectl get pods --no-headers | awk '{print $1}' | head -1 | xargs -I{} kubectl delete pod {} | cut -d' ' -f3",
      ),
    ).toBe('deleted\n');
    expect(await run('[[ $(kubectl get deploy web -o jsonpath={.spec.replicas}) -eq 2 ]] && echo two')).toBe('two\n');
  });

  it('writes manifests, changes them and compares them', async () => {
    const { run, files } = await newTestShell({ 'web.yaml': WEB });
    await run('kubectl apply -f web.yaml && cp web.yaml old.yaml');
    expect(await run("sed -i 's/nginx:1.28/nginx:1.29/' web.yaml && diff old.yaml web.yaml")).toBe(
      "9c9\n<     spec: { containers: [{ name: web, image: 'nginx:1.28' }] }\n---\n>     spec: { containers: [{ name: web, image: 'nginx:1.29' }] }\n[1]",
    );
    expect(await run('kubectl apply -f web.yaml')).toBe('deployment.apps/web configured\n');
    expect(
      await run('diff <(kubectl get deploy web -o jsonpath={..image}) <(echo -n nginx:1.29) && echo same; ls /tmp -a'),
    ).toBe('same\n.\n..\n');
    expect(
      await run(
        'kubectl apply -f - <<EOF\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\ndata: { home: $HOME }\nEOF',
      ),
    ).toBe('configmap/c created\n');
    expect(await run('kubectl get cm c -o jsonpath={.data.home}')).toBe('/home/learner');
    await run('cat > note.yaml <<\'EOF\'\na: "$HOME"\nEOF');
    expect(files.get('note.yaml')).toBe('a: "$HOME"\n');
    expect(await run('kubectl create secret generic s --from-literal=p="$(echo -n s3cret)"')).toBe(
      'secret/s created\n',
    );
    expect(await run("kubectl get secret s -o jsonpath='{.data.p}' | base64 -d")).toBe('s3cret');
  });

  it('runs scripts of its own, with functions and arguments', async () => {
    const script = `#!/bin/bash
set -euo pipefail
say() { local what=$1; echo "\${what^^}"; }
for image in "$@"; do
  name=\${image%%:*}
  kubectl run "$name" --image="$image" >/dev/null
  say "$name"
done
kubectl get pods -o name | sort
kubectl get pod nosuch
echo never
`;
    const { run } = await newTestShell({ 'run.sh': script });
    expect(await run('chmod +x run.sh && ./run.sh nginx:1.29 redis:7')).toBe(
      'NGINX\nREDIS\npod/nginx\npod/redis\nError from server (NotFound): pods "nosuch" not found\n[1]',
    );
  });

  it('asks, and takes the time it takes', async () => {
    const { run, begin } = await newTestShell();
    const asked = begin('read -rp "Name? " name; echo "hello $name"');
    await asked.pass(200);
    asked.type('Kim\n');
    expect(await asked.done).toBe(0);
    expect(asked.printed()).toBe('Name? hello Kim\n');
    expect(await run('time sleep 2')).toBe('\nreal\t0m2.000s\nuser\t0m0.000s\nsys\t0m0.000s\n');
    expect(await run('timeout 3 kubectl get pods -w; echo $?')).toContain('124\n');
    expect(await run('kubectl logs nosuch 2>&1 | sed "s/^error: //I" >&2; echo ${PIPESTATUS[0]}')).toMatch(/\n1\n$/);
  });
});
