/**
 * What an image's name means. Models github.com/distribution/reference (ParseNormalizedNamed, TagNameOnly).
 * Not modelled: digests of other algorithms than sha256, identifiers of 64 hex digits in place of a name.
 */
export interface Reference {
  /** `docker.io`, `quay.io`, `localhost:5000`. */
  readonly host: string;
  /** Without its host: `library/nginx`. */
  readonly path: string;
  /** `docker.io/library/nginx`. */
  readonly repository: string;
  /** `latest` where neither a tag nor a digest is given. */
  readonly tag?: string;
  readonly digest?: string;
  /** The whole of it, nothing left out: `docker.io/library/nginx:latest`. */
  readonly full: string;
}

const COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const HOST =
  /^(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*(?::[0-9]+)?$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** The parts of a reference, or why it is none, as the container runtime says it. */
export function parseReference(text: string): Reference | { readonly invalid: string } {
  const at = text.indexOf('@');
  const digest = at < 0 ? undefined : text.slice(at + 1);
  const named = at < 0 ? text : text.slice(0, at);
  const colon = named.lastIndexOf(':');
  const isTagged = colon > named.lastIndexOf('/');
  const name = isTagged ? named.slice(0, colon) : named;
  const tag = isTagged ? named.slice(colon + 1) : digest === undefined ? 'latest' : undefined;

  const { host, path } = splitHost(name);
  if (path.toLowerCase() !== path && path.toLowerCase().split('/').every(isComponent)) {
    return { invalid: `invalid reference format: repository name (${path}) must be lowercase` };
  }
  const isWell =
    HOST.test(host) &&
    path.split('/').every(isComponent) &&
    (tag === undefined || TAG.test(tag)) &&
    (digest === undefined || DIGEST.test(digest));
  if (!isWell) return { invalid: 'invalid reference format' };

  const repository = `${host}/${path}`;
  const full = `${repository}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
  return {
    host,
    path,
    repository,
    full,
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined ? {} : { digest }),
  };
}

/** The first part is a host if it looks like one: it has a dot or a port, or is localhost. */
function splitHost(name: string): { host: string; path: string } {
  const slash = name.indexOf('/');
  const first = slash < 0 ? '' : name.slice(0, slash);
  const isHost = /[.:]/.test(first) || first === 'localhost' || first.toLowerCase() !== first;
  if (!isHost) return { host: 'docker.io', path: slash < 0 ? `library/${name}` : name };
  const host = first === 'index.docker.io' ? 'docker.io' : first;
  const path = name.slice(slash + 1);
  return { host, path: host === 'docker.io' && !path.includes('/') ? `library/${path}` : path };
}

function isComponent(part: string): boolean {
  return COMPONENT.test(part);
}
