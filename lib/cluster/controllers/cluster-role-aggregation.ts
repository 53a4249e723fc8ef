/** ClusterRoles that gather the rules of others by their labels. Models pkg/controller/clusterroleaggregation. */
import { type Stored, type types, selectorOf } from '@/lib/kube';
import { canonicalJson } from './canonical-json';
import type { Controller, ControllerContext, Queue } from './controller';

type ClusterRole = Stored<'rbac.authorization.k8s.io/v1/ClusterRole'>;

export function clusterRoleAggregationController({ client }: ControllerContext): Controller {
  function start(queue: Queue): (() => void)[] {
    const wakeAll = (): void => {
      for (const role of client.list('rbac.authorization.k8s.io/v1/ClusterRole')) {
        if (role.aggregationRule) queue.add(role.metadata.name);
      }
    };
    wakeAll();
    return [client.onChange('rbac.authorization.k8s.io/v1/ClusterRole', wakeAll)];
  }

  function sync(name: string): 'retry' | void {
    const role = client.get('rbac.authorization.k8s.io/v1/ClusterRole', undefined, name);
    if (!role?.aggregationRule) return undefined;
    const rules = gathered(role, client.sorted('rbac.authorization.k8s.io/v1/ClusterRole'));
    if (areSame(rules, role.rules ?? [])) return undefined;
    const answer = client.update('rbac.authorization.k8s.io/v1/ClusterRole', { ...role, rules });
    return answer.ok || answer.status.reason === 'NotFound' ? undefined : 'retry';
  }

  return { name: 'clusterrole-aggregation', start, sync };
}

function areSame(a: readonly types.PolicyRule[], b: readonly types.PolicyRule[]): boolean {
  const texts = b.map(canonicalJson);
  return a.length === b.length && a.every((rule, at) => canonicalJson(rule) === texts[at]);
}

/** Each rule once, selector by selector, by the name of the role. */
function gathered(role: ClusterRole, roles: readonly ClusterRole[]): types.PolicyRule[] {
  const rules = new Map<string, types.PolicyRule>();
  for (const selector of role.aggregationRule?.clusterRoleSelectors ?? []) {
    const matches = selectorOf(selector);
    for (const other of roles) {
      if (other.metadata.uid === role.metadata.uid || !matches(other.metadata.labels)) continue;
      for (const rule of other.rules ?? []) {
        const key = canonicalJson(rule);
        if (!rules.has(key)) rules.set(key, rule);
      }
    }
  }
  return [...rules.values()];
}
