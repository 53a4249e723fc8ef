/** minikube service: the address of a Service, opened in the page. */
import type { Stored } from '@/lib/kube';
import { ADDRESS, exiting, isUp, NOT_UP, type MinikubeCommand, type MinikubeRun } from './run';
import { table } from './table';

type Service = Stored<'v1/Service'>;

const HEADS = ['NAMESPACE', 'NAME', 'TARGET PORT', 'URL'];

export const service: MinikubeCommand = (run) => {
  if (!isUp(run)) return NOT_UP;
  const [name] = run.operands;
  if (name === 'list') return list(run);
  if (name === undefined && run.flag('all') === undefined)
    return exiting(run, 'MK_USAGE', 'You must specify a service name', 14);
  return open(run, name);
};

function list(run: MinikubeRun): number {
  const only = run.flag('namespace', 'n');
  const all = run.computer.cluster.client.sorted('v1/Service');
  const services = all.filter(({ metadata }) => only === undefined || metadata.namespace === only);
  run.call.out(
    table(
      HEADS,
      services.flatMap((one) => rowsOf(one, 'No node port')),
    ),
  );
  return 0;
}

function open(run: MinikubeRun, name: string | undefined): number {
  const { computer, call } = run;
  const namespace = run.flag('namespace', 'n') ?? 'default';
  const isUrlOnly = run.flag('url') !== undefined;
  const services = computer.cluster.client
    .sorted('v1/Service')
    .filter(({ metadata }) => metadata.namespace === namespace && (name === undefined || metadata.name === name));
  if (services.length === 0 && name !== undefined) {
    const advice = `You may select another namespace by using 'minikube service ${name} -n <namespace>'. Or list out all the services using 'minikube service list'`;
    return exiting(
      run,
      'SVC_NOT_FOUND',
      `Service '${name}' was not found in '${namespace}' namespace.\n${advice}`,
      115,
    );
  }
  for (const one of services) {
    const shown = `${namespace}/${one.metadata.name}`;
    const urls = urlsOf(one);
    if (!isUrlOnly) call.out(table(HEADS, rowsOf(one, '')));
    if (urls.length === 0) {
      call.out(`😿  service ${shown} has no node port\n`);
      call.err(
        `❗  Services [${shown}] have type "${one.spec?.type ?? 'ClusterIP'}" not meant to be exposed: make it a NodePort, or use kubectl port-forward service/${one.metadata.name} 8080:${one.spec?.ports?.[0]?.port ?? 80}\n`,
      );
      continue;
    }
    if (!hasRunningPod(run, one))
      return exiting(
        run,
        'SVC_UNREACHABLE',
        `service not available: no running pod for service ${one.metadata.name} found`,
        115,
      );
    if (isUrlOnly) call.out(urls.map((url) => `${url}\n`).join(''));
    else {
      call.out(`🎉  Opening service ${shown} in default browser...\n`);
      for (const url of urls.slice(0, 1)) computer.workstation.show({ url });
    }
  }
  return 0;
}

function rowsOf(one: Service, none: string): readonly (readonly string[])[] {
  const { namespace = '', name } = one.metadata;
  const ports = one.spec?.ports ?? [];
  const urls = urlsOf(one);
  if (urls.length === 0) return [[namespace, name, none === '' ? '' : none, none === '' ? 'No node port' : '']];
  return urls.map((url, at) => {
    const port = ports[at];
    const shown = port?.name === undefined ? String(port?.port ?? '') : `${port.name}/${port.port}`;
    return at === 0 ? [namespace, name, shown, url] : ['', '', shown, url];
  });
}

/** One for each port. */
function urlsOf({ spec }: Service): readonly string[] {
  return (spec?.ports ?? []).flatMap(({ nodePort }) =>
    nodePort === undefined || nodePort === 0 ? [] : [`http://${ADDRESS}:${nodePort}`],
  );
}

function hasRunningPod({ computer }: MinikubeRun, { metadata, spec }: Service): boolean {
  const selector = Object.entries(spec?.selector ?? {});
  return [...computer.cluster.client.list('v1/Pod', metadata.namespace)].some(
    (pod) => pod.status?.phase === 'Running' && selector.every(([key, value]) => pod.metadata.labels?.[key] === value),
  );
}
