/**
 * Kinds without rules of their own: those that the server serves and nobody here needs judged, of which structure and
 * metadata are looked at, and custom resources, whose schema has judged them before. Models what all strategies share:
 * BeforeCreate and BeforeUpdate of apiserver's registry/rest.
 *
 * Not modelled: what a kind of the first sort validates of its spec.
 */
import type { Patch } from '../change';
import { checkNamespace } from '../admission/namespace-lifecycle';
import { equalJson } from '../custom-resource/equal-json';
import { decode, decodeMessage, encode } from '../decode';
import { decodeFaults } from '../faults';
import { invalid, type FieldError } from '../field/error';
import { FieldPath } from '../field/path';
import { conflictStatus } from '../field/status';
import { isObject, type JsonObject } from '../json-object';
import type { Judgement, Refused } from '../judgement';
import { jsonPatch, mergePatch, strategicMergePatch } from '../patch';
import { refuse, refuseByAdmission, refuseInvalidObject, refuseRequest } from '../refuse';
import { schemaType, type GoType, type Kind } from '../schema';
import { readType } from '../schema/read-type';
import type { ObjectMeta } from '../schema/generated/types';
import type { StoredObject } from '../store';
import { quote } from '../field/print';
import { canonicalIP } from '../validation/canonical-ip';
import { validateIP } from '../validation/ip';
import { dnsSubdomainFaults } from '../validation/names';
import { validateGenericMeta } from '../validation/object-meta';
import { validateObjectMetaUpdate } from '../validation/object-meta-update';
import { isUnreadable } from '../judge';
import { CERTIFICATE_REQUESTS } from './certificate-request';
import type { Judging } from './judging';
import { groupResource } from './storage';

type Json = Readonly<Record<string, unknown>>;

export function admitPlain(kind: Kind, manifest: Json, judging: Judging): Judgement {
  const { namespace, cluster } = judging;
  const type = schemaType(kind.type);
  if (!type) throw new Error(`no structure of ${kind.apiVersion}/${kind.kind}`);
  const { object, faults } = decode<JsonObject & { metadata?: ObjectMeta }>(type, manifest);
  if (isUnreadable(faults, judging)) {
    const message = `${kind.kind} in version ${quote(kind.version)} cannot be handled as a ${kind.kind}: ${decodeMessage(faults)}`;
    return refuse('decode', kind, { code: 400, reason: 'BadRequest', message }, decodeFaults(faults));
  }
  const metadata = (object.metadata ??= {});
  if (kind.namespaced) metadata.namespace ||= namespace;
  else delete metadata.namespace;
  delete metadata.deletionTimestamp;
  delete metadata.deletionGracePeriodSeconds;
  const homeless = kind.namespaced ? checkNamespace(metadata, groupResource(kind), cluster) : undefined;
  if (homeless) return refuseByAdmission(homeless, kind, manifest, []);
  if (metadata.generateName && !metadata.name) metadata.name = metadata.generateName + cluster.nameSuffix();
  if (COUNTED.has(kind.resource)) metadata.generation = 1;
  delete object['status'];
  return validated(kind, encode(type, object), metadata, manifest);
}

/** Those whose strategies count generations. */
const COUNTED: ReadonlySet<string> = new Set([
  'deviceclasses',
  'flowschemas',
  'mutatingadmissionpolicies',
  'mutatingwebhookconfigurations',
  'podtemplates',
  'prioritylevelconfigurations',
  'replicationcontrollers',
  'resourceslices',
  'validatingwebhookconfigurations',
]);

function validated(kind: Kind, object: JsonObject, metadata: ObjectMeta, manifest: Json): Judgement {
  const errors: Parameters<typeof validateGenericMeta>[3] = [];
  const nameFaults = kind.kind === 'IPAddress' ? addressNameFaults : dnsSubdomainFaults;
  validateGenericMeta(metadata, kind.namespaced ? 'namespaced' : 'cluster', nameFaults, errors);
  if (errors.length > 0) return refuseInvalidObject(kind, metadata.name ?? '', errors, manifest, []);
  return { verdict: 'accepted', kind, object, warnings: [] };
}

/** Models ValidateIPAddressName (pkg/apis/networking/validation). */
function addressNameFaults(name: string): string[] {
  const errors: FieldError[] = [];
  const path = FieldPath.of('name');
  const ip = validateIP(name, path, errors);
  if (ip && canonicalIP(ip.bytes) !== name) return [`must be in canonical form (${quote(canonicalIP(ip.bytes))})`];
  return errors.map(({ detail }) => detail);
}

/** Of another version than the live one, or of none where a custom resource must say it. */
export function staleness(kind: Kind, manifest: Json, live: StoredObject): Refused | undefined {
  const resource = groupResource(kind);
  const { name } = live.metadata;
  const { resourceVersion = '', name: sent } = metaOf(manifest);
  if (sent !== name) return undefined;
  if (resourceVersion === '' || resourceVersion === '0') {
    if (kind.type !== '') return undefined;
    const error = invalid(FieldPath.of('metadata', 'resourceVersion'), 0, 'must be specified for an update');
    return refuseInvalidObject(kind, name, [error], manifest, [], resource);
  }
  if (resourceVersion === live.metadata.resourceVersion) return undefined;
  const why = 'the object has been modified; please apply your changes to the latest version and try again';
  const status = conflictStatus(resource, name, why);
  return refuse('admission', kind, status, [{ path: [], field: '', ...status, at: 'value' }]);
}

/** @param judged the object as a new one */
export function changePlain(kind: Kind, judged: Judgement, manifest: Json, live: StoredObject): Judgement {
  if (judged.verdict !== 'accepted' || !isObject(judged.object)) return judged;
  const metadata = metaOf(judged.object);
  const { name, uid } = live.metadata;
  if (metadata.name !== name) {
    const why = `the name of the object (${metadata.name ?? ''}) does not match the name on the URL (${name})`;
    return refuseRequest(kind, why, ['metadata', 'name'], []);
  }
  const { creationTimestamp, deletionTimestamp, deletionGracePeriodSeconds, generation } = live.metadata;
  const isSame = equalJson(wanted(judged.object), wanted(live));
  const meta: ObjectMeta = {
    ...metadata,
    uid,
    creationTimestamp,
    ...(generation !== undefined && { generation: isSame ? generation : generation + 1 }),
    ...(deletionTimestamp && { deletionTimestamp, deletionGracePeriodSeconds: deletionGracePeriodSeconds ?? 0 }),
  };
  const errors: Parameters<typeof validateObjectMetaUpdate>[2] = [];
  validateObjectMetaUpdate(meta, live.metadata, errors);
  if (errors.length > 0) return refuseInvalidObject(kind, name, errors, manifest, []);
  const { status: _, ...rest } = judged.object;
  const kept = {
    ...(live['status'] !== undefined && { status: live['status'] }),
    // What was asked for stays as it was asked for.
    ...(kind.resource === CERTIFICATE_REQUESTS && kind.type !== '' && { spec: live['spec'] }),
  };
  return { ...judged, object: { ...rest, metadata: meta, ...kept } };
}

function wanted({ metadata: _metadata, status: _status, ...rest }: Json): Json {
  return rest;
}

function metaOf({ metadata }: Json): ObjectMeta {
  return isObject(metadata) ? { ...metadata } : {};
}

const ANY = (): GoType => readType('Unstructured', 'metadata ObjectMeta', (name) => `v1.${name}`);

const PATCHES = { json: jsonPatch, merge: mergePatch, strategic: strategicMergePatch };

export function patchPlain(kind: Kind, { type, body }: Patch, live: Json): { document: JsonObject } | Judgement {
  const structure = schemaType(kind.type) ?? ANY();
  // Of custom resources nobody knows how their lists are merged.
  if (type === 'strategic' && kind.type === '') {
    const message =
      'the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml';
    return refuse('decode', kind, { code: 415, reason: 'UnsupportedMediaType', message }, []);
  }
  const patched = PATCHES[type](structure, { ...live }, body);
  if ('refusal' in patched) return refuse('decode', kind, patched.refusal, []);
  return { document: patched.document };
}
