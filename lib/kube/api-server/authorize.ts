/**
 * Who may do what: RBAC. Models plugin/pkg/auth/authorizer/rbac (rbac.go) and pkg/apis/rbac/v1/evaluation_helpers.go.
 * The group system:masters may do everything.
 */
import type { ClusterRole, ClusterRoleBinding, PolicyRule, RoleBinding, Subject } from '../schema/generated/types';
import type { Store } from '../store';
import type { User } from './request';

export interface Attributes {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
}

export interface PathAttributes {
  readonly verb: string;
  readonly path: string;
}

const RBAC = 'rbac.authorization.k8s.io';

export function isAllowed(store: Store, user: User, wanted: Attributes | PathAttributes): boolean {
  if (user.groups.includes('system:masters')) return true;
  const namespace = 'path' in wanted ? undefined : wanted.namespace;
  for (const rule of rulesFor(store, user, namespace)) if (allows(rule, wanted)) return true;
  return false;
}

/** All rules that hold for a user: those of the cluster, and with a namespace, those of it. */
export function* rulesFor(store: Store, user: User, namespace: string | undefined): Iterable<PolicyRule> {
  for (const binding of store.table(`clusterrolebindings.${RBAC}`).sorted() as readonly ClusterRoleBinding[]) {
    if (appliesTo(binding.subjects, user, '')) yield* rulesOf(store, binding, undefined);
  }
  if (!namespace) return;
  for (const binding of store.table(`rolebindings.${RBAC}`).inNamespace(namespace) as Iterable<RoleBinding>) {
    if (appliesTo(binding.subjects, user, namespace)) yield* rulesOf(store, binding, namespace);
  }
}

function rulesOf(store: Store, { roleRef }: RoleBinding, namespace: string | undefined): readonly PolicyRule[] {
  const isLocal = roleRef?.kind === 'Role';
  const role = isLocal
    ? store.get(`roles.${RBAC}`, namespace, roleRef.name ?? '')
    : store.get(`clusterroles.${RBAC}`, undefined, roleRef?.name ?? '');
  return (role as ClusterRole | undefined)?.rules ?? [];
}

function appliesTo(subjects: readonly Subject[] = [], user: User, namespace: string): boolean {
  return subjects.some(({ kind, name = '', namespace: home }) => {
    if (kind === 'User') return user.name === name;
    if (kind === 'Group') return user.groups.includes(name);
    return kind === 'ServiceAccount' && user.name === `system:serviceaccount:${home || namespace}:${name}`;
  });
}

export function allows(rule: PolicyRule, wanted: Attributes | PathAttributes): boolean {
  if (!includesOrAll(rule.verbs, wanted.verb)) return false;
  if ('path' in wanted) {
    return (rule.nonResourceURLs ?? []).some(
      (url) => url === '*' || url === wanted.path || (url.endsWith('*') && wanted.path.startsWith(url.slice(0, -1))),
    );
  }
  const { group, resource, subresource, name } = wanted;
  const whole = subresource ? `${resource}/${subresource}` : resource;
  const isResource = (rule.resources ?? []).some(
    (one) => one === '*' || one === whole || (subresource !== undefined && one === `*/${subresource}`),
  );
  const names = rule.resourceNames ?? [];
  return isResource && includesOrAll(rule.apiGroups, group) && (names.length === 0 || names.includes(name ?? ''));
}

function includesOrAll(values: readonly string[] = [], wanted: string): boolean {
  return values.includes('*') || values.includes(wanted);
}

/** 403 in the server's words. */
export function forbiddenMessage(user: User, wanted: Attributes | PathAttributes): string {
  if ('path' in wanted) return `forbidden: User "${user.name}" cannot ${wanted.verb} path "${wanted.path}"`;
  const { verb, group, resource, subresource, namespace, name } = wanted;
  const qualified = group === '' ? resource : `${resource}.${group}`;
  const whole = subresource ? `${resource}/${subresource}` : resource;
  const where = namespace ? `in the namespace "${namespace}"` : 'at the cluster scope';
  const what = name ? `${qualified} "${name}"` : qualified;
  return `${what} is forbidden: User "${user.name}" cannot ${verb} resource "${whole}" in API group "${group}" ${where}`;
}
