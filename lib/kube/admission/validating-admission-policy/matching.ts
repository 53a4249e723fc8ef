/**
 * Whether a policy or a binding is about a request. Models Matcher.Matches (apiserver's admission/plugin/policy/matching) and
 * rules.Matcher (admission/plugin/webhook/predicates/rules).
 *
 * Not modelled: matchPolicy Equivalent, by which a rule about one version of a kind takes another version too.
 */
import type { LabelSelector, MatchResources, NamedRuleWithOperations } from '../../schema/generated/types';
import { isEmptySelector, selectorOf } from '../../label-selector';
import type { AdmissionCluster } from '../cluster';
import { requestName, type PolicyRequest } from './request';

export function matches(resources: MatchResources, request: PolicyRequest, cluster: AdmissionCluster): boolean {
  const { namespaceSelector = {}, objectSelector = {}, resourceRules = [], excludeResourceRules = [] } = resources;
  const isAbout = (rule: NamedRuleWithOperations): boolean => matchesRule(rule, request);
  return (
    matchesNamespace(namespaceSelector, request, cluster) &&
    matchesObject(objectSelector, request) &&
    !excludeResourceRules.some(isAbout) &&
    (resourceRules.length === 0 || resourceRules.some(isAbout))
  );
}

/** What lives in no namespace is not asked for one; a namespace is its own. */
function matchesNamespace(
  selector: LabelSelector,
  { kind, metadata }: PolicyRequest,
  cluster: AdmissionCluster,
): boolean {
  if (isEmptySelector(selector)) return true;
  if (isNamespace(kind)) return selectorOf(selector)(metadata.labels);
  if (!metadata.namespace) return true;
  return selectorOf(selector)(cluster.namespace(metadata.namespace)?.metadata?.labels);
}

function matchesObject(selector: LabelSelector, { metadata, oldMetadata }: PolicyRequest): boolean {
  if (isEmptySelector(selector) || selectorOf(selector)(metadata.labels)) return true;
  return oldMetadata !== undefined && selectorOf(selector)(oldMetadata.labels);
}

function matchesRule(rule: NamedRuleWithOperations, request: PolicyRequest): boolean {
  const { group, version, resource } = request.kind;
  const { operations, apiGroups, apiVersions, resources = [], resourceNames = [] } = rule;
  return (
    has(operations, request.operation) &&
    has(apiGroups, group) &&
    has(apiVersions, version) &&
    resources.some((text) => matchesResource(text, resource)) &&
    matchesScope(rule.scope, request) &&
    (resourceNames.length === 0 || resourceNames.includes(requestName(request)))
  );
}

function has(values: readonly string[] = [], value: string): boolean {
  return values.includes('*') || values.includes(value);
}

/** `pods`, `pods/*` and `*` are about Pods; `pods/status` is not. */
function matchesResource(text: string, resource: string): boolean {
  const [name, subresource = ''] = text.split('/', 2);
  return (name === '*' || name === resource) && (subresource === '*' || subresource === '');
}

function matchesScope(scope = '*', { kind, metadata }: PolicyRequest): boolean {
  if (scope === '*') return true;
  const isInNamespace = !isNamespace(kind) && Boolean(metadata.namespace);
  return isInNamespace === (scope === 'Namespaced');
}

function isNamespace({ group, resource }: PolicyRequest['kind']): boolean {
  return group === '' && resource === 'namespaces';
}
