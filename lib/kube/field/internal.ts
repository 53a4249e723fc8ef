/**
 * Objects as the API server holds them, for the few messages that print them: Go field names, no field left out, and
 * nothing where a pointer, list or map is not set. Models the conversion from k8s.io/api to pkg/apis/core, batch and rbac,
 * and diff.Diff (apimachinery's util/diff).
 *
 *     invalid(path, internalValue('PodTemplateSpec', template), 'field is immutable')
 *     forbidden(path, `…\n${internalDiff('PodSpec', live.spec, next.spec)}`)
 *
 * Not modelled: expirationSeconds of a token source is no pointer here; defaulting has always set it.
 */
import { isObject, type JsonObject } from '../json-object';
import { schemaType, type GoField, type GoType } from '../schema';
import { zeroValue } from '../schema/zero-value';
import { HOST_FIELDS, internalName, internalOrder } from './internal-names';
import { goJson, goMap } from './print';
import { unifiedDiff } from './unified-diff';

/** The structs that some message prints. */
export type InternalType =
  | 'PodSpec'
  | 'PodTemplateSpec'
  | 'PersistentVolumeSource'
  | 'PersistentVolumeClaimSpec'
  | 'VolumeNodeAffinity'
  | 'NodeSelector'
  | 'NodeSelectorTerm'
  | 'PodFailurePolicy'
  | 'SuccessPolicy'
  | 'LabelSelector'
  | 'ObjectReference'
  | 'EventSource'
  | 'RoleRef';

/** Structs that both sides share: they print by their json tags. */
const SHARED: ReadonlySet<string> = new Set([
  'ObjectMeta',
  'OwnerReference',
  'ManagedFieldsEntry',
  'LabelSelector',
  'LabelSelectorRequirement',
]);

/**
 * The decoded v1 value as a value for `goJson` and the builders of field errors; null for one that is not set, as Go
 * prints a nil pointer.
 * @param type the name of the struct. A PersistentVolumeSource is taken out of the PersistentVolumeSpec given.
 */
export function internalValue(type: InternalType, value: object | undefined): unknown {
  if (value === undefined) return null;
  if (type === 'PersistentVolumeSource') return persistentVolumeSource({ ...value });
  return struct(typeNamed(type), { ...value });
}

/** How the two differ, as a unified diff of their JSON; empty where they don't. */
export function internalDiff(type: InternalType, before: object | undefined, after: object | undefined): string {
  return unifiedDiff(indented(goJson(internalValue(type, before))), indented(goJson(internalValue(type, after))));
}

function struct(type: GoType, value: JsonObject): JsonObject {
  if (SHARED.has(type.name)) return tagged(type, value);
  const printed: JsonObject = {};
  if (type.name === 'PodSecurityContext') Object.assign(printed, hostFields(value));
  for (const name of internalOrder(type.name, type.fields.keys())) {
    const field = type.fields.get(name);
    // The metadata of a template is embedded without a name.
    if (name === 'metadata') Object.assign(printed, field && fieldValue(field, value[name]));
    else if (field) printed[internalName(type.name, name)] = fieldValue(field, internalField(type, value, name));
  }
  return printed;
}

/** As its json tags say. */
function tagged(type: GoType, value: JsonObject): JsonObject {
  const printed: JsonObject = {};
  for (const [name, field] of type.fields) {
    if (field.always || !isUnset(value[name])) printed[name] = fieldValue(field, value[name]);
  }
  return printed;
}

function fieldValue(field: GoField, value: unknown): unknown {
  if (value === undefined || value === null) return field.pointer ? null : zero(field);
  const { of } = field;
  if (field.is === 'object') return isObject(value) ? struct(typeNamed(field.type), value) : value;
  if (field.is === 'list') {
    return Array.isArray(value) && of ? value.map((item: unknown) => fieldValue(of, item)) : value;
  }
  if (field.is !== 'map' || !isObject(value) || !of) return value;
  return goMap(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fieldValue(of, item)])));
}

function zero(field: GoField): unknown {
  return zeroValue(field, () => struct(typeNamed(field.type), {}));
}

function internalField(type: GoType, value: JsonObject, name: string): unknown {
  if (type.name !== 'PodSpec') return value[name];
  if (name === 'serviceAccountName') return value[name] ?? value['serviceAccount'];
  if (name !== 'securityContext') return value[name];
  const moved = HOST_FIELDS.map((field) => [field, value[field]]);
  const context = value[name];
  return { ...(isObject(context) && context), ...Object.fromEntries(moved) };
}

function hostFields(value: JsonObject): JsonObject {
  const fields = typeNamed('PodSpec').fields;
  return Object.fromEntries(
    HOST_FIELDS.map((name) => {
      const field = fields.get(name);
      return [internalName('', name), field && fieldValue(field, value[name])];
    }),
  );
}

function persistentVolumeSource(spec: JsonObject): JsonObject {
  const { fields } = typeNamed('PersistentVolumeSpec');
  const sources = [...fields.keys()].filter((name) => fields.get(name)?.embedded !== undefined);
  return Object.fromEntries(
    internalOrder('PersistentVolumeSource', sources).map((name) => {
      const field = fields.get(name);
      return [internalName('', name), field && fieldValue(field, spec[name])];
    }),
  );
}

function isUnset(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (isObject(value)) return Object.keys(value).length === 0;
  return value === undefined || value === null || value === '' || value === 0 || value === false;
}

function typeNamed(name = ''): GoType {
  const type = schemaType(name);
  if (!type) throw new Error(`no structure of ${name}`);
  return type;
}

/** json.MarshalIndent with one space a level. */
function indented(json: string): string {
  let depth = 0;
  return json.replace(/"(?:[^"\\]|\\.)*"|\{\}|\[\]|[[\]{},:]/g, (token) => {
    if (token === '{' || token === '[') return `${token}\n${' '.repeat(++depth)}`;
    if (token === '}' || token === ']') return `\n${' '.repeat(--depth)}${token}`;
    if (token === ',') return `,\n${' '.repeat(depth)}`;
    return token === ':' ? ': ' : token;
  });
}
