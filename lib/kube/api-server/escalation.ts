/**
 * Nobody gives away what they do not hold: Roles and bindings that would. Models pkg/registry/rbac (policybased) and
 * ConfirmNoEscalation with its Covers and CompactRules (pkg/registry/rbac/validation).
 *
 * Not modelled: the rule that an aggregationRule needs the rights of a cluster-admin.
 */
import { equalJson } from '../custom-resource/equal-json';
import { quote } from '../field/print';
import { forbiddenStatus, notFoundStatus } from '../field/status';
import type { RefusalStatus } from '../judgement';
import type { Kind } from '../schema';
import type { ClusterRole, PolicyRule, RoleBinding } from '../schema/generated/types';
import type { Store, StoredObject } from '../store';
import { isAllowed, isMaster, rulesFor, rulesOfRole } from './authorize';
import { groupResource } from './storage';
import type { User } from './request';

const RBAC = 'rbac.authorization.k8s.io';

/** Whether somebody could give rights away with it. */
export function mayGrant({ group }: Kind, user: User): boolean {
  return group === RBAC && !isMaster(user);
}

/** @param next the object as it would be */
export function escalation(
  store: Store,
  user: User,
  kind: Kind,
  next: StoredObject,
  live: StoredObject | undefined,
): RefusalStatus | undefined {
  const { name, namespace } = next.metadata;
  const resource = groupResource(kind);
  const where = { group: RBAC, ...(namespace !== undefined && { namespace }) };
  let granted: readonly PolicyRule[];
  if (kind.kind === 'RoleBinding' || kind.kind === 'ClusterRoleBinding') {
    const { roleRef = {} }: RoleBinding = next;
    const { kind: role = '', name: roleName = '' } = roleRef;
    const roles = role === 'Role' ? 'roles' : 'clusterroles';
    if (isAllowed(store, user, { ...where, verb: 'bind', resource: roles, name: roleName })) return undefined;
    const rules = rulesOfRole(store, { kind: role, name: roleName }, namespace);
    if (!rules) return notFoundStatus(resource, roleName);
    granted = rules;
  } else {
    const { rules = [] }: ClusterRole = next;
    const { rules: before = [] }: ClusterRole = live ?? {};
    if (live && equalJson(rules, before)) return undefined;
    if (isAllowed(store, user, { ...where, verb: 'escalate', resource: kind.resource, name })) return undefined;
    granted = rules;
  }
  const missing = uncovered(rulesFor(store, user, namespace), granted);
  if (missing.length === 0) return undefined;
  const groups = `[${user.groups.map(quote).join(' ')}]`;
  const rights = [...new Set(compacted(missing).map(described))].sort().join('\n');
  const why = `user ${quote(user.name)} (groups=${groups}) is attempting to grant RBAC permissions not currently held:\n${rights}`;
  return forbiddenStatus(resource, name, why);
}

/** Each right alone: one verb on one thing. */
function* singles({
  verbs = [],
  apiGroups = [],
  resources = [],
  resourceNames = [],
  nonResourceURLs = [],
}: PolicyRule) {
  for (const group of apiGroups) {
    for (const resource of resources) {
      for (const verb of verbs) {
        const right = { apiGroups: [group], resources: [resource], verbs: [verb] };
        if (resourceNames.length === 0) yield right;
        for (const name of resourceNames) yield { ...right, resourceNames: [name] };
      }
    }
  }
  for (const url of nonResourceURLs) for (const verb of verbs) yield { nonResourceURLs: [url], verbs: [verb] };
}

function uncovered(held: readonly PolicyRule[], granted: readonly PolicyRule[]): PolicyRule[] {
  return granted
    .flatMap((rule): PolicyRule[] => [...singles(rule)])
    .filter((right) => !held.some((rule) => covers(rule, right)));
}

function covers(held: PolicyRule, right: PolicyRule): boolean {
  const names = held.resourceNames ?? [];
  const wantedNames = right.resourceNames ?? [];
  return (
    hasAll(held.verbs, right.verbs) &&
    hasAll(held.apiGroups, right.apiGroups) &&
    (right.resources ?? []).every((resource) => isResourceIn(held.resources ?? [], resource)) &&
    (right.nonResourceURLs ?? []).every((url) => isUrlIn(held.nonResourceURLs ?? [], url)) &&
    (names.length === 0 || (wantedNames.length > 0 && wantedNames.every((name) => names.includes(name))))
  );
}

function hasAll(held: readonly string[] = [], wanted: readonly string[] = []): boolean {
  return held.includes('*') || wanted.every((one) => held.includes(one));
}

function isResourceIn(held: readonly string[], resource: string): boolean {
  const slash = resource.indexOf('/');
  return held.includes('*') || held.includes(resource) || (slash >= 0 && held.includes(`*${resource.slice(slash)}`));
}

function isUrlIn(held: readonly string[], url: string): boolean {
  return held.some((one) => one === url || one === '*' || (one.endsWith('*') && url.startsWith(one.slice(0, -1))));
}

/** The verbs on the same thing, together. */
function compacted(rights: readonly PolicyRule[]): PolicyRule[] {
  const together = new Map<string, PolicyRule>();
  for (const right of rights) {
    const { verbs = [], ...thing } = right;
    const key = right.nonResourceURLs ? JSON.stringify(right) : JSON.stringify(thing);
    const found = together.get(key);
    together.set(key, found ? { ...found, verbs: [...(found.verbs ?? []), ...verbs] } : right);
  }
  return [...together.values()];
}

/** `{APIGroups:[""], Resources:["pods"], Verbs:["get" "list"]}`. */
function described({ apiGroups, resources, nonResourceURLs, resourceNames, verbs }: PolicyRule): string {
  const parts = Object.entries({
    APIGroups: apiGroups,
    Resources: resources,
    NonResourceURLs: nonResourceURLs,
    ResourceNames: resourceNames,
    Verbs: verbs,
  });
  const said = parts.flatMap(([name, values]) => (values?.length ? [`${name}:[${values.map(quote).join(' ')}]`] : []));
  return `{${said.join(', ')}}`;
}
