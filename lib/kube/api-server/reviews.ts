/** Questions about who may do what, answered and not stored. Models pkg/registry/authorization and authentication. */
import { isObject, type JsonObject } from '../json-object';
import type { Store } from '../store';
import { isAllowed, rulesFor, type Attributes, type PathAttributes } from './authorize';
import { userOfToken } from './identity';
import type { Failure } from './failure';
import type { User } from './request';
import type { Route } from './route';

/** The answer to a review that was sent; undefined for a resource that is no review. */
export function review(
  { info, namespace }: Route,
  sent: JsonObject,
  { store, user, now }: { store: Store; user: User; now: number },
): JsonObject | Failure | undefined {
  const spec = isObject(sent['spec']) ? sent['spec'] : {};
  const { apiVersion, kind } = info;
  const answer = (status: JsonObject): JsonObject => ({ metadata: {}, ...sent, apiVersion, kind, spec, status });
  switch (info.resource) {
    case 'selfsubjectaccessreviews':
      return answer({ allowed: isAllowed(store, user, wantedIn(spec)) });
    case 'subjectaccessreviews':
    case 'localsubjectaccessreviews':
      return answer({ allowed: isAllowed(store, subjectOf(spec), wantedIn(spec, namespace)) });
    case 'selfsubjectrulesreviews':
      return answer(rulesReview(store, user, String(spec['namespace'] ?? '')));
    case 'selfsubjectreviews':
      return answer({ userInfo: userInfo(user) });
    case 'tokenreviews': {
      const found = userOfToken(String(spec['token'] ?? ''), now);
      return answer(
        found ? { authenticated: true, user: userInfo(found) } : { error: 'invalid bearer token', user: {} },
      );
    }
    default:
      return undefined;
  }
}

function userInfo({ name, uid, groups, extra }: User): JsonObject {
  return { username: name, ...(uid !== undefined && { uid }), groups, ...(extra && { extra }) };
}

function wantedIn(spec: JsonObject, home?: string): Attributes | PathAttributes {
  const path = spec['nonResourceAttributes'];
  if (isObject(path)) return { verb: String(path['verb'] ?? ''), path: String(path['path'] ?? '') };
  const wanted = isObject(spec['resourceAttributes']) ? spec['resourceAttributes'] : {};
  const word = (name: string): string => String(wanted[name] ?? '');
  return {
    verb: word('verb'),
    group: word('group'),
    resource: word('resource'),
    namespace: home ?? word('namespace'),
    name: word('name'),
    ...(word('subresource') && { subresource: word('subresource') }),
  };
}

function subjectOf(spec: JsonObject): User {
  const groups = Array.isArray(spec['groups']) ? spec['groups'].map(String) : [];
  return { name: String(spec['user'] ?? ''), groups };
}

function rulesReview(store: Store, user: User, namespace: string): JsonObject {
  const everything = [
    { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
    { verbs: ['*'], nonResourceURLs: ['*'] },
  ];
  const rules = user.groups.includes('system:masters') ? everything : [...rulesFor(store, user, namespace)];
  const resourceRules = rules.filter((rule) => 'resources' in rule);
  const nonResourceRules = rules.filter((rule) => 'nonResourceURLs' in rule);
  return { resourceRules, nonResourceRules, incomplete: false };
}
