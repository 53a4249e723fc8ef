/** What is sent to be applied, and what can be wrong with it before it is merged. */
import { isObject, type JsonObject } from '../json-object';
import { metaOf, type FieldChange } from './field-change';
import { goKind } from './go-value';
import { badRequest, refuse, type PatchRefusal } from './patched';
import { copyJson, isTooDeep } from './patched-json';
import { typedFault } from './typed-faults';

export interface Apply extends FieldChange {
  readonly kind: string;
  /** JSON from anywhere. */
  readonly applied: unknown;
  /** Take over what others manage. */
  readonly force?: boolean;
}

/** A copy of what is to be applied. */
export function readApplied(apply: Apply): { readonly config: JsonObject } | { readonly refusal: PatchRefusal } {
  const { type, apiVersion, kind, applied, manager } = apply;
  if (manager === '') return { refusal: NO_MANAGER };
  const config = isTooDeep(applied) ? undefined : copyJson(applied ?? {});
  if (!isObject(config)) return badRequest(undecodable(applied));
  if (config['apiVersion'] !== apiVersion || config['kind'] !== kind) {
    return badRequest(`invalid object type: ${kindText(config['apiVersion'], config['kind'])}`);
  }
  if (Array.isArray(metaOf(config)['managedFields'])) return badRequest('metadata.managedFields must be nil');
  const fault = typedFault(type, config);
  return fault === undefined
    ? { config }
    : refuse(500, '', `failed to create typed patch object (${objectText(apply, config)}): ${fault}`);
}

/** `default/web; apps/v1, Kind=Deployment`. */
export function objectText({ apiVersion, kind }: Apply, config: JsonObject): string {
  const { namespace, name } = metaOf(config);
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return `${text(namespace)}/${text(name)}; ${kindText(apiVersion, kind)}`;
}

const NO_MANAGER: PatchRefusal = {
  code: 422,
  reason: 'Invalid',
  message: 'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
  causes: [
    {
      reason: 'FieldValueRequired',
      message: 'Required value: is required for apply patch',
      field: 'fieldManager',
    },
  ],
};

function undecodable(applied: unknown): string {
  const why = isTooDeep(applied)
    ? 'exceeded max depth'
    : `json: cannot unmarshal ${goKind(applied)} into Go value of type map[string]interface {}`;
  return `error decoding YAML: error unmarshaling JSON: while decoding JSON: ${why}`;
}

/** `apps/v1, Kind=Deployment`, `/v1, Kind=Pod`. */
export function kindText(apiVersion: unknown, kind: unknown): string {
  const version = typeof apiVersion === 'string' ? apiVersion : '';
  return `${version.includes('/') ? '' : '/'}${version}, Kind=${typeof kind === 'string' ? kind : ''}`;
}
