/**
 * `npm run cluster -- --port 8001 [--nodes 3] [--seed 1]`: a simulated cluster behind HTTP, for a real kubectl. Prints a
 * kubeconfig and serves until it is stopped.
 */
import { parseArgs } from 'node:util';
import { serveCluster } from './cluster/serve';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8001' },
    nodes: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    'advertise-address': { type: 'string' },
    'no-provisioner': { type: 'boolean', default: false },
  },
});

const [address, port] = (values['advertise-address'] ?? '').split(':');
const door = await serveCluster({
  port: Number(values.port),
  nodes: Number(values.nodes),
  seed: Number(values.seed),
  provisioner: !values['no-provisioner'],
  nodePorts: true,
  ...(address && { apiServer: { address, port: Number(port ?? 8443) } }),
});
console.log(door.kubeconfig);
console.log(`# The cluster listens on ${door.url}. Save the above as a file and name it in KUBECONFIG.`);
process.on('SIGTERM', () => void door.close().then(() => process.exit(0)));
process.on('SIGINT', () => void door.close().then(() => process.exit(0)));
