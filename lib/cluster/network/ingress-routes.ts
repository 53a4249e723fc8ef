/**
 * Which backend an Ingress gives a request to, by host and path. Models the routes of ingress-nginx: all its Ingresses make
 * one table; a host of its own goes before a wildcard, and that before rules without a host; then the longest path wins, and
 * an exact one before a prefix.
 *
 * Not modelled: annotations other than rewrite-target, use-regex, ssl-redirect and kubernetes.io/ingress.class.
 */
import type { Client, Stored, types } from '@/lib/kube';

export type IngressObject = Stored<'networking.k8s.io/v1/Ingress'>;

export interface Route {
  readonly ingress: IngressObject;
  readonly backend: types.IngressBackend;
  /** As the rule says it: `webapp.com/api`. */
  readonly rule: string;
  /** The path the backend gets. */
  readonly path: string;
}

export const CONTROLLER = 'k8s.io/ingress-nginx';
const ANNOTATION = 'nginx.ingress.kubernetes.io/';

/** In the order of their coming: what came first keeps a path that two claim. */
export function servedIngresses(client: Client): readonly IngressObject[] {
  return [...client.list('networking.k8s.io/v1/Ingress')]
    .filter((ingress) => isServed(ingress, client))
    .sort((a, b) => (age(a) < age(b) ? -1 : 1));
}

function age({ metadata }: IngressObject): string {
  return `${metadata.creationTimestamp}/${metadata.namespace ?? ''}/${metadata.name}`;
}

/** minikube's addon also serves what names no class. */
function isServed({ metadata, spec }: IngressObject, client: Client): boolean {
  const name = spec?.ingressClassName ?? metadata.annotations?.['kubernetes.io/ingress.class'];
  if (name === undefined || name === 'nginx') return true;
  return client.get('networking.k8s.io/v1/IngressClass', undefined, name)?.spec?.controller === CONTROLLER;
}

interface Rule {
  readonly ingress: IngressObject;
  readonly host: string;
  readonly paths: readonly types.HTTPIngressPath[];
}

/** @param path without its query */
export function routeOf(ingresses: readonly IngressObject[], host: string, path: string): Route | undefined {
  const rules = ingresses.flatMap((ingress) =>
    (ingress.spec?.rules ?? []).map(({ host: own = '', http }): Rule => ({
      ingress,
      host: own.toLowerCase(),
      paths: http?.paths ?? [],
    })),
  );
  const wildcard = `*${host.slice(Math.max(0, host.indexOf('.')))}`;
  const server = [host, wildcard, ''].find((name) => rules.some((rule) => rule.host === name)) ?? '';
  const ofServer = rules.filter((rule) => rule.host === server);
  return bestOf(ofServer, path) ?? defaultOf(ofServer, ingresses, path);
}

interface Match extends Route {
  readonly length: number;
  readonly isExact: boolean;
}

function bestOf(rules: readonly Rule[], path: string): Route | undefined {
  let best: Match | undefined;
  for (const { ingress, host, paths } of rules) {
    for (const one of paths) {
      const rewritten = matchPath(one, path, ingress);
      if (rewritten === undefined || !one.backend) continue;
      const { path: own = '/', pathType, backend } = one;
      const match: Match = {
        ingress,
        backend,
        rule: `${host || '*'}${own}`,
        path: rewritten,
        length: own.length,
        isExact: pathType === 'Exact',
      };
      if (!best || isBetter(match, best)) best = match;
    }
  }
  return best;
}

function isBetter(a: Match, b: Match): boolean {
  return a.length === b.length ? a.isExact && !b.isExact : a.length > b.length;
}

/** The backend of an Ingress for whatever no rule takes: its own hosts', or everybody's if it has no rules. */
function defaultOf(rules: readonly Rule[], ingresses: readonly IngressObject[], path: string): Route | undefined {
  const ingress =
    rules.find((rule) => rule.ingress.spec?.defaultBackend)?.ingress ??
    ingresses.find(({ spec }) => spec?.defaultBackend && !spec.rules?.length);
  const backend = ingress?.spec?.defaultBackend;
  return ingress && backend && { ingress, backend, rule: 'default backend', path };
}

/** The path for the backend, or undefined where the rule does not match. */
function matchPath(
  { path: own = '/', pathType }: types.HTTPIngressPath,
  path: string,
  { metadata }: IngressObject,
): string | undefined {
  const target = metadata.annotations?.[`${ANNOTATION}rewrite-target`];
  const isPattern = target !== undefined || metadata.annotations?.[`${ANNOTATION}use-regex`] === 'true';
  if (isPattern) {
    const groups = matchPattern(own, path);
    if (!groups) return undefined;
    return target === undefined ? path : target.replaceAll(/\$(\d)/g, (_, at: string) => groups[Number(at)] ?? '');
  }
  switch (pathType) {
    case 'Exact':
      return path === own ? path : undefined;
    case 'Prefix':
      return hasPrefix(path, own) ? path : undefined;
    default:
      return path.startsWith(own) ? path : undefined;
  }
}

/** Whole segments: /foo has /foo and /foo/bar, and not /foobar. */
function hasPrefix(path: string, prefix: string): boolean {
  const own = prefix.replace(/\/$/, '');
  return path === own || path.startsWith(`${own}/`);
}

const LONGEST_PATTERN = 500;

function matchPattern(pattern: string, path: string): readonly (string | undefined)[] | undefined {
  if (pattern.length > LONGEST_PATTERN) return undefined;
  try {
    return new RegExp(`^${pattern}`, 'i').exec(path) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Whether plain HTTP is sent on to https: where the host has a certificate, unless the annotation says no. */
export function redirectsToTls(ingresses: readonly IngressObject[], host: string): boolean {
  return ingresses.some(
    ({ metadata, spec }) =>
      metadata.annotations?.[`${ANNOTATION}ssl-redirect`] !== 'false' &&
      spec?.tls?.some(({ hosts = [] }) => hosts.some((one) => one.toLowerCase() === host)),
  );
}
