import { describe, expect, it } from 'vitest';
import { newTestShell } from '../../test-shell';

const WEB = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers: [{ name: web, image: 'nginx:1.29' }]
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  type: TYPE
  selector: { app: web }
  ports: [{ port: 80 }]
`;
const NODE_PORT = WEB.replace('TYPE', 'NodePort').replace('port: 80', 'port: 80, nodePort: 30080');
const UP = 'kubectl apply -f web.yaml && kubectl rollout status deployment/web';

describe('minikube', () => {
  it('stops the machine, and starts it again with all that was there', async () => {
    const { run, marks } = await newTestShell({ 'web.yaml': NODE_PORT });
    await run(UP);
    expect(await run('minikube status')).toBe(
      'minikube\ntype: Control Plane\nhost: Running\nkubelet: Running\napiserver: Running\nkubeconfig: Configured\n\n',
    );
    expect(await run('minikube stop')).toBe(
      '✋  Stopping node "minikube"  ...\n🛑  Powering off "minikube" via SSH ...\n🛑  1 node stopped.\n',
    );
    expect(await run('minikube status')).toBe(
      'minikube\ntype: Control Plane\nhost: Stopped\nkubelet: Stopped\napiserver: Stopped\nkubeconfig: Stopped\n\n[7]',
    );
    expect(await run('kubectl get pods')).toContain(
      'The connection to the server localhost:8080 was refused - did you specify the right host or port?\n[1]',
    );
    expect(await run('kubectl config use-context minikube; kubectl get nodes')).toContain(
      'The connection to the server 192.168.49.2:8443 was refused',
    );
    expect(await run('curl -s -m 5 192.168.49.2:30080')).toBe('[28]');
    expect(await run('minikube ip')).toContain('host is not running: state=Stopped');
    const started = await run('minikube start');
    expect(started).toContain('✨  Using the docker driver based on existing profile\n');
    expect(started).toContain('🔄  Restarting existing docker container for "minikube" ...\n');
    expect(started).toMatch(
      /🏄 {2}Done! kubectl is now configured to use "minikube" cluster and "default" namespace by default\n$/,
    );
    expect(await run('kubectl get nodes --no-headers')).toMatch(/^minikube +Ready +control-plane/);
    expect(await run('curl -s 192.168.49.2:30080 | grep title')).toContain('Welcome to nginx!');
    expect(marks).toEqual([UP, 'minikube stop', 'minikube start']);
  });

  it('deletes the cluster, and starts a new one', async () => {
    const { run } = await newTestShell({ 'web.yaml': NODE_PORT });
    await run(UP);
    expect(await run('minikube delete')).toMatch(/💀 {2}Removed all traces of the "minikube" cluster\.\n$/);
    expect(await run('minikube status')).toContain('🤷  Profile "minikube" not found.');
    expect(await run('kubectl config get-contexts --no-headers')).toBe('');
    expect(await run('kubectl get pods')).toContain('localhost:8080 was refused');
    const started = await run('minikube start --driver=docker --nodes 2');
    expect(started).toContain('🔥  Creating docker container (CPUs=2, Memory=3900MB) ...\n');
    expect(await run('kubectl get deployments')).toBe('No resources found in default namespace.\n');
    expect(await run('minikube node list')).toBe('minikube\t192.168.49.2\nminikube-m02\t192.168.49.3\n');
  });

  it('knows the cluster again after an undo of its end', async () => {
    const test = await newTestShell();
    const before = test.cluster.moment();
    await test.run('minikube delete');
    test.cluster.goTo(before);
    expect(await test.run('kubectl get nodes -o name')).toBe('node/minikube\n');
  });

  it('opens a Service', async () => {
    const test = await newTestShell({ 'web.yaml': NODE_PORT });
    await test.run(UP);
    expect(await test.run('minikube service web')).toBe(
      `┌───────────┬──────┬─────────────┬───────────────────────────┐
│ NAMESPACE │ NAME │ TARGET PORT │            URL            │
├───────────┼──────┼─────────────┼───────────────────────────┤
│ default   │ web  │ 80          │ http://192.168.49.2:30080 │
└───────────┴──────┴─────────────┴───────────────────────────┘
🎉  Opening service default/web in default browser...
`,
    );
    expect(test.shown).toEqual([{ url: 'http://192.168.49.2:30080' }]);
    expect(await test.run('curl -s $(minikube service web --url) | grep -c nginx')).toMatch(/^\d+\n$/);
    expect(await test.run('minikube service list -n default')).toContain('│ default   │ kubernetes │ No node port │');
    expect(await test.run('minikube service kubernetes')).toContain(
      '😿  service default/kubernetes has no node port\n',
    );
    expect(await test.run('minikube service nothing')).toContain(
      "❌  Exiting due to SVC_NOT_FOUND: Service 'nothing' was not found in 'default' namespace.\n",
    );
    await test.run('kubectl scale deployment web --replicas=0; sleep 5');
    expect(await test.run('minikube service web --url')).toContain(
      'SVC_UNREACHABLE: service not available: no running pod for service web found',
    );
  });

  it('gives LoadBalancers addresses as long as the tunnel runs', async () => {
    const test = await newTestShell({ 'web.yaml': WEB.replace('TYPE', 'LoadBalancer') });
    await test.run(UP);
    const address = "kubectl get service web -o jsonpath='{.status.loadBalancer.ingress[0].ip}'";
    expect(await test.run(address)).toBe('');
    const tunnel = test.begin('minikube tunnel');
    await tunnel.pass(2000);
    expect(tunnel.printed()).toContain('services: [web]\n');
    const { ip } = test.cluster.client.get('v1/Service', 'default', 'web')?.status?.loadBalancer?.ingress?.[0] ?? {};
    expect(ip).toMatch(/^10\./);
    tunnel.interrupt();
    expect(await tunnel.done).toBe(130);
    expect(await test.run(`sleep 1; ${address}`)).toBe('');
    expect(await test.run(`curl -s -m 2 ${ip}`)).toMatch(/^\[\d+\]$/);
    await test.run('minikube tunnel & sleep 2');
    expect(await test.run(`curl -s $(${address}) | grep -c nginx`)).toMatch(/^\d+\n$/);
  });

  it('enables addons, and names those that are not here', async () => {
    const { run, cluster } = await newTestShell();
    expect(await run('minikube addons list')).toMatch(/│ ingress +│ minikube │ disabled +│ Kubernetes +│\n/);
    expect(await run('minikube addons enable ingress')).toMatch(
      /🔎 {2}Verifying ingress addon\.\.\.\n🌟 {2}The 'ingress' addon is enabled\n$/,
    );
    expect(cluster.addons).toEqual(['ingress']);
    expect(await run('minikube addons list')).toMatch(/│ ingress +│ minikube │ enabled ✅ +│ Kubernetes +│\n/);
    expect(await run('minikube addons disable ingress')).toBe("🌑  \"The 'ingress' addon is disabled\n");
    expect(await run('minikube addons enable registry')).toContain('registry does nothing here');
    expect(await run('minikube addons enable inngress')).toContain('enable failed: property name "inngress" not found');
  });

  it('adds nodes, stops and deletes them', async () => {
    const { run, cluster } = await newTestShell();
    expect(await run('minikube node add')).toMatch(/🏄 {2}Successfully added m02 to minikube!\n$/);
    expect(await run('minikube ip -n m02; minikube ip --node m05')).toContain(
      '192.168.49.3\n\n❌  Exiting due to GUEST_NODE_RETRIEVE',
    );
    await run('minikube node stop m02');
    expect(cluster.kubelets.isReachable('minikube-m02')).toBe(false);
    expect(await run('minikube status')).toContain('minikube-m02\ntype: Worker\nhost: Stopped\nkubelet: Stopped\n');
    await run('minikube node start m02 && sleep 2');
    expect(await run('kubectl get nodes -o name')).toBe('node/minikube\nnode/minikube-m02\n');
    expect(await run('minikube node delete m02')).toContain('💀  Node m02 was successfully deleted.\n');
    expect(await run('kubectl get nodes -o name')).toBe('node/minikube\n');
    expect(await run('minikube node stop m07')).toContain('Could not find node m07');
  });

  it('can be filtered while it tells', async () => {
    const { run } = await newTestShell();
    expect(await run('minikube node add | grep Adding && echo yes')).toBe(
      '😄  Adding node m02 to cluster minikube as [worker]\nyes\n',
    );
    expect(await run('minikube node stop m02 | grep Starting || echo no')).toBe('no\n');
  });

  it('opens a shell on the node', async () => {
    const { run, begin, cluster } = await newTestShell();
    expect(await run("minikube ssh -- 'echo hello > /data/greeting; hostname'")).toBe('minikube\n');
    expect(cluster.kubelets.disk('minikube')?.read('/data/greeting')).toBe('hello\n');
    expect(await run('minikube ssh cat /data/greeting /data/none')).toMatch(
      /^hello\n.*No such file.*\nssh: Process exited with status 1\n\[1\]$/,
    );
    const shell = begin('minikube ssh');
    await shell.pass(200);
    shell.type('ls /data\n');
    shell.type('exit\n');
    expect(await shell.done).toBe(0);
    expect(shell.printed()).toContain('greeting');
  });

  it('says what it is, and what it is not', async () => {
    const test = await newTestShell();
    expect(await test.run('minikube version --short; minikube ip; minikube profile')).toBe(
      'v1.37.0\n192.168.49.2\nminikube\n',
    );
    expect(await test.run('minikube profile list')).toMatch(
      /│ minikube │ docker │ docker {2}│ 192\.168\.49\.2 │ v1\.36\.3 │ OK +│ 1 +│/,
    );
    expect(await test.run('minikube kubectl -- get nodes -o name')).toBe('node/minikube\n');
    expect(await test.run('minikube dashboard')).toContain("Opening the cluster's pane");
    expect(test.shown).toEqual([{ pane: 'cluster' }]);
    expect(await test.run('minikube logs')).toContain('kubectl get events -A');
    expect(await test.run('minikube status -o json')).toBe(
      '{"Name":"minikube","Host":"Running","Kubelet":"Running","APIServer":"Running","Kubeconfig":"Configured","Worker":false}\n',
    );
    expect(await test.run('minikube pause')).toBe('minikube pause is not here: minikube help lists what is\n[1]');
    expect(await test.run('minikube strat')).toBe(
      'Error: unknown command "strat" for "minikube"\n\nDid you mean this?\n\tstart\n\nRun \'minikube --help\' for usage.\n[1]',
    );
    expect(await test.run('minikube')).toContain('Basic Commands:');
  });
});
