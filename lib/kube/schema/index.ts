/** What the API is made of: its kinds and the types of their fields, read from the generated tables at first use. */
import { structure } from './generated/structure';
import { kindOf } from './kind';
import { readType } from './read-type';
import type { GoType } from './type';

export { kindOf, kinds } from './kind';
export type { Kind } from './kind';
export type { GoField, GoType, SchemaField, SchemaType, Shape } from './type';

const types = new Map<string, GoType>();

/** The type of that name (`PodSpec`), or undefined for one that is not in the tables. */
export function schemaType(name: string): GoType | undefined {
  const known = types.get(name);
  if (known) return known;
  const line = Object.hasOwn(structure, name) ? structure[name] : undefined;
  if (line === undefined) return undefined;
  const type = readType(name, line, goNameOf);
  types.set(name, type);
  return type;
}

/** The type of a kind's objects; undefined for a kind the server does not serve, or whose structure is not in the tables. */
export function schemaOf(apiVersion: string, kind: string): GoType | undefined {
  const known = kindOf(apiVersion, kind);
  return known && schemaType(known.type);
}

/** `v1.Container`, `v2.MetricSpec`. */
function goNameOf(name: string): string {
  return /^(\w+\.\w+) /.exec(structure[name] ?? '')?.[1] ?? `v1.${name}`;
}
