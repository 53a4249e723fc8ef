/** kubectl port-forward. Models kubectl's cmd/portforward. */
import type { Call, Command } from '../command';
import { at, listAt, textAt } from '../json-object';
import { open } from './exec';
import { flag } from './flag-specs';
import { podsNamed } from './pod-choice';
import { problem, type Problem } from './problem';
import { pathOf } from './server';
import { Session } from './session';
import { liveTargets, type Target } from './targets';

export const portForward: Command = {
  name: 'port-forward',
  flags: [
    flag('address', 'strings', { default: 'localhost' }),
    flag('pod-running-timeout', 'duration', { default: '1m0s' }),
  ],
  run: runPortForward,
};

async function runPortForward(call: Call): Promise<number> {
  const { args, io } = call;
  const session = new Session(call);
  const [word, ...ports] = args;
  if (word === undefined || ports.length === 0) {
    return session.end(
      problem(
        "TYPE/NAME and list of ports are required for port-forward\nSee 'kubectl port-forward -h' for help and examples",
      ),
    );
  }
  const isService = /^(?:svc|services?)\//.test(word);
  const [service] = isService ? await liveTargets(session, [word]) : [];
  const [pod] = await podsNamed(session, word);
  if (!pod) return session.finish();
  if (textAt(pod.object, 'status', 'phase') !== 'Running') {
    return session.end(
      problem(
        `unable to forward port because pod is not running. Current status=${textAt(pod.object, 'status', 'phase')}`,
      ),
    );
  }
  const pairs: Pair[] = [];
  for (const text of ports) {
    const pair = pairOf(text, pod, service);
    if ('message' in pair) return session.end(pair);
    pairs.push(pair);
  }
  for (const { local, remote } of pairs)
    io.out(`Forwarding from 127.0.0.1:${local} -> ${remote}\nForwarding from [::1]:${local} -> ${remote}\n`);
  return open(session, `${pathOf(pod, 'portforward')}?ports=${pairs.map(({ remote }) => remote).join(',')}`, {
    stdin: false,
    tty: false,
  });
}

interface Pair {
  readonly local: string;
  readonly remote: string;
}

/** `8080:80`, `80`, `:80`, `8080:http`: of the Service's ports, where it is one. */
function pairOf(text: string, pod: Target, service: Target | undefined): Pair | Problem {
  const [local = '', asked = local] = text.split(':');
  const isNamed = !/^\d+$/.test(asked);
  const port = isNamed && service ? servicePort(service, asked) : asked;
  if (port === undefined) return problem(`Service '${service?.name ?? ''}' does not have a named port '${asked}'`);
  const remote = service ? targetPort(service, pod, port) : isNamed ? containerPort(pod, asked) : asked;
  if (remote === undefined) {
    return problem(
      service
        ? `Service ${service.name} does not have a service port ${port}`
        : `Pod '${pod.name}' does not have a named port '${asked}'`,
    );
  }
  return { local: local === '' ? remote : local === asked && isNamed ? port : local, remote };
}

function servicePort({ object }: Target, name: string): string | undefined {
  const found = listAt(object, 'spec', 'ports').find((one) => textAt(one, 'name') === name);
  return found === undefined ? undefined : String(at(found, 'port'));
}

/** A Service's port stands for that of its Pods. */
function targetPort({ object }: Target, pod: Target, port: string): string | undefined {
  const found = listAt(object, 'spec', 'ports').find((one) => String(at(one, 'port')) === port);
  if (found === undefined) return undefined;
  const target = at(found, 'targetPort');
  if (textAt(object, 'spec', 'clusterIP') === 'None') return port;
  return typeof target === 'string' ? containerPort(pod, target) : typeof target === 'number' ? String(target) : port;
}

function containerPort({ object }: Target, name: string): string | undefined {
  const ports = listAt(object, 'spec', 'containers').flatMap((container) => listAt(container, 'ports'));
  const found = ports.find((one) => textAt(one, 'name') === name);
  return found === undefined ? undefined : String(at(found, 'containerPort'));
}
