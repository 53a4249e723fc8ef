/** Models getUnrecognizedFormatsInCRD (apiextensions' registry/customresourcedefinition). */
import { isKnownFormat } from '../custom-resource/formats';
import { schemasWithin } from '../custom-resource/schema';
import { quote } from '../field/print';
import type { CustomResourceDefinition } from '../schema/generated/types';

export function warningsForCustomResourceDefinition(definition: CustomResourceDefinition): string[] {
  return unknownFormats(definition).map(worded);
}

/** A format that was there before is not warned about again. */
export function warningsForChangedCustomResourceDefinition(
  definition: CustomResourceDefinition,
  live: CustomResourceDefinition,
): string[] {
  const before = new Set(unknownFormats(live));
  return unknownFormats(definition)
    .filter((format) => !before.has(format))
    .map(worded);
}

function worded(format: string): string {
  return `unrecognized format ${quote(format)}`;
}

function unknownFormats({ spec }: CustomResourceDefinition): string[] {
  const schemas = sharedOnce((spec?.versions ?? []).flatMap(({ schema }) => schema?.openAPIV3Schema ?? []));
  return schemas.flatMap((schema) =>
    [...schemasWithin(schema)].flatMap(({ format = '', type = '' }) =>
      format === '' || isKnownFormat(format, type) ? [] : [format],
    ),
  );
}

/** A schema that all versions share is looked at once. */
function sharedOnce<T>(schemas: readonly T[]): readonly T[] {
  const texts = new Set(schemas.map((schema) => JSON.stringify(schema)));
  return texts.size === 1 ? schemas.slice(0, 1) : schemas;
}
