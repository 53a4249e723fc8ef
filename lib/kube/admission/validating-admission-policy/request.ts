/** What a policy is asked about. */
import type { JsonObject } from '../../json-object';
import type { Kind } from '../../schema';
import type { ObjectMeta } from '../../schema/generated/types';

export interface PolicyRequest {
  readonly kind: Kind;
  readonly metadata: ObjectMeta;
  readonly operation: 'CREATE' | 'UPDATE';
  /** As the server writes it. */
  readonly object: JsonObject;
  readonly oldObject?: JsonObject;
  readonly oldMetadata?: ObjectMeta;
}

/** The name that admission knows: empty where it is yet to be generated. */
export function requestName({ metadata }: PolicyRequest): string {
  return metadata.name ?? '';
}

/** `request` of an expression. Models CreateAdmissionRequest (apiserver's admission/plugin/cel). */
export function admissionRequest(request: PolicyRequest): JsonObject {
  const { group, version, kind, resource } = request.kind;
  return {
    kind: { group, version, kind },
    resource: { group, version, resource },
    subResource: '',
    requestKind: { group, version, kind },
    requestResource: { group, version, resource },
    requestSubResource: '',
    name: requestName(request),
    namespace: request.metadata.namespace ?? '',
    operation: request.operation,
    userInfo: { username: USER, groups: GROUPS },
    dryRun: false,
  };
}

/** Who one is in a cluster of minikube's. */
const USER = 'minikube-user';
const GROUPS = ['system:masters', 'system:authenticated'];
