/**
 * Where images come from. Models what containerd's resolver answers (core/remotes/docker) for the registries a learner meets:
 * - docker.io/library: only what the catalogue has; docker.io/<user>, quay.io, ghcr.io and the like: everything is there, and
 *   what the catalogue has not runs as a quiet server;
 * - private registries (ECR, and those given): only with credentials;
 * - what a learner has built and pushed.
 * Not modelled: rate limits, platforms, manifests by digest (a digest is believed).
 */
import { catalogueEntry, type CatalogueEntry } from './catalogue';
import { readEcrToken } from './ecr-token';
import { newImage, type Base, type ImageParts } from './image';
import type { Image, Pull, Registry } from './process';
import { quiet } from './programs/quiet';
import { parseReference, type Reference } from './reference';
import { isLikelyTag, isTagOf } from './tags';
import { newToolboxOf } from './toolboxes';

type Credentials = ReadonlyMap<string, { username: string; password: string }>;

/** An image of a learner's own: what `docker build` made of a Dockerfile. Plain data. */
export interface BuiltImage {
  /** `123456789012.dkr.ecr.ap-northeast-2.amazonaws.com/shop-web:1.4` */
  readonly reference: string;
  /** The image it starts from; `scratch` has nothing. */
  readonly from: string;
  readonly entrypoint?: readonly string[];
  readonly cmd?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly workingDir?: string;
  readonly user?: number;
  readonly exposedPorts?: readonly number[];
  readonly files?: Readonly<Record<string, string>>;
  /** It is on the cluster's nodes only (`minikube image load`): nobody can pull it. */
  readonly isLoaded?: true;
}

export interface RegistryOptions {
  /** Milliseconds since 1970, for tokens that end. Without it none does. */
  readonly now?: () => number;
  readonly built?: readonly BuiltImage[];
  /** Hosts beside ECR that want credentials, and which; without a password every pair is right. */
  readonly privateHosts?: Readonly<Record<string, { readonly username?: string; readonly password?: string }>>;
}

export interface ImageRegistry extends Registry {
  /** Pushes an image, or keeps one that is only loaded; one of the same reference is replaced. Answers why not, or undefined. */
  add(image: BuiltImage): string | undefined;
  /** Only these are there from now on: a registry set back in time. */
  replace(images: readonly BuiltImage[]): void;
  /** What was added, to be given to another registry as `built`. */
  readonly built: readonly BuiltImage[];
}

const PUBLIC_HOSTS =
  /^(?:docker\.io|registry-1\.docker\.io|ghcr\.io|quay\.io|gcr\.io|(?:us|eu|asia)\.gcr\.io|registry\.k8s\.io|k8s\.gcr\.io|public\.ecr\.aws|mcr\.microsoft\.com|registry\.gitlab\.com|[a-z0-9-]+-docker\.pkg\.dev|docker\.elastic\.co|cgr\.dev|nvcr\.io|registry\.access\.redhat\.com|lscr\.io|docker\.redpanda\.com)$/;
const ECR = /^\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com$/;
const DENIED = 'pull access denied, repository does not exist or may require authorization';
const MIB = 1_048_576;

export function newRegistry(options: RegistryOptions = {}): ImageRegistry {
  const built = new Map<string, BuiltImage>();
  const loaded = new Map<string, BuiltImage>();
  const privateHosts = new Map(Object.entries(options.privateHosts ?? {}));
  const images = new Map<string, Image>();
  /** Those that nobody needs credentials for, by what they were called. */
  const openImages = new Map<string, Image>();

  function add(image: BuiltImage): string | undefined {
    const reference = parseReference(image.reference);
    if ('invalid' in reference) return reference.invalid;
    (image.isLoaded ? loaded : built).set(reference.full, image);
    images.clear();
    openImages.clear();
    return undefined;
  }

  function pull(text: string, credentials: Credentials): Pull {
    const open = openImages.get(text);
    if (open) return { image: open };
    const reference = parseReference(text);
    if ('invalid' in reference) return { failed: reference.invalid };
    const refusal = refuse(reference, credentials);
    if (refusal !== undefined) return { failed: `failed to resolve reference "${reference.full}": ${refusal}` };
    const image = images.get(reference.full) ?? makeImage(reference, new Set());
    images.set(reference.full, image);
    if (!secretOf(reference.host)) openImages.set(text, image);
    return { image };
  }

  function loadedImage(text: string): Image | undefined {
    const reference = parseReference(text);
    if ('invalid' in reference) return undefined;
    const own = loaded.get(reference.full);
    return own && newImage(builtParts(reference, own, new Set([reference.full])), nameOf(reference, own));
  }

  function secretOf(host: string): { readonly username?: string; readonly password?: string } | undefined {
    return ECR.test(host) ? { username: 'AWS' } : privateHosts.get(host);
  }

  function refuse(reference: Reference, credentials: Credentials): string | undefined {
    const { host, path, full, tag } = reference;
    const isBuilt = built.has(full);
    const secret = secretOf(host);
    if (secret) {
      const given = credentials.get(host);
      if (!given) return `${DENIED}: authorization failed: no basic auth credentials`;
      if (!fits(secret, given) || hasEnded(given.password)) {
        return `unexpected status from HEAD request to https://${host}/v2/${path}/manifests/${tag ?? reference.digest}: 403 Forbidden`;
      }
      const hasOthers = [...built.keys()].some((other) => other.startsWith(`${reference.repository}:`));
      return hasOthers && !isBuilt ? `${full}: not found` : undefined;
    }
    if (isBuilt) return undefined;
    if (!PUBLIC_HOSTS.test(host)) {
      const name = host.replace(/:\d+$/, '');
      const scheme = `failed to do request: Head "https://${host}/v2/${path}/manifests/${tag ?? reference.digest}"`;
      if (name === 'localhost')
        return `${scheme}: dial tcp 127.0.0.1:${host.split(':')[1] ?? '443'}: connect: connection refused`;
      return `${scheme}: dial tcp: lookup ${name}: no such host`;
    }
    const entry = catalogueEntry(reference.repository);
    if (!entry) return path.startsWith('library/') && host === 'docker.io' ? denied() : undefined;
    return tag === undefined || hasTag(entry, tag) ? undefined : `${full}: not found`;
  }

  /** Any text will do as a token; one that AWS gave ends. */
  function hasEnded(password: string): boolean {
    const token = readEcrToken(password);
    return token !== undefined && options.now !== undefined && token.until < options.now();
  }

  function makeImage(reference: Reference, seen: Set<string>): Image {
    return newImage(partsOf(reference, seen), nameOf(reference, built.get(reference.full)));
  }

  function partsOf(reference: Reference, seen: Set<string>): ImageParts {
    const own = built.get(reference.full);
    if (own && !seen.has(reference.full)) return builtParts(reference, own, seen.add(reference.full));
    const entry = catalogueEntry(reference.repository);
    return entry ? entryParts(entry, reference.tag ?? 'latest') : quietParts(reference.repository);
  }

  function builtParts(reference: Reference, own: BuiltImage, seen: Set<string>): ImageParts {
    const from = parseReference(own.from);
    const base = own.from === 'scratch' || 'invalid' in from ? quietParts(reference.repository) : partsOf(from, seen);
    return {
      ...base,
      ...own,
      repository: reference.repository,
      sizeBytes: base.sizeBytes + 4 * MIB,
      env: { ...base.env, ...own.env },
      files: { ...base.files, ...own.files },
      // An ENTRYPOINT of its own resets the base's CMD.
      cmd: own.cmd ?? (own.entrypoint ? [] : (base.cmd ?? [])),
      // Programs that only the image's maker knows run quietly.
      otherwise: quiet,
    };
  }

  function replace(given: readonly BuiltImage[]): void {
    built.clear();
    loaded.clear();
    for (const image of given) add(image);
    images.clear();
    openImages.clear();
  }

  replace(options.built ?? []);
  return {
    pull,
    loaded: loadedImage,
    add,
    replace,
    get built() {
      return [...built.values(), ...loaded.values()];
    },
  };
}

/** What its digest is made of: an image that was built anew has another. */
function nameOf(reference: Reference, own: BuiltImage | undefined): string {
  return reference.digest ?? (own ? `${reference.full} ${JSON.stringify(own)}` : reference.full);
}

function fits(
  wanted: { username?: string; password?: string },
  given: { username: string; password: string },
): boolean {
  if (given.password === '') return false;
  const isUser = wanted.username === undefined || wanted.username === given.username;
  return isUser && (wanted.password === undefined || wanted.password === given.password);
}

function denied(): string {
  return `${DENIED}: server message: insufficient_scope: authorization failed`;
}

function hasTag(entry: CatalogueEntry, tag: string): boolean {
  return entry.tags === 'any' ? isLikelyTag(tag) : isTagOf(tag, entry.tags);
}

/** The base that a tag asks for: `nginx:1.29-alpine` is built on Alpine. */
function baseOf(entry: CatalogueEntry, tag: string): Base {
  return entry.base === 'debian' && tag.includes('alpine') ? 'alpine' : entry.base;
}

function entryParts(entry: CatalogueEntry, tag: string): ImageParts {
  const { env, base: _, tools, tags: __, version: known, megabytes, ...rest } = entry;
  const version = /\d+(?:\.\d+)*/.exec(tag)?.[0] ?? known ?? '1.0.0';
  return {
    ...rest,
    sizeBytes: Math.round(megabytes * MIB),
    toolbox: newToolboxOf(baseOf(entry, tag), tools),
    ...(env ? { env: env(version) } : {}),
  };
}

function quietParts(repository: string): ImageParts {
  const name = repository.split('/').at(-1) ?? 'app';
  const toolbox = newToolboxOf('alpine', { [name]: quiet });
  return { repository, entrypoint: [name], sizeBytes: 24 * MIB, toolbox, otherwise: quiet };
}
