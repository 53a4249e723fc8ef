/** `kubectl cluster-info`. Not modelled: `cluster-info dump`. */
import { newApi } from './api';
import type { Call, Command } from './command';
import { fail, failWith } from './failure';
import { at, listAt, textAt } from './json-object';

export const clusterInfo: Command = {
  name: 'cluster-info',
  flags: [],
  subcommands: [
    {
      name: 'dump',
      flags: [],
      run: ({ io }) => Promise.resolve(fail(io, 'cluster-info dump is not available here; try kubectl get all -A')),
    },
  ],
  run,
};

async function run(call: Call): Promise<number> {
  const { io } = call;
  const services = await newApi(call).get(
    `/api/v1/namespaces/kube-system/services?labelSelector=${encodeURIComponent('kubernetes.io/cluster-service=true')}`,
  );
  if (!services.ok) {
    const code = failWith(io, [services.failure]);
    io.out("\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.\n");
    return code;
  }
  const { server } = io.config;
  io.out(`Kubernetes control plane is running at ${server}\n`);
  for (const service of listAt(services.value, 'items')) {
    const labels = at(service, 'metadata', 'labels');
    const name = textAt(service, 'metadata', 'name');
    const shown = textAt(labels, 'kubernetes.io/name') || name;
    const port = listAt(service, 'spec', 'ports')[0];
    const scheme = at(port, 'port') === 443 ? 'https:' : '';
    const portName = textAt(port, 'name');
    const path = `${scheme}${name}:${portName}`.replace(/:$/, portName === '' ? '' : ':');
    io.out(`${shown} is running at ${server}/api/v1/namespaces/kube-system/services/${path}/proxy\n`);
  }
  io.out("\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.\n");
  return 0;
}
