/**
 * Node ports on this machine: what is asked of 127.0.0.1 at a Service's node port goes into the cluster as if it were asked of
 * its first node from outside. A port that somebody else has stays theirs.
 */
import { createServer, type Server } from 'node:net';
import type { Cluster } from '@/lib/cluster';
import { serveConnection } from './connections';

export interface NodePorts {
  close(): void;
}

export function openNodePorts(cluster: Cluster, done: () => void): NodePorts {
  const open = new Map<number, Server>();
  const look = (): void => {
    const wanted = portsOf(cluster);
    for (const [port, server] of open) {
      if (wanted.has(port)) continue;
      server.close();
      open.delete(port);
    }
    for (const port of wanted) if (!open.has(port)) open.set(port, listen(cluster, port, done));
  };
  const stop = cluster.client.onChange('v1/Service', look);
  look();
  return {
    close() {
      stop();
      for (const server of open.values()) server.close();
    },
  };
}

function portsOf(cluster: Cluster): Set<number> {
  const ports = [...cluster.client.list('v1/Service')].flatMap(({ spec }) => spec?.ports ?? []);
  return new Set(ports.flatMap(({ nodePort }) => (nodePort ? [nodePort] : [])));
}

function listen(cluster: Cluster, port: number, done: () => void): Server {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    serveConnection(socket, (message) => {
      const [node] = cluster.client.sorted('v1/Node');
      const host = node?.status?.addresses?.find(({ type }) => type === 'InternalIP')?.address ?? '';
      const { outcome } = cluster.network.request({ from: 'outside' }, { host, port }, message);
      done();
      return outcome;
    });
  });
  server.on('error', (error) => console.error(`# node port ${port} is not open on this machine: ${error.message}`));
  server.listen(port, '127.0.0.1');
  return server;
}
