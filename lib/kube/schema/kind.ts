import { kindLines } from './generated/kinds';

/** A kind that the server serves. */
export interface Kind {
  /** `apps/v1`, `v1`. */
  readonly apiVersion: string;
  readonly kind: string;
  /** `apps`; empty for the core group. */
  readonly group: string;
  readonly version: string;
  /** The plural: `deployments`. */
  readonly resource: string;
  readonly shortNames: readonly string[];
  readonly namespaced: boolean;
  /** The name of its SchemaType. */
  readonly type: string;
}

/** Every kind the server serves, in the order of its discovery. */
export const kinds: readonly Kind[] = kindLines.map(readKind);

const byName: ReadonlyMap<string, Kind> = new Map(kinds.map((kind) => [`${kind.apiVersion}/${kind.kind}`, kind]));

export function kindOf(apiVersion: string, kind: string): Kind | undefined {
  return byName.get(`${apiVersion}/${kind}`);
}

/** The kind as kubectl's mapping finds it, which takes `deployment` for `Deployment` (and the server then does not). */
export function mappedKind(apiVersion: string, kind: string): Kind | undefined {
  return kindOf(apiVersion, kind) ?? kinds.find((known) => known.apiVersion === apiVersion && isMapped(known, kind));
}

/** The same for an apiVersion that names a group and no version: `apps/`, or nothing for the core group. */
export function kindOfGroup(apiVersion: string, kind: string): Kind | undefined {
  if (apiVersion !== '' && !apiVersion.endsWith('/')) return undefined;
  const group = apiVersion.slice(0, -1);
  return kinds.find((known) => known.group === group && isMapped(known, kind));
}

function isMapped(known: Kind, kind: string): boolean {
  return known.kind === kind || known.kind.toLowerCase() === kind;
}

/** `apps/v1/Deployment deployments ns - deploy`: see scripts/generate/kinds.ts. */
function readKind(line: string): Kind {
  const [name = '', resource = '', scope, type, ...shortNames] = line.split(' ');
  const parts = name.split('/');
  const [kind = '', version = '', group = ''] = parts.reverse();
  const apiVersion = group === '' ? version : `${group}/${version}`;
  return { apiVersion, kind, group, version, resource, shortNames, namespaced: scope === 'ns', type: type || kind };
}
