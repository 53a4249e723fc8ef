/** The object whose end is the end of a token. Models the checks of TokenREST.Create (serviceaccount/storage/token.go). */
import { conflictStatus, notFoundStatus } from '../field/status';
import { isObject } from '../json-object';
import { kindOf } from '../schema';
import { badRequest, type Failure } from './failure';
import type { TokenClaims } from './identity';
import type { Registry } from './registry';
import { groupResource } from './storage';
import { wordAt } from './word';

const BOUND: ReadonlySet<string> = new Set(['Pod', 'Secret', 'Node']);

/** What a token is to end with; it must be there. Undefined where it is bound to nothing. */
export function boundObject(ref: unknown, namespace: string, registry: Registry): TokenClaims['bound'] | Failure {
  if (!isObject(ref)) return undefined;
  const named = wordAt(ref, 'kind');
  const kind = BOUND.has(named) ? kindOf('v1', named) : undefined;
  if (!kind) return badRequest(`cannot bind token for serviceaccount to object kind ${named}`);
  const name = wordAt(ref, 'name');
  const found = registry.get(kind, kind.namespaced ? namespace : undefined, name);
  if (!found) return notFoundStatus(groupResource(kind), name);
  const { uid } = found.metadata;
  const sent = wordAt(ref, 'uid');
  if (sent === '' || sent === uid) return { kind: named.toLowerCase(), name, uid };
  const why = `the UID in the bound object reference (${sent}) does not match the UID in record. The object might have been deleted and then recreated`;
  return conflictStatus(named, name, why);
}
