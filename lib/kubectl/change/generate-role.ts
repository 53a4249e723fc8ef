/** Roles by verbs and resources. Models kubectl's create_role.go and create_clusterrole.go. */
import type { Generated } from './generate';
import type { Json } from '../json-object';
import { problem } from './problem';
import type { Session } from './session';

export async function generateRole(session: Session, name: string, isCluster: boolean): Promise<Generated> {
  const { flags } = session;
  const verbs = [...new Set(flags.strings('verb'))];
  const urls = isCluster ? flags.strings('non-resource-url') : [];
  const words = flags.strings('resource');
  const aggregated = isCluster ? flags.strings('aggregation-rule') : [];
  if (verbs.length === 0 && aggregated.length === 0) return problem('at least one verb must be specified');
  if (words.length === 0 && urls.length === 0 && aggregated.length === 0) {
    return problem(
      isCluster ? 'one of resource or nonResourceURL must be specified' : 'at least one resource must be specified',
    );
  }
  const groups = new Map<string, string[]>();
  for (const word of words) {
    const [type = '', subresource] = word.split('/');
    const resource = type === '*' ? undefined : await session.server.resourceNamed(type);
    if (resource && 'message' in resource)
      return { ...problem(`the server doesn't have a resource type ${JSON.stringify(type)}`), bare: true };
    const group = resource?.group ?? '';
    const plural = resource?.plural ?? '*';
    const all = groups.get(group) ?? [];
    const full = subresource === undefined ? plural : `${plural}/${subresource}`;
    groups.set(group, all.includes(full) ? all : [...all, full]);
  }
  const names = flags.strings('resource-name');
  const rules: Json[] = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, resources]) => ({
      verbs: verbs.includes('*') ? ['*'] : verbs,
      apiGroups: [group],
      resources,
      ...(names.length > 0 && { resourceNames: [...names] }),
    }));
  if (urls.length > 0) rules.push({ verbs, nonResourceURLs: [...urls] });
  return {
    resource: isCluster ? 'clusterroles' : 'roles',
    object: {
      kind: isCluster ? 'ClusterRole' : 'Role',
      apiVersion: 'rbac.authorization.k8s.io/v1',
      metadata: { name },
      ...(aggregated.length > 0 && {
        aggregationRule: {
          clusterRoleSelectors: [{ matchLabels: Object.fromEntries(aggregated.map((pair) => pair.split('='))) }],
        },
      }),
      rules: aggregated.length > 0 ? null : rules,
    },
  };
}
