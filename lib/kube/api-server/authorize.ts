/**
 * Who may do what: RBAC. Models plugin/pkg/auth/authorizer/rbac (rbac.go) and pkg/apis/rbac/v1/evaluation_helpers.go.
 * The group system:masters may do everything.
 */
import type { ClusterRole, ClusterRoleBinding, PolicyRule, RoleBinding, Subject } from '../schema/generated/types';
import type { Store, StoredObject } from '../store';
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

export interface Decision {
  readonly allowed: boolean;
  /** `RBAC: allowed by …`; empty for who may do everything, and where nothing is to be said. */
  readonly reason: string;
}

/** Who may do everything. */
export function isMaster({ groups }: User): boolean {
  return groups.includes('system:masters');
}

export function decide(store: Store, user: User, wanted: Attributes | PathAttributes): Decision {
  if (isMaster(user)) return { allowed: true, reason: '' };
  const namespace = 'path' in wanted ? undefined : wanted.namespace;
  const missing: string[] = [];
  for (const granted of grantsFor(store, user, namespace)) {
    if (granted.rules.some((rule) => allows(rule, wanted))) {
      return { allowed: true, reason: `RBAC: allowed by ${granted.by()}` };
    }
    if (granted.missing) missing.push(granted.missing);
  }
  const [only, ...others] = missing;
  if (only === undefined) return { allowed: false, reason: '' };
  return { allowed: false, reason: `RBAC: ${others.length > 0 ? `[${missing.join(', ')}]` : only}` };
}

export function isAllowed(store: Store, user: User, wanted: Attributes | PathAttributes): boolean {
  return decide(store, user, wanted).allowed;
}

/** All rules that hold for a user: those of the cluster, and with a namespace, those of it. */
export function rulesFor(store: Store, user: User, namespace: string | undefined): PolicyRule[] {
  return [...grantsFor(store, user, namespace)].flatMap(({ rules }) => rules);
}

interface Granted {
  readonly rules: readonly PolicyRule[];
  /** The role that a binding names and that there is not. */
  readonly missing?: string;
  /** Which binding gives them, and to whom. */
  by(): string;
}

function* grantsFor(store: Store, user: User, namespace: string | undefined): Iterable<Granted> {
  for (const object of store.table(`clusterrolebindings.${RBAC}`).sorted()) {
    const granted = grantOf(store, user, object, undefined);
    if (granted) yield granted;
  }
  if (!namespace) return;
  for (const object of store.table(`rolebindings.${RBAC}`).inNamespace(namespace)) {
    const granted = grantOf(store, user, object, namespace);
    if (granted) yield granted;
  }
}

function grantOf(store: Store, user: User, object: StoredObject, namespace: string | undefined): Granted | undefined {
  const binding: ClusterRoleBinding | RoleBinding = object;
  const subject = binding.subjects?.find((one) => isMeant(one, user, namespace ?? ''));
  if (!subject) return undefined;
  const { kind = '', name = '' } = binding.roleRef ?? {};
  const { name: own } = object.metadata;
  const rules = rulesOfRole(store, { kind, name }, namespace);
  const what = namespace === undefined ? `ClusterRoleBinding "${own}"` : `RoleBinding "${own}/${namespace}"`;
  return {
    rules: rules ?? [],
    ...(!rules && { missing: `${kind.toLowerCase()}.${RBAC} "${name}" not found` }),
    by: () => `${what} of ${kind} "${name}" to ${describe(subject, namespace ?? '')}`,
  };
}

/** Undefined where there is no such role. */
export function rulesOfRole(
  store: Store,
  { kind, name }: { readonly kind: string; readonly name: string },
  namespace: string | undefined,
): readonly PolicyRule[] | undefined {
  const role: (ClusterRole & StoredObject) | undefined =
    kind === 'Role' ? store.get(`roles.${RBAC}`, namespace, name) : store.get(`clusterroles.${RBAC}`, undefined, name);
  return role && (role.rules ?? []);
}

function isMeant({ kind, name = '', namespace: home }: Subject, user: User, namespace: string): boolean {
  if (kind === 'User') return user.name === name;
  if (kind === 'Group') return user.groups.includes(name);
  return kind === 'ServiceAccount' && user.name === `system:serviceaccount:${home || namespace}:${name}`;
}

function describe({ kind = '', name = '', namespace: home }: Subject, namespace: string): string {
  return kind === 'ServiceAccount' ? `${kind} "${name}/${home || namespace}"` : `${kind} "${name}"`;
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

/** 403 in the server's words. @param reason why nothing allowed it, where that is known */
export function forbiddenMessage(user: User, wanted: Attributes | PathAttributes, reason = ''): string {
  const why = reason === '' ? '' : `: ${reason}`;
  if ('path' in wanted) return `forbidden: User "${user.name}" cannot ${wanted.verb} path "${wanted.path}"${why}`;
  const { verb, group, resource, subresource, namespace, name } = wanted;
  const qualified = group === '' ? resource : `${resource}.${group}`;
  const whole = subresource ? `${resource}/${subresource}` : resource;
  const where = namespace ? `in the namespace "${namespace}"` : 'at the cluster scope';
  const what = name ? `${qualified} "${name}"` : qualified;
  return `${what} is forbidden: User "${user.name}" cannot ${verb} resource "${whole}" in API group "${group}" ${where}${why}`;
}
