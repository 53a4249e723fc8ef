/**
 * The part of ingress-nginx that writes: once minikube's addon `ingress` is enabled, its Ingresses get the node's address.
 * Models internal/ingress/status and the event of internal/ingress/controller/store of kubernetes/ingress-nginx.
 *
 * Not modelled: that the address is written once a minute; it comes after a second.
 */
import type { Client, Stored, types } from '@/lib/kube';
import type { Controller, ControllerContext, NewController, Queue } from '../controller';
import { fromKey, keyOf } from '../object-key';
import type { Switch } from './switch';

type Ingress = Stored<'networking.k8s.io/v1/Ingress'>;

const CONTROLLER = 'k8s.io/ingress-nginx';
const OLD_CLASS = 'kubernetes.io/ingress.class';
const PRIMARY = 'minikube.k8s.io/primary';
const DELAY = 1000;

export function ingressStatusController(addon: Switch): NewController {
  return (context: ControllerContext): Controller => {
    const { client } = context;
    const recorder = context.recorder('nginx-ingress-controller');

    function start(queue: Queue): (() => void)[] {
      const wakeAll = (): void => {
        for (const ingress of client.sorted('networking.k8s.io/v1/Ingress')) {
          if (addon.isOn() && isIncomplete(client, ingress)) queue.add(`event ${keyOf(ingress)}`);
          queue.add(`status ${keyOf(ingress)}`);
        }
      };
      wakeAll();
      return [
        addon.onTurn(wakeAll),
        client.onChange('networking.k8s.io/v1/IngressClass', wakeAll),
        client.onChange('networking.k8s.io/v1/Ingress', ({ type, object, before }) => {
          if (type === 'DELETED' || !addon.isOn()) return;
          if (before?.metadata.generation !== object.metadata.generation) queue.add(`event ${keyOf(object)}`);
          queue.addAfter(`status ${keyOf(object)}`, DELAY, { background: false });
        }),
      ];
    }

    function sync(key: string): 'retry' | void {
      const [what, object = ''] = key.split(' ');
      const { namespace, name } = fromKey(object);
      const ingress = client.get('networking.k8s.io/v1/Ingress', namespace, name);
      if (!ingress) return undefined;
      const isOurs = addon.isOn() && isWatched(client, ingress);
      if (what === 'event') {
        if (isOurs) recorder.event(ingress, 'Normal', 'Sync', 'Scheduled for sync');
        return undefined;
      }
      // Whoever is not ours may have an address from somebody else; when the addon goes, it takes its own away.
      if (!isOurs && !(hasAddress(client, ingress) && !addon.isOn())) return undefined;
      const ip = isOurs ? addressOf(client) : undefined;
      const loadBalancer = ip === undefined ? {} : { ingress: [{ ip }] };
      const answer = client.updateStatus('networking.k8s.io/v1/Ingress', { ...ingress, status: { loadBalancer } });
      return answer.ok || answer.status.reason === 'NotFound' ? undefined : 'retry';
    }

    return { name: 'ingress-nginx', start, sync };
  };
}

/** Minikube's also serves Ingresses without a class. */
function isWatched(client: Client, { metadata, spec }: types.Ingress): boolean {
  const old = metadata?.annotations?.[OLD_CLASS];
  if (old !== undefined) return old === 'nginx';
  if (spec?.ingressClassName === undefined) return true;
  const ingressClass = client.get('networking.k8s.io/v1/IngressClass', undefined, spec.ingressClassName);
  return ingressClass?.spec?.controller === CONTROLLER;
}

function isIncomplete(client: Client, ingress: Ingress): boolean {
  return isWatched(client, ingress) && !hasAddress(client, ingress);
}

function hasAddress(client: Client, { status }: Ingress): boolean {
  const ip = addressOf(client);
  return ip !== undefined && status?.loadBalancer?.ingress?.[0]?.ip === ip;
}

/** Of the node that minikube began with. */
function addressOf(client: Client): string | undefined {
  const nodes = client.sorted('v1/Node');
  const node = nodes.find(({ metadata }) => metadata.labels?.[PRIMARY] === 'true') ?? nodes[0];
  return node?.status?.addresses?.find(({ type }) => type === 'InternalIP')?.address;
}
