/** The names of types in the OpenAPI: `DeploymentSpec` ↔ `io.k8s.api.apps.v1.DeploymentSpec`. */
import { freeFields, packages } from './generated/names';

let full: ReadonlyMap<string, string> | undefined;
let short: ReadonlyMap<string, string> | undefined;

/** Short names are those of lib/kube/schema: where two packages have a type of that name, one of them says more. */
export function fullName(shortName: string): string {
  full ??= new Map(
    Object.entries(packages).flatMap(([folder, names]) =>
      names.split(' ').map((name) => [name, `${folder}.${lastPart(name, folder)}`]),
    ),
  );
  return full.get(shortName) ?? shortName;
}

/** Undefined for a name that is none of the built-in types: a list, a custom resource. */
export function shortName(name: string): string | undefined {
  short ??= new Map(shortNames().map((known) => [fullName(known), known]));
  return short.get(name);
}

export function shortNames(): string[] {
  return Object.values(packages).flatMap((names) => names.split(' '));
}

/** What a field holds that reads any JSON: `JSON`, `FieldsV1`. */
export function freeType(type: string, field: string): string {
  return freeFields[`${type}.${field}`] ?? 'RawExtension';
}

/** `AutoscalingV2MetricSpec` of `io.k8s.api.autoscaling.v2` is `MetricSpec` there. */
function lastPart(name: string, folder: string): string {
  const parts = folder.split('.').slice(-2);
  const prefix = parts.map((part) => part.slice(0, 1).toUpperCase() + part.slice(1)).join('');
  return name.startsWith(prefix) && name.length > prefix.length ? name.slice(prefix.length) : name;
}
