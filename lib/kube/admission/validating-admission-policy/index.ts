/**
 * The plugin ValidatingAdmissionPolicy: what the cluster's own policies say of an object. Models dispatcher.Dispatch
 * (apiserver's admission/plugin/policy/validating).
 *
 *     compilePolicy(policy, cluster)          // a policy is made: can its expressions be read?
 *     enforcePolicies(request, cluster, warnings)   // anything else is made or changed
 *
 * Without `cluster.cel` no policy has a say. Policies are asked in the order in which the cluster lists them; upstream that is
 * any order.
 */
import { encode } from '../../decode';
import { qualifiedResource } from './resource';
import { schemaType } from '../../schema';
import type { ValidatingAdmissionPolicy, ValidatingAdmissionPolicyBinding } from '../../schema/generated/types';
import type { JsonObject } from '../../json-object';
import type { AdmissionCluster } from '../cluster';
import { forbid, type AdmissionRefusal } from '../refusal';
import { evaluate, type Denial } from './evaluate';
import { matches } from './matching';
import { collectParams, paramKindFault } from './params';
import { admissionRequest, type PolicyRequest } from './request';

export { compilePolicy } from './expressions';
export type { PolicyRequest } from './request';

const CODES: Readonly<Record<string, number>> = { Forbidden: 403, Invalid: 422, RequestEntityTooLarge: 413 };

export function enforcePolicies(
  request: PolicyRequest,
  cluster: AdmissionCluster,
  warnings: string[],
): AdmissionRefusal | undefined {
  if (!cluster.cel || request.kind.group === 'admissionregistration.k8s.io') return undefined;
  const denied: Denial[] = [];
  const all = cluster.list('admissionregistration.k8s.io/v1/ValidatingAdmissionPolicyBinding');
  for (const policy of cluster.list('admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy')) {
    const { matchConstraints, paramKind, failurePolicy } = policy.spec ?? {};
    const bindings = all.filter(({ spec }) => spec?.policyName === policy.metadata?.name);
    if (bindings.length === 0 || !matchConstraints || !matches(matchConstraints, request, cluster)) continue;
    const broken = paramKindFault(paramKind, cluster);
    if (broken === undefined) {
      for (const binding of bindings) denied.push(...dispatch(policy, binding, request, cluster, warnings));
    } else if (failurePolicy !== 'Ignore') {
      const message = `ValidatingAdmissionPolicy '${policy.metadata?.name}' denied request: ${broken}`;
      denied.push({ message, reason: 'Invalid' });
    }
  }
  const [first] = denied;
  if (!first) return undefined;
  const { message } = forbid(qualifiedResource(request.kind), request.metadata, first.message);
  const causes = [{ reason: '', message: first.message, field: '' }] as const;
  return { code: CODES[first.reason] ?? 422, reason: first.reason, message, causes };
}

/** What a binding does with what its policy finds. */
function dispatch(
  policy: ValidatingAdmissionPolicy,
  binding: ValidatingAdmissionPolicyBinding,
  request: PolicyRequest,
  cluster: AdmissionCluster,
  warnings: string[],
): Denial[] {
  if (!isBound(binding, request, cluster)) return [];
  const names = `'${policy.metadata?.name}' with binding '${binding.metadata?.name}'`;
  const { denials, always } = ask(policy, binding, request, cluster);
  const actions = always ? ['Deny'] : (binding.spec?.validationActions ?? []);
  if (actions.includes('Warn')) {
    for (const { message } of denials) {
      warnings.push(`Validation failed for ValidatingAdmissionPolicy ${names}: ${message}`);
    }
  }
  if (!actions.includes('Deny')) return [];
  return denials.map(({ message, reason }) => ({
    reason,
    message: `ValidatingAdmissionPolicy ${names} denied request: ${message}`,
  }));
}

function isBound(
  { spec }: ValidatingAdmissionPolicyBinding,
  request: PolicyRequest,
  cluster: AdmissionCluster,
): boolean {
  return spec?.matchResources === undefined || matches(spec.matchResources, request, cluster);
}

/** `always`: a binding that cannot work denies whatever its actions are. */
function ask(
  { spec = {} }: ValidatingAdmissionPolicy,
  binding: ValidatingAdmissionPolicyBinding,
  request: PolicyRequest,
  cluster: AdmissionCluster,
): { readonly denials: readonly Denial[]; readonly always: boolean } {
  const { cel } = cluster;
  if (!cel) return { denials: [], always: false };
  const params = collectParams(spec.paramKind, binding.spec?.paramRef, request.metadata.namespace ?? '', cluster);
  if (typeof params === 'string') {
    const denials = spec.failurePolicy === 'Ignore' ? [] : [{ message: params, reason: 'Invalid' }];
    return { denials, always: true };
  }
  const values = {
    object: request.object,
    oldObject: request.oldObject ?? null,
    request: admissionRequest(request),
    namespaceObject: namespaceObject(request, cluster),
  };
  return { denials: params.flatMap((param) => evaluate(spec, { ...values, params: param }, cel)), always: false };
}

function namespaceObject({ kind, metadata }: PolicyRequest, cluster: AdmissionCluster): JsonObject | null {
  const namespace = kind.namespaced ? cluster.namespace(metadata.namespace ?? '') : undefined;
  const type = schemaType('Namespace');
  return namespace && type ? { apiVersion: 'v1', kind: 'Namespace', ...encode(type, { ...namespace }) } : null;
}
