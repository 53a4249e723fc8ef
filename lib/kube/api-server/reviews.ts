/** Questions about who may do what, answered and not stored. Models pkg/registry/authorization and authentication. */
import { decode, decodeMessage, encode } from '../decode';
import { invalid, type FieldError } from '../field/error';
import { FieldPath } from '../field/path';
import { invalidStatus } from '../field/status';
import { isObject, type JsonObject } from '../json-object';
import { managedFieldsAfterUpdate } from '../patch';
import { schemaType } from '../schema';
import type { PolicyRule } from '../schema/generated/types';
import type { Store } from '../store';
import { formatTime } from '../time';
import { decide, isMaster, rulesFor, type Attributes, type PathAttributes } from './authorize';
import { badRequest, type Failure } from './failure';
import { userOfToken } from './identity';
import type { User } from './request';
import type { Route } from './route';
import { wordAt } from './word';

export interface Reviewing {
  readonly store: Store;
  readonly user: User;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** In whose name the fields of the review are. */
  readonly manager: string;
}

const REVIEWS: ReadonlySet<string> = new Set([
  'selfsubjectaccessreviews',
  'subjectaccessreviews',
  'localsubjectaccessreviews',
  'selfsubjectrulesreviews',
  'selfsubjectreviews',
  'tokenreviews',
]);

/** The answer to a review that was sent; undefined for a resource that is no review. */
export function review(route: Route, sent: JsonObject, reviewing: Reviewing): JsonObject | Failure | undefined {
  const { info, namespace } = route;
  const type = schemaType(info.kind);
  if (!REVIEWS.has(info.resource) || !type) return undefined;
  const { object, faults } = decode<JsonObject>(type, sent);
  const hard = faults.filter(({ weight }) => weight !== 'strict');
  if (hard.length > 0) {
    const why = decodeMessage(hard);
    return badRequest(`${info.kind} in version "${info.version}" cannot be handled as a ${info.kind}: ${why}`);
  }
  const spec = isObject(object['spec']) ? object['spec'] : {};
  if (info.resource === 'tokenreviews' && wordAt(spec, 'token') === '') {
    return badRequest('token is required for TokenReview in authentication');
  }
  const metadata = metaOf(route, object, reviewing);
  const errors = [...errorsOf(info.resource, object, spec, namespace), ...metaErrors(info.resource, metadata)];
  if (errors.length > 0) return invalidStatus(`.${info.group}`, '', errors);
  const { apiVersion, kind } = info;
  const status = answerTo(info.resource, spec, reviewing);
  const whole = { ...object, apiVersion, kind, metadata, status };
  const { spec: encoded, ...rest } = encode(type, whole);
  return { kind, apiVersion, ...rest, ...(info.resource !== 'selfsubjectreviews' && { spec: encoded }) };
}

function metaOf({ info, namespace }: Route, object: JsonObject, { manager, now }: Reviewing): JsonObject {
  const meta = isObject(object['metadata']) ? object['metadata'] : {};
  if (info.resource === 'selfsubjectreviews') return { creationTimestamp: formatTime(now) };
  const type = schemaType(info.kind);
  const next = { ...object, apiVersion: info.apiVersion, kind: info.kind };
  const managedFields =
    type &&
    managedFieldsAfterUpdate({
      type,
      apiVersion: info.apiVersion,
      live: undefined,
      next,
      manager,
      now: formatTime(now),
    });
  return { ...meta, ...(namespace !== undefined && { namespace }), ...(managedFields && { managedFields }) };
}

const SPEC = FieldPath.of('spec');

/** Models ValidateSelfSubjectAccessReview and its like (pkg/apis/authorization/validation). */
function errorsOf(
  resource: string,
  object: JsonObject,
  { resourceAttributes, nonResourceAttributes: path, user, groups }: JsonObject,
  namespace: string | undefined,
): FieldError[] {
  if (!resource.endsWith('accessreviews')) return [];
  const errors: FieldError[] = [];
  const goPath = { Path: wordAt(path, 'path'), Verb: wordAt(path, 'verb') };
  if (isObject(resourceAttributes) && isObject(path)) {
    errors.push(
      invalid(
        SPEC.child('nonResourceAttributes'),
        goPath,
        'cannot be specified in combination with resourceAttributes',
      ),
    );
  }
  if (!isObject(resourceAttributes) && !isObject(path)) {
    const why = 'exactly one of nonResourceAttributes or resourceAttributes must be specified';
    errors.push(invalid(SPEC.child('resourceAttributes'), null, why));
  }
  if (resource !== 'selfsubjectaccessreviews' && !user && !(Array.isArray(groups) && groups.length > 0)) {
    errors.push(invalid(SPEC.child('user'), '', 'at least one of user or group must be specified'));
  }
  if (resource !== 'localsubjectaccessreviews') return errors;
  const asked = wordAt(resourceAttributes, 'namespace');
  if (isObject(resourceAttributes) && asked !== (wordAt(object, 'metadata', 'namespace') || namespace)) {
    errors.push(invalid(SPEC.child('resourceAttributes', 'namespace'), asked, 'must match metadata.namespace'));
  }
  if (isObject(path)) {
    errors.push(invalid(SPEC.child('nonResourceAttributes'), goPath, 'disallowed on this kind of request'));
  }
  return errors;
}

/** A question has no name: nobody keeps it. */
function metaErrors(resource: string, { namespace, managedFields, ...rest }: JsonObject): FieldError[] {
  if (!resource.endsWith('accessreviews')) return [];
  const isNamed = Object.keys(rest).length > 0 || (namespace !== undefined && resource !== 'localsubjectaccessreviews');
  return isNamed ? [invalid(FieldPath.of('metadata'), { ...rest, managedFields }, 'must be empty')] : [];
}

function answerTo(resource: string, spec: JsonObject, { store, user, now }: Reviewing): JsonObject {
  switch (resource) {
    case 'selfsubjectaccessreviews':
      return answered(store, user, spec);
    case 'subjectaccessreviews':
    case 'localsubjectaccessreviews':
      return answered(store, subjectOf(spec), spec);
    case 'selfsubjectrulesreviews':
      return rulesReview(store, user, wordAt(spec, 'namespace'));
    case 'selfsubjectreviews':
      return { userInfo: userInfo(user) };
    default: {
      const found = userOfToken(wordAt(spec, 'token'), now);
      return found ? { authenticated: true, user: userInfo(found) } : { error: 'invalid bearer token', user: {} };
    }
  }
}

function answered(store: Store, user: User, spec: JsonObject): JsonObject {
  const { allowed, reason } = decide(store, user, wantedIn(spec));
  return { allowed, ...(reason && { reason }) };
}

function userInfo({ name, uid, groups, extra }: User): JsonObject {
  return { username: name, ...(uid !== undefined && { uid }), groups, ...(extra && { extra }) };
}

function wantedIn(spec: JsonObject): Attributes | PathAttributes {
  const path = spec['nonResourceAttributes'];
  if (isObject(path)) return { verb: wordAt(path, 'verb'), path: wordAt(path, 'path') };
  const word = (name: string): string => wordAt(spec, 'resourceAttributes', name);
  return {
    verb: word('verb'),
    group: word('group'),
    resource: word('resource'),
    namespace: word('namespace'),
    name: word('name'),
    ...(word('subresource') && { subresource: word('subresource') }),
  };
}

function subjectOf(spec: JsonObject): User {
  const groups = Array.isArray(spec['groups']) ? spec['groups'].map(String) : [];
  return { name: wordAt(spec, 'user'), groups };
}

function rulesReview(store: Store, user: User, namespace: string): JsonObject {
  const everything: PolicyRule[] = [
    { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
    { verbs: ['*'], nonResourceURLs: ['*'] },
  ];
  const rules = isMaster(user) ? everything : rulesFor(store, user, namespace);
  const resourceRules = rules.filter((rule) => rule.resources?.length);
  const nonResourceRules = rules.filter((rule) => rule.nonResourceURLs?.length);
  return { resourceRules, nonResourceRules, incomplete: false };
}
