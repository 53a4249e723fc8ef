/**
 * kubectl's own check of an object against the published schema, in the words of kube-openapi's
 * pkg/util/proto/validation. kubectl leaves this to the server wherever it can; lists are where it can't.
 */
import { type Kind, type SchemaField, type SchemaType, schemaType } from '@/lib/kube';
import { isObject } from './json-object';

/** A kind, or the list of a kind. */
export type Model = Kind | { readonly list: Kind };

const LIST_META = ['continue', 'remainingItemCount', 'resourceVersion', 'selfLink'];
const META_TYPES = new Set([
  'ObjectMeta',
  'OwnerReference',
  'ManagedFieldsEntry',
  'LabelSelector',
  'LabelSelectorRequirement',
]);
const META = 'io.k8s.apimachinery.pkg.apis.meta.v1';
const APPS_TYPE = /^(?:ControllerRevision|DaemonSet|Deployment|ReplicaSet|StatefulSet|RollingUpdate)/;

export function checkModel(value: unknown, model: Model): string[] {
  const problems: string[] = [];
  if ('list' in model) checkListFields(value, model.list, problems);
  else checkKind(value, model, { path: model.kind, problems });
  return problems;
}

interface Place {
  /** Where in the object, as the messages write it: `Pod.spec.containers[0]`. */
  readonly path: string;
  readonly problems: string[];
}

function checkListFields(list: unknown, kind: Kind, problems: string[]): void {
  if (!isObject(list)) return;
  const path = `${kind.kind}List`;
  const model = `${packageOf(kind)}.${path}`;
  for (const [name, value] of sortedFields(list)) {
    const place = { path: `${path}.${name}`, problems };
    if (name === 'items' && Array.isArray(value)) {
      checkItems(value, place, (item, at) => checkKind(item, kind, at));
    } else if (name === 'items') typeProblem(place, `${model}.items`, value, 'array');
    else if (name === 'metadata' && isObject(value)) {
      for (const [field] of sortedFields(value)) {
        if (!LIST_META.includes(field)) report(place, `unknown field "${field}" in ${META}.ListMeta`);
      }
    } else if (name === 'metadata') typeProblem(place, `${META}.ListMeta`, value, 'map');
    else if (name !== 'apiVersion' && name !== 'kind')
      report({ path, problems }, `unknown field "${name}" in ${model}`);
  }
  if ((list['items'] ?? null) === null) {
    report({ path, problems }, `missing required field "items" in ${model}`);
  }
}

function checkKind(value: unknown, kind: Kind, place: Place): void {
  const type = schemaType(kind.type);
  if (type) checkStruct(value, type, kind, place);
}

function checkStruct(value: unknown, type: SchemaType, kind: Kind, place: Place): void {
  const name = `${packageOfType(type.name, kind)}.${type.name}`;
  if (!isObject(value)) return typeProblem(place, name, value, 'map');
  for (const [key, field] of sortedFields(value)) {
    const declared = type.fields.get(key);
    if (!declared) report(place, `unknown field "${key}" in ${name}`);
    else checkField(field, declared, `${name}.${key}`, kind, { ...place, path: `${place.path}.${key}` });
  }
  for (const key of type.required) {
    if (value[key] === undefined || value[key] === null) report(place, `missing required field "${key}" in ${name}`);
  }
}

function checkField(value: unknown, field: SchemaField, name: string, kind: Kind, place: Place): void {
  switch (field.is) {
    case 'any':
      return undefined;
    case 'object': {
      const type = field.type === undefined ? undefined : schemaType(field.type);
      return type && checkStruct(value, type, kind, place);
    }
    case 'list': {
      const { of } = field;
      if (!Array.isArray(value)) return typeProblem(place, name, value, 'array');
      return of && checkItems(value, place, (item, at) => checkField(item, of, name, kind, at));
    }
    case 'map':
      return checkMap(value, field, name, kind, place);
    case 'integer':
    case 'number':
      return typeof value === 'number' || typeof value === 'bigint'
        ? undefined
        : typeProblem(place, name, value, field.is);
    case 'boolean':
      return typeof value === 'boolean' ? undefined : typeProblem(place, name, value, 'boolean');
    case 'int-or-string':
      return checkText(value, 'io.k8s.apimachinery.pkg.util.intstr.IntOrString', place);
    case 'quantity':
      return checkText(value, 'io.k8s.apimachinery.pkg.api.resource.Quantity', place);
    case 'time':
      return checkText(value, `${META}.Time`, place);
    case 'string':
    case 'bytes':
      return checkText(value, name, place);
    default:
      return field.is satisfies never;
  }
}

function checkMap(value: unknown, field: SchemaField, name: string, kind: Kind, place: Place): void {
  if (!isObject(value)) return typeProblem(place, name, value, 'map');
  for (const [key, entry] of sortedFields(value, true)) {
    const path = `${place.path}.${key}`;
    if (entry === null) place.problems.push(`unknown object type "nil" in ${path}`);
    else if (field.of) checkField(entry, field.of, name, kind, { ...place, path });
  }
}

/** Any single value may stand for a string. */
function checkText(value: unknown, name: string, place: Place): void {
  if (typeof value === 'object') typeProblem(place, name, value, 'string');
}

function checkItems(items: readonly unknown[], place: Place, check: (item: unknown, place: Place) => void): void {
  items.forEach((item, index) => {
    const path = `${place.path}[${index}]`;
    if (item === null) report(place, `unknown object type "nil" in ${path}`);
    else check(item, { ...place, path });
  });
}

function typeProblem(place: Place, name: string, value: unknown, expected: string): void {
  report(place, `invalid type for ${name}: got "${typeOf(value)}", expected "${expected}"`);
}

function report({ path, problems }: Place, problem: string): void {
  problems.push(`ValidationError(${path}): ${problem}`);
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  if (typeof value === 'bigint') return 'integer';
  return typeof value === 'object' ? 'map' : typeof value;
}

/** A field set to null counts as absent, save in a map. */
function sortedFields(object: object, withNulls = false): [string, unknown][] {
  const fields = Object.entries(object).filter(([, value]) => withNulls || value !== null);
  return fields.sort(([a], [b]) => (a < b ? -1 : 1));
}

function packageOf(kind: Kind): string {
  return `io.k8s.api.${kind.group === '' ? 'core' : kind.group.replace(/\..*/, '')}.${kind.version}`;
}

/** The schema's types are known by their short names; in which package one is follows from its name, save for rare ones. */
function packageOfType(type: string, kind: Kind): string {
  if (META_TYPES.has(type)) return META;
  if (kind.group === 'apps') return APPS_TYPE.test(type) ? packageOf(kind) : 'io.k8s.api.core.v1';
  return packageOf(kind);
}
