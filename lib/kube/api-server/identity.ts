/** Who asks: the connection's user, a ServiceAccount by its token, or whom they impersonate. */
import { quote } from '../field/print';
import { isObject } from '../json-object';
import type { Attributes } from './authorize';
import { fromBase64Url, toBase64Url } from './base64';
import { badRequest, type Failure } from './failure';
import type { ApiRequest, User } from './request';

/** Whom the kubeconfig names. */
export const ADMIN: User = { name: 'admin', uid: 'admin', groups: ['system:masters', 'system:authenticated'] };

/** What the kubeconfig shows for itself. */
export const ADMIN_TOKEN = 'admintoken';

/** What a ServiceAccount's token says of it; nobody checks the signature of a cluster that lives in a page. */
export interface TokenClaims {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** Seconds since 1970. */
  readonly expires: number;
  readonly issued: number;
  readonly audiences: readonly string[];
  /** What it ends with. */
  readonly bound?: { readonly kind: string; readonly name: string; readonly uid: string };
  /** Where the Pod runs that it is bound to. */
  readonly node?: { readonly name: string; readonly uid: string };
}

export const AUDIENCE = 'https://kubernetes.default.svc.cluster.local';

export function tokenOf({ namespace, name, uid, expires, issued, audiences, bound, node }: TokenClaims): string {
  // Upstream draws one for each token; here it says the same of the same.
  const jti = bound?.uid ?? uid;
  const head = { alg: 'RS256', kid: 'kubetil' };
  const claims = {
    aud: audiences,
    exp: expires,
    iat: issued,
    iss: AUDIENCE,
    jti,
    'kubernetes.io': {
      namespace,
      ...(node && { node }),
      ...(bound && { [bound.kind]: { name: bound.name, uid: bound.uid } }),
      serviceaccount: { name, uid },
    },
    nbf: issued,
    sub: `system:serviceaccount:${namespace}:${name}`,
  };
  return [JSON.stringify(head), JSON.stringify(claims), `${uid}${issued}`].map(toBase64Url).join('.');
}

/** The user behind a bearer token; undefined for one that is none or has expired. */
export function userOfToken(token: string, now: number): User | undefined {
  const claims = readClaims(token.split('.')[1] ?? '');
  const subject = claims && String(claims['sub']);
  const [, , namespace = '', name = ''] = subject?.split(':') ?? [];
  if (!claims || !subject?.startsWith('system:serviceaccount:') || Number(claims['exp']) * 1000 < now) return undefined;
  return { ...serviceAccountUser(namespace, name), ...detailsOf(claims) };
}

/** Models ServiceAccountInfo.UserInfo (apiserver's authentication/serviceaccount). */
function detailsOf(claims: Readonly<Record<string, unknown>>): Pick<User, 'uid' | 'extra'> {
  const own = isObject(claims['kubernetes.io']) ? claims['kubernetes.io'] : {};
  const extra: Record<string, string[]> = {};
  const add = (name: string, value: unknown): void => {
    if (typeof value === 'string') extra[`authentication.kubernetes.io/${name}`] = [value];
  };
  if (typeof claims['jti'] === 'string') add('credential-id', `JTI=${claims['jti']}`);
  for (const what of ['node', 'pod'] as const) {
    const found = isObject(own[what]) ? own[what] : {};
    add(`${what}-name`, found['name']);
    add(`${what}-uid`, found['uid']);
  }
  const account = isObject(own['serviceaccount']) ? own['serviceaccount'] : {};
  return { ...(typeof account['uid'] === 'string' && { uid: account['uid'] }), extra };
}

function readClaims(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const claims: unknown = JSON.parse(fromBase64Url(text) ?? '');
    return isObject(claims) ? claims : undefined;
  } catch {
    return undefined;
  }
}

export function serviceAccountUser(namespace: string, name: string): User {
  return {
    name: `system:serviceaccount:${namespace}:${name}`,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'],
  };
}

/** Undefined where a token is no good: 401. */
export function connectedUser({ headers, user }: ApiRequest, now: number): User | undefined {
  const bearer = /^Bearer (.+)$/i.exec(headers['authorization'] ?? '')?.[1];
  if (bearer === ADMIN_TOKEN) return ADMIN;
  if (bearer !== undefined) return userOfToken(bearer, now);
  return user ?? ADMIN;
}

/** Whom the request is made for, if for somebody else. Models WithImpersonation (apiserver's endpoints/filters). */
export function impersonated({ headers }: ApiRequest): User | Failure | undefined {
  const name = headers['impersonate-user'];
  const groups = listOf(headers['impersonate-group']);
  const uid = headers['impersonate-uid'];
  const extra = extraOf(headers);
  if (!name) {
    if (groups.length === 0 && uid === undefined && Object.keys(extra).length === 0) return undefined;
    return badRequest(`requested ${goUser(uid ?? '', groups, extra)} without impersonating a user name`);
  }
  const account = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(name);
  const own = account ? serviceAccountUser(account[1] ?? '', account[2] ?? '').groups : [];
  const given = groups.length > 0 ? groups : own.slice(0, -1);
  const isAnonymous = name === 'system:anonymous';
  const status = isAnonymous ? 'system:unauthenticated' : 'system:authenticated';
  return {
    name,
    groups: given.includes(status) || given.includes('system:unauthenticated') ? given : [...given, status],
    ...(uid !== undefined && { uid }),
    ...(Object.keys(extra).length > 0 && { extra }),
  };
}

/** What who impersonates must be allowed: each part of it. */
export function impersonations({ headers }: ApiRequest, { name, uid }: User): Attributes[] {
  const account = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(name);
  const verb = 'impersonate';
  const who: Attributes = account
    ? { verb, group: '', resource: 'serviceaccounts', namespace: account[1] ?? '', name: account[2] ?? '' }
    : { verb, group: '', resource: 'users', name };
  const authentication = 'authentication.k8s.io';
  return [
    who,
    ...listOf(headers['impersonate-group']).map((group) => ({ verb, group: '', resource: 'groups', name: group })),
    ...Object.entries(extraOf(headers)).flatMap(([key, values]) =>
      values.map((value) => ({ verb, group: authentication, resource: 'userextras', subresource: key, name: value })),
    ),
    ...(uid === undefined ? [] : [{ verb, group: authentication, resource: 'uids', name: uid }]),
  ];
}

function listOf(header: string | undefined): string[] {
  return (header ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
}

const EXTRA = 'impersonate-extra-';

function extraOf(headers: ApiRequest['headers']): Record<string, string[]> {
  const extra: Record<string, string[]> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (name.startsWith(EXTRA) && name.length > EXTRA.length) extra[name.slice(EXTRA.length)] = listOf(value);
  }
  return extra;
}

/** A user as Go prints one. */
function goUser(uid: string, groups: readonly string[], extra: Readonly<Record<string, readonly string[]>>): string {
  const list = (values: readonly string[]): string => `[]string{${values.map(quote).join(', ')}}`;
  const entries = Object.entries(extra);
  const extras =
    entries.length === 0 ? '(nil)' : `{${entries.map(([key, values]) => `${quote(key)}:${list(values)}`).join(', ')}}`;
  const ofGroups = groups.length === 0 ? '[]string(nil)' : list(groups);
  return `&user.DefaultInfo{Name:"", UID:${quote(uid)}, Groups:${ofGroups}, Extra:map[string][]string${extras}}`;
}
