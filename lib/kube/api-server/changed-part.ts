/**
 * What a request to a part of an object, its status or its scale, would make of it: what was sent, or what is live with the
 * patch. Models the first steps of UpdateResource and patcher (apiserver's endpoints/handlers).
 */
import { decode, decodeMessage, type DecodeFault } from '../decode';
import { invalid } from '../field/error';
import { FieldPath } from '../field/path';
import { invalidStatus } from '../field/status';
import { isUnreadable, unreadWarnings } from '../judge';
import type { JsonObject } from '../json-object';
import { jsonPatch, mergePatch, strategicMergePatch } from '../patch';
import type { GoType } from '../schema';
import { schemaType } from '../schema';
import { readType } from '../schema/read-type';
import { misfitOf, readBody, type BodyKind, type ReadYaml } from './body';
import { badRequest, isFailure, type Failure } from './failure';
import { patchForm, readApplied, readPatch } from './patch-body';
import type { Writing } from './registry';
import type { ApiRequest } from './request';
import { wordAt } from './word';

export interface Part {
  readonly kind: BodyKind & { readonly type: string };
  /** As it is, with its managedFields. */
  readonly live: JsonObject;
  readonly name: string;
}

export interface Changed {
  readonly object: JsonObject;
  readonly warnings: readonly string[];
}

export function changedPart(
  request: ApiRequest,
  part: Part,
  writing: Writing,
  yaml: ReadYaml | undefined,
): Changed | Failure {
  const changed =
    request.method === 'PATCH' ? patched(request, part, writing, yaml) : sent(request, part, writing, yaml);
  return isFailure(changed) ? changed : (misnamed(changed.object, part.name) ?? changed);
}

function sent(request: ApiRequest, { kind }: Part, writing: Writing, yaml: ReadYaml | undefined): Changed | Failure {
  const body = readBody(request, kind.kind, yaml);
  if (isFailure(body)) return body;
  const misfit = misfitOf(kind, body);
  if (misfit) return misfit;
  const { object, faults } = read(kind.type, body);
  if (!isUnreadable(faults, writing)) return { object, warnings: unreadWarnings(faults, writing) };
  return badRequest(
    `${kind.kind} in version "${kind.version}" cannot be handled as a ${kind.kind}: ${decodeMessage(faults)}`,
  );
}

function patched(
  request: ApiRequest,
  { kind, live }: Part,
  writing: Writing,
  yaml: ReadYaml | undefined,
): Changed | Failure {
  const form = patchForm(request.headers['content-type'] ?? '');
  if (typeof form === 'object') return form;
  const patch = form === 'apply' ? readApplied(request.body, yaml) : readPatch(request.body, form);
  if (isFailure(patch)) return patch;
  const structure = schemaType(kind.type) ?? anyStructure();
  const apply = { json: jsonPatch, merge: mergePatch, strategic: strategicMergePatch, apply: strategicMergePatch }[
    form
  ];
  const result = apply(structure, live, form === 'apply' ? patch : patch['body']);
  if ('refusal' in result) return result.refusal;
  const { object, faults } = read(kind.type, result.document);
  if (!isUnreadable(faults, writing)) return { object, warnings: unreadWarnings(faults, writing) };
  const { value, why } = result.wordFaults(faults);
  return invalidStatus('', '', [invalid(FieldPath.of('patch'), value, why)]);
}

function read(type: string, document: JsonObject): { object: JsonObject; faults: readonly DecodeFault[] } {
  const structure = schemaType(type);
  return structure ? decode<JsonObject>(structure, document) : { object: document, faults: [] };
}

function anyStructure(): GoType {
  return readType('Unstructured', 'metadata ObjectMeta', (name) => `v1.${name}`);
}

function misnamed(object: JsonObject, name: string): Failure | undefined {
  const found = wordAt(object, 'metadata', 'name');
  if (found === name) return undefined;
  return badRequest(
    found === ''
      ? `the name of the object (${name} based on URL) was undeterminable: name must be provided`
      : `the name of the object (${found}) does not match the name on the URL (${name})`,
  );
}
