import type { ResourceInfo, StoredDefinition } from '../discovery';
import type { CustomResourceDefinition } from '../schema/generated/types';

/** The schema that a definition has for a version of its resource. */
export function customVersionSchema(
  { group, version, resource }: ResourceInfo,
  definitions: readonly StoredDefinition[],
): unknown {
  const found = definitions.map((definition): CustomResourceDefinition => definition);
  const definition = found.find(({ spec }) => spec?.group === group && spec.names?.plural === resource);
  return definition?.spec?.versions?.find(({ name }) => name === version)?.schema?.openAPIV3Schema;
}
