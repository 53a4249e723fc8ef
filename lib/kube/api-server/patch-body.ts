/** What PATCH takes: five forms by their media types. Models PatchResource (apiserver's endpoints/handlers/patch.go). */
import type { Patch } from '../change';
import { isObject, type JsonObject } from '../json-object';
import { jsonFault, type ReadYaml } from './body';
import { badRequest, type Failure } from './failure';

export type PatchForm = Patch['type'] | 'apply';

const FORMS: Readonly<Record<string, PatchForm>> = {
  'application/json-patch+json': 'json',
  'application/merge-patch+json': 'merge',
  'application/strategic-merge-patch+json': 'strategic',
  'application/apply-patch+yaml': 'apply',
};

/** A failure for a media type that no patch has. */
export function patchForm(contentType: string): PatchForm | Failure {
  const [type = ''] = contentType.split(';');
  const form = FORMS[type.trim().toLowerCase()];
  if (form) return form;
  return { code: 415, reason: 'UnsupportedMediaType', message: '415: Unsupported Media Type', details: {} };
}

/** The same of a custom resource. */
export const UNKNOWN_PATCH: Failure = {
  code: 415,
  reason: 'UnsupportedMediaType',
  message:
    'the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml',
};

export function readPatch(body: string, form: Patch['type']): { readonly body: unknown } | Failure {
  try {
    return { body: JSON.parse(body) };
  } catch {
    const why = jsonFault(body);
    return badRequest(form === 'strategic' ? why : `error decoding patch: ${why}`);
  }
}

/** What is applied: YAML, of which JSON is a part. */
export function readApplied(body: string, yaml: ReadYaml | undefined): JsonObject | Failure {
  if (body.trim() === '') return {};
  let read: unknown;
  try {
    read = yaml ? yaml(body) : JSON.parse(body);
  } catch (error) {
    const why = yaml && error instanceof Error ? error.message : jsonFault(body);
    return badRequest(`error decoding YAML: error converting YAML to JSON: ${why}`);
  }
  if (read === null || read === undefined) return {};
  if (isObject(read)) return read;
  const found = Array.isArray(read) ? 'array' : typeof read === 'boolean' ? 'bool' : typeof read;
  const why = `json: cannot unmarshal ${found} into Go value of type map[string]interface {}`;
  return badRequest(`error decoding YAML: error unmarshaling JSON: while decoding JSON: ${why}`);
}
