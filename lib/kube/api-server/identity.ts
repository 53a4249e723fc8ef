/** Who asks: the connection's user, a ServiceAccount by its token, or whom they impersonate. */
import { isObject } from '../json-object';
import { fromBase64Url, toBase64Url } from './base64';
import type { ApiRequest, User } from './request';

/** Whom the kubeconfig names. */
export const ADMIN: User = { name: 'admin', uid: 'admin', groups: ['system:masters', 'system:authenticated'] };

/** What a ServiceAccount's token says of it; nobody checks the signature of a cluster that lives in a page. */
export interface TokenClaims {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** Seconds since 1970. */
  readonly expires: number;
  readonly issued: number;
  readonly audiences: readonly string[];
}

export const AUDIENCE = 'https://kubernetes.default.svc.cluster.local';

export function tokenOf({ namespace, name, uid, expires, issued, audiences }: TokenClaims): string {
  const head = { alg: 'RS256', kid: 'kubetil' };
  const claims = {
    aud: audiences,
    exp: expires,
    iat: issued,
    iss: AUDIENCE,
    'kubernetes.io': { namespace, serviceaccount: { name, uid } },
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
  return serviceAccountUser(namespace, name);
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
  if (bearer !== undefined) return userOfToken(bearer, now);
  return user ?? ADMIN;
}

/** Whom the request is made for, if for somebody else. */
export function impersonated({ headers }: ApiRequest): User | undefined {
  const name = headers['impersonate-user'];
  if (name === undefined) return undefined;
  const groups = (headers['impersonate-group'] ?? '')
    .split(',')
    .map((group) => group.trim())
    .filter(Boolean);
  const account = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(name);
  if (account && groups.length === 0) return serviceAccountUser(account[1] ?? '', account[2] ?? '');
  const uid = headers['impersonate-uid'];
  return { name, groups: [...groups, 'system:authenticated'], ...(uid !== undefined && { uid }) };
}
