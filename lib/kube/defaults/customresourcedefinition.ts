/** Models SetDefaults_CustomResourceDefinition, and the reading of what a schema holds in more than one form. */
import { readOpenFields } from '../custom-resource/schema';
import type { CustomResourceDefinition } from '../schema/generated/types';

const HTTPS_PORT = 443;

export function setCustomResourceDefinitionDefaults(definition: CustomResourceDefinition): void {
  const { spec = {}, status } = definition;
  const { names = {}, versions = [] } = spec;
  for (const { schema } of versions) if (schema?.openAPIV3Schema) readOpenFields(schema.openAPIV3Schema);
  if (names.kind) {
    names.singular ||= names.kind.toLowerCase();
    names.listKind ||= `${names.kind}List`;
  }
  spec.conversion ??= { strategy: 'None' };
  const service = spec.conversion.webhook?.clientConfig?.service;
  if (service) service.port ??= HTTPS_PORT;
  definition.spec = spec;
  if (status?.storedVersions?.length) return;
  const stored = versions.find(({ storage }) => storage);
  if (stored) definition.status = { ...status, storedVersions: [stored.name ?? ''] };
}
