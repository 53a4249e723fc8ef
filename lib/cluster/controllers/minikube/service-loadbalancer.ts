/**
 * While `minikube tunnel` runs, a LoadBalancer Service is reached from outside by its cluster IP; without it, its external IP
 * stays `<pending>`. Models minikube's pkg/minikube/tunnel (loadbalancer_patcher.go).
 */
import type { Controller, ControllerContext, NewController, Queue } from '../controller';
import { fromKey, keyOf } from '../object-key';
import type { Switch } from './switch';

export function serviceLoadBalancerController(tunnel: Switch): NewController {
  return ({ client }: ControllerContext): Controller => {
    function start(queue: Queue): (() => void)[] {
      const wakeAll = (): void => {
        for (const service of client.sorted('v1/Service')) {
          if (service.spec?.type === 'LoadBalancer') queue.add(keyOf(service));
        }
      };
      wakeAll();
      return [
        tunnel.onTurn(wakeAll),
        client.onChange('v1/Service', ({ type, object }) => {
          if (type !== 'DELETED' && object.spec?.type === 'LoadBalancer') queue.add(keyOf(object));
        }),
      ];
    }

    function sync(key: string): 'retry' | void {
      const { namespace, name } = fromKey(key);
      const service = client.get('v1/Service', namespace, name);
      const { type, clusterIP } = service?.spec ?? {};
      if (!service || type !== 'LoadBalancer' || !clusterIP || clusterIP === 'None') return undefined;
      const loadBalancer = tunnel.isOn() ? { ingress: [{ ip: clusterIP, ipMode: 'VIP' }] } : {};
      const answer = client.updateStatus('v1/Service', { ...service, status: { ...service.status, loadBalancer } });
      return answer.ok || answer.status.reason === 'NotFound' ? undefined : 'retry';
    }

    return { name: 'minikube-tunnel', start, sync };
  };
}
