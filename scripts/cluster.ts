/**
 * `npm run cluster -- [--port 8001] [--nodes 1] [--seed 1] [--kubeconfig FILE] [--addons ingress,metrics-server] [--tunnel]`:
 * a simulated cluster behind HTTP, for a real kubectl. Prints its kubeconfig, or writes it to FILE, and serves until it is
 * stopped. With `--tunnel` Services of type LoadBalancer get addresses. `--behind SECONDS` is how far its clock may jump ahead.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { serveCluster } from './cluster/serve';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8001' },
    nodes: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    kubeconfig: { type: 'string' },
    addons: { type: 'string', default: '' },
    tunnel: { type: 'boolean', default: false },
    behind: { type: 'string', default: '600' },
  },
});

const door = await serveCluster({
  port: Number(values.port),
  nodes: Number(values.nodes),
  seed: Number(values.seed),
  nodePorts: true,
  behind: Number(values.behind),
});
const { cluster } = door;
for (const addon of values.addons.split(',')) {
  if (addon === 'ingress' || addon === 'metrics-server') cluster.enable(addon);
  else if (addon !== '') console.error(`# there is no addon ${addon}: there are ingress and metrics-server`);
}
cluster.isTunnelOpen = values.tunnel;

if (values.kubeconfig === undefined) console.log(door.kubeconfig);
else writeFileSync(values.kubeconfig, door.kubeconfig);
const where = values.kubeconfig ?? 'a file with the above';
console.log(`# The cluster listens on ${door.url}. For kubectl: export KUBECONFIG=${where}`);
process.on('SIGTERM', () => void door.close().then(() => process.exit(0)));
process.on('SIGINT', () => void door.close().then(() => process.exit(0)));
