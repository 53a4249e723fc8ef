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
  const line = lineOf(name);
  if (line === undefined) return undefined;
  const type = readType(name, line, goNameOf);
  types.set(name, type);
  return type;
}

/** From then on a type is known that came up while the cluster runs: of a CustomResourceDefinition's schema. */
export function rememberType(type: GoType): void {
  types.set(type.name, type);
}

/** The type of a kind's objects; undefined for a kind the server does not serve, or whose structure is not in the tables. */
export function schemaOf(apiVersion: string, kind: string): GoType | undefined {
  const known = kindOf(apiVersion, kind);
  return known && schemaType(known.type);
}

let further: Readonly<Record<string, string>> = {};

/** From then on the types of kinds that are not judged are known too: `furtherStructure`, which the API server loads. */
export function learnStructure(lines: Readonly<Record<string, string>>): void {
  further = lines;
}

function lineOf(name: string): string | undefined {
  if (Object.hasOwn(structure, name)) return structure[name];
  return Object.hasOwn(further, name) ? further[name] : undefined;
}

/** `v1.Container`, `v2.MetricSpec`. */
function goNameOf(name: string): string {
  return /^(\w+\.\w+) /.exec(lineOf(name) ?? '')?.[1] ?? `v1.${name}`;
}
