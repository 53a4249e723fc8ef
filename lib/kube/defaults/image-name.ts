/**
 * What an image's name asks for. Models ParseImageName (pkg/util/parsers), which reads the name as
 * github.com/distribution/reference v0.6 does.
 */
const SEGMENT = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const LABEL = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const DOMAIN = `(?:${LABEL}(?:\\.${LABEL})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
const DIGEST = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}';
const REFERENCE = new RegExp(`^(${DOMAIN})/(${SEGMENT}(?:/${SEGMENT})*)(?::(\\w[\\w.-]{0,127}))?(?:@(${DIGEST}))?$`);

/** The hash of each algorithm in hexadecimal digits, which must be small letters. */
const DIGEST_LENGTHS: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };
const LONGEST_PATH = 255;

/** Always for the tag `latest` and for no tag at all; a name that is none counts as one with a tag. */
export function defaultPullPolicy(image = ''): 'Always' | 'IfNotPresent' {
  return tagOf(image) === 'latest' ? 'Always' : 'IfNotPresent';
}

/** The tag; `latest` where neither tag nor digest is given; undefined where there is a digest alone, or no image name. */
function tagOf(image: string): string | undefined {
  if (/^[a-f0-9]{64}$/.test(image)) return undefined;
  const match = REFERENCE.exec(withDomain(image));
  if (!match) return undefined;
  const [, , path = '', tag, digest] = match;
  if (path.length > LONGEST_PATH || (digest !== undefined && !isDigest(digest))) return undefined;
  return tag ?? (digest === undefined ? 'latest' : undefined);
}

/** `mongo` → `docker.io/library/mongo`. Models splitDockerDomain. */
function withDomain(image: string): string {
  const slash = image.indexOf('/');
  if (slash < 0) return `docker.io/library/${image}`;
  const first = image.slice(0, slash);
  const isDomain = first === 'localhost' || /[.:]/.test(first) || first.toLowerCase() !== first;
  return isDomain ? image : `docker.io/${image}`;
}

function isDigest(digest: string): boolean {
  const [algorithm = '', hex = ''] = digest.split(':');
  return hex.length === DIGEST_LENGTHS[algorithm] && /^[a-f0-9]+$/.test(hex);
}
