/**
 * Writes lib/kube/schema/generated/structure.ts: every type that the kinds of the course reach, one line of text a type,
 * read at first use by lib/kube/schema/read-type.ts, which documents the notation.
 */
import { readGoTypes, type GoField } from './go-types';
import { readOpenApi, shortNames, type OpenApiProperty, type OpenApiType } from './openapi';

const SCALARS: Record<string, string> = {
  'resource.Quantity': 'quantity',
  'intstr.IntOrString': 'intstr',
  'v1.Time': 'time',
  'v1.MicroTime': 'microtime',
};

/** Go structs that read their own JSON, whatever it is. */
const FREE = new Set([
  'v1.FieldsV1',
  'v1.JSON',
  'runtime.RawExtension',
  'v1.JSONSchemaPropsOrBool',
  'v1.JSONSchemaPropsOrArray',
  'v1.JSONSchemaPropsOrStringArray',
]);

const BASIC = new Set(['string', 'bool', 'int32', 'int64', 'float64']);

/** The kinds whose types are shipped: those that are judged. */
const SHIPPED = [
  'Pod ReplicaSet Deployment Service ConfigMap Secret Namespace StatefulSet DaemonSet Job CronJob',
  'Ingress IngressClass NetworkPolicy PersistentVolume PersistentVolumeClaim StorageClass ServiceAccount',
  'Role RoleBinding ClusterRole ClusterRoleBinding AutoscalingV2HorizontalPodAutoscaler PodDisruptionBudget',
  'ResourceQuota LimitRange PriorityClass Endpoints EndpointSlice AutoscalingV1HorizontalPodAutoscaler Node',
  'Event EventsV1Event Lease CustomResourceDefinition ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding',
].flatMap((line) => line.split(' '));

export function structureSource(): string {
  return sourceOf('structure', [...shippedTypes()]);
}

/** The types of all other kinds, of requests and of lists: what the API server knows besides. */
export function furtherStructureSource(): string {
  const shipped = shippedTypes();
  return sourceOf(
    'furtherStructure',
    [...structure().keys()].filter((name) => !shipped.has(name)),
  );
}

function sourceOf(constant: string, names: readonly string[]): string {
  const types = structure();
  const lines = names.map((name) => `  ${JSON.stringify(name)}: ${JSON.stringify(types.get(name))},\n`);
  return `// Made by scripts/generate from fixtures/golden; not to be edited.\nexport const ${constant}: Readonly<Record<string, string>> = {\n${lines.join('')}};\n`;
}

/** The names of the types that the shipped kinds lead to, themselves included, in the order in which they are met. */
export function shippedTypes(): Set<string> {
  const types = structure();
  const found = new Set<string>();
  const visit = (name: string): void => {
    const text = types.get(name);
    if (text === undefined || found.has(name)) return;
    found.add(name);
    for (const [word] of text.matchAll(/\w+/g)) visit(word);
  };
  SHIPPED.forEach(visit);
  return found;
}

/** Every recorded type in the notation of read-type.ts, by its short name. */
function structure(): Map<string, string> {
  const openApi = readOpenApi();
  const names = shortNames(openApi);
  const types = new Map<string, string>();
  for (const [full, fields] of readGoTypes()) {
    const type = openApi.get(full);
    const name = names.get(full);
    if (!type || name === undefined) throw new Error(`go-types.json has ${full}, which the OpenAPI does not know`);
    const goName = full.split('.').slice(-2).join('.');
    const atomic = type['x-kubernetes-map-type'] === 'atomic' ? '~' : '';
    types.set(name, (goName === `v1.${name}` ? '' : `${goName} `) + atomic + typeText(full, type, fields, names));
  }
  return types;
}

function typeText(full: string, type: OpenApiType, fields: Map<string, GoField>, names: Map<string, string>): string {
  return [...fields]
    .map(([name, field]) => {
      const property = type.properties?.[name];
      if (!property) throw new Error(`${full}.${name} is not in the OpenAPI`);
      const required = type.required?.includes(name) ? '!' : '';
      const kept = field.omitempty || field.omitzero ? '' : '+';
      const zero = field.omitzero ? '-' : '';
      const embedded = field.embedded === undefined ? '' : `@${field.embedded}`;
      return `${name}${required}${kept}${zero} ${valueText(field.type, field.named, property, names)}${defaultText(property)}${embedded}${mergeText(property)}`;
    })
    .join(';');
}

/** How the field is merged, in the notation of read-type.ts; nothing where that goes without saying. */
function mergeText(property: OpenApiProperty): string {
  const extension = (name: string): string => {
    const value = property[`x-kubernetes-${name}`];
    return typeof value === 'string' ? value : '';
  };
  const keys = property['x-kubernetes-list-map-keys'];
  const mapKeys = Array.isArray(keys) ? keys.map(String) : [];
  const owned = mapKeys.join() || (extension('list-type') === 'set' ? 'set' : extension('map-type'));
  const key = extension('patch-merge-key');
  const strategies = extension('patch-strategy').split(',');
  const patched = strategies
    .map((strategy) => (strategy === 'merge' && key !== '' ? `merge:${key}` : strategy))
    .join('+');
  const usual = mapKeys[0] === undefined ? '' : `merge:${mapKeys[0]}`;
  return owned === '' && patched === '' ? '' : `~${owned}${patched === usual ? '' : `/${patched}`}`;
}

/** A Go type in the notation of read-type.ts, enums of the OpenAPI added. */
function valueText(
  go: string,
  named: string | undefined,
  property: OpenApiProperty,
  names: Map<string, string>,
): string {
  if (go === '[]uint8') return 'bytes';
  if (go.startsWith('*')) return `*${valueText(go.slice(1), named, property, names)}`;
  if (go.startsWith('[]')) return `[]${valueText(go.slice(2), named, property.items ?? {}, names)}`;
  const map = /^map\[([^\]]+)\](.*)$/.exec(go);
  if (map) {
    const [, key = '', value = ''] = map;
    const keyName = key === 'string' ? '' : key.replace(/^v1\./, '');
    return `{${keyName}}${valueText(value, named, property.additionalProperties ?? {}, names)}`;
  }
  if (named !== undefined)
    return `${go.replace(/^v1\./, '')}:${valueText(underlying(named), undefined, property, names)}`;
  const scalar = SCALARS[go] ?? (BASIC.has(go) ? go : FREE.has(go) ? 'any' : undefined);
  if (scalar !== undefined) return scalar + (property.enum ? `(${property.enum.join('|')})` : '');
  const reference = (property.$ref ?? property.allOf?.[0]?.$ref)?.replace('#/components/schemas/', '');
  const short = reference === undefined ? undefined : names.get(reference);
  if (short === undefined) throw new Error(`no type for ${go}`);
  return short;
}

/** `map of resource.Quantity` → `map[string]resource.Quantity`. */
function underlying(named: string): string {
  const of = /^(map|slice) of (.*)$/.exec(named);
  if (!of) return named;
  return `${of[1] === 'map' ? 'map[string]' : '[]'}${of[2]}`;
}

/** Only declared defaults: the zero values that the OpenAPI gives to every field say nothing. */
function defaultText(property: OpenApiProperty): string {
  const value = property.default;
  if (typeof value === 'string') return value === '' ? '' : `=${value}`;
  return typeof value === 'number' && value !== 0 ? `=${value}` : '';
}
