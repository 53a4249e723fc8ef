/**
 * Which tags a repository has, told by rules and not by a list: nobody can keep the thousands there are. A tag is known if it
 * is one of the names, or a version in the range with, maybe, a variant behind it: `1.29`, `1.29.1`, `1.29-alpine3.22`.
 */
export interface Tags {
  /** Default: `latest`. */
  readonly names?: readonly string[];
  /** The minor versions there are, each `major.from-to`, or `major` where minors are not counted: `['1.7-29', '20']`. */
  readonly versions?: readonly string[];
  /** What stands before a version: `v`. */
  readonly prefix?: string;
  /** The highest third number. Default 30; -1 where there is none. */
  readonly patches?: number;
  /** What may follow a version, or stand alone: `alpine`, `bookworm-slim`. Digits and dots after it are free. */
  readonly variants?: readonly string[];
  /** Whether a major version alone is a tag. Default: true. */
  readonly hasMajors?: boolean;
}

export function isTagOf(tag: string, tags: Tags): boolean {
  if ((tags.names ?? ['latest']).includes(tag)) return true;
  const { prefix = '', variants = [] } = tags;
  if (isVariant(tag, variants)) return true;
  if (!tag.startsWith(prefix)) return false;
  const match = /^(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-(.+))?$/.exec(tag.slice(prefix.length));
  if (!match) return false;
  const [, major = '', minor, patch, variant] = match;
  if (variant !== undefined && !isVariant(variant, variants)) return false;
  return (tags.versions ?? []).some((range) => isInRange(range, major, minor, patch, tags));
}

function isInRange(
  range: string,
  major: string,
  minor: string | undefined,
  patch: string | undefined,
  tags: Tags,
): boolean {
  const [first, minors] = range.split('.');
  if (first !== major) return false;
  if (minor === undefined) return tags.hasMajors ?? true;
  if (minors !== undefined) {
    const [from = '0', to = from] = minors.split('-');
    if (Number(minor) < Number(from) || Number(minor) > Number(to)) return false;
  } else if (Number(minor) > 30) return false;
  return patch === undefined || Number(patch) <= (tags.patches ?? 30);
}

/** `alpine`, `alpine3.22`, `bookworm-slim`, `alpine-slim`. */
function isVariant(text: string, variants: readonly string[]): boolean {
  return text.split('-').every((part) => variants.includes(part.replace(/[\d.]+$/, '')) || variants.includes(part));
}

/** For repositories whose tags are not kept here: what a tag of theirs may look like. */
export function isLikelyTag(tag: string): boolean {
  return /^(?:latest|stable|edge|lts|v?\d{1,4}(?:\.\d{1,3}){0,3}(?:[-.][a-z0-9][a-z0-9.]*)*)$/.test(tag);
}
