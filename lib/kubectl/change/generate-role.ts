/** Roles by verbs and resources. Models kubectl's create_role.go and create_clusterrole.go. */
import type { Generated } from './generate';
import type { Json } from '../json-object';
import { problem } from './problem';
import type { Session } from './session';

const VERBS = new Set('* get delete list create update patch watch proxy deletecollection'.split(' '));
const URL_VERBS = new Set('* get head post put patch delete options'.split(' '));
/** Verbs that only some resources know. */
const SPECIAL: Readonly<Record<string, readonly string[]>> = {
  use: [],
  bind: ['roles.rbac.authorization.k8s.io', 'clusterroles.rbac.authorization.k8s.io'],
  escalate: ['roles.rbac.authorization.k8s.io', 'clusterroles.rbac.authorization.k8s.io'],
  impersonate: ['users.', 'serviceaccounts.', 'groups.', 'userextras.authentication.k8s.io'],
};

/** What can be impersonated though there are no such objects. */
const NO_OBJECTS = new Set(['users', 'groups']);

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
  const others = urls.length === 0 ? [] : verbs.filter((verb) => !URL_VERBS.has(verb));
  const groups = new Map<string, string[]>();
  for (const word of words) {
    const [type = '', subresource] = word.split('/');
    const isNoObject = verbs.includes('impersonate') && NO_OBJECTS.has(type);
    const resource = type === '*' || isNoObject ? undefined : await session.server.resourceNamed(type);
    if (resource && 'message' in resource)
      return { ...problem(`the server doesn't have a resource type ${JSON.stringify(type)}`), bare: true };
    const group = resource?.group ?? '';
    const plural = resource?.plural ?? type;
    const special = verbs.find((verb) => SPECIAL[verb] !== undefined && !SPECIAL[verb].includes(`${plural}.${group}`));
    if (special !== undefined) return problem(`can not perform '${special}' on '${plural}' in group '${group}'`);
    const all = groups.get(group) ?? [];
    const full = subresource === undefined ? plural : `${plural}/${subresource}`;
    groups.set(group, all.includes(full) ? all : [...all, full]);
  }
  if (others.length > 0) return problem(`invalid verb: '${others[0]}' for nonResourceURL`);
  for (const verb of words.length === 0 ? [] : verbs) {
    if (!VERBS.has(verb) && SPECIAL[verb] === undefined)
      session.io.err(`Warning: '${verb}' is not a standard resource verb\n`);
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
