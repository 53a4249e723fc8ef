import type { ResourceInfo, StoredDefinition } from '../discovery';
import type { CustomResourceDefinition, CustomResourceDefinitionVersion } from '../schema/generated/types';

/** What a definition says of a version of its resource. */
export function versionOf(
  { group, version, resource }: ResourceInfo,
  definitions: readonly StoredDefinition[],
): CustomResourceDefinitionVersion {
  const found = definitions.map((definition): CustomResourceDefinition => definition);
  const definition = found.find(({ spec }) => spec?.group === group && spec.names?.plural === resource);
  return definition?.spec?.versions?.find(({ name }) => name === version) ?? {};
}
