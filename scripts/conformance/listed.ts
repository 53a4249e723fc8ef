/**
 * Steps that can't be equal, because what was recorded is kwok's doing: its nodes have no kubelet behind them. The recording's
 * README allows such a list, of at most 3 % of the steps; it is printed with the result, and a listed step that turns out
 * equal is counted as equal.
 */
interface Listed {
  readonly session: string;
  readonly command: string;
  readonly reason: string;
}

const CONTAINER = 'a container that kwok says is running has no container ID, no image ID, and no events of a kubelet';
const NODE = 'kwok annotates its node, renews no Lease, and its IDs are single letters';

const LISTED: readonly Listed[] = [
  { session: '02-demo-describe', command: 'kubectl describe pod -l app=mongo', reason: CONTAINER },
  { session: '02-demo-describe', command: 'kubectl describe pods webapp-deployment', reason: CONTAINER },
  { session: '02-demo-describe', command: 'kubectl describe node minikube', reason: NODE },
  { session: '15-pods', command: 'kubectl describe pod one', reason: CONTAINER },
  { session: '15-pods', command: 'kubectl get pod one -o yaml', reason: CONTAINER },
  { session: '19-volumes', command: 'kubectl describe pod reader', reason: CONTAINER },
  { session: '25-scheduling', command: 'kubectl describe node minikube-m02', reason: NODE },
  {
    session: '30-wait-events',
    command:
      'kubectl get events --sort-by=.metadata.name -o custom-columns=TYPE:.type,REASON:.reason,KIND:.involvedObject.kind --no-headers | sort | uniq -c',
    reason: 'a kubelet tells of its node and of each container it starts; kwok tells nothing',
  },
];

export function reasonOf(session: string, command: string): string | undefined {
  return LISTED.find((listed) => listed.session === session && listed.command === command)?.reason;
}
