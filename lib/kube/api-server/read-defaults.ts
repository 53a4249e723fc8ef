/** Custom resources from before their schema had its defaults get these as they are read. Models the unstructuredDefaulter of apiextensions. */
import { copyJson } from '../custom-resource/equal-json';
import { fillDefaults } from '../custom-resource/fill-defaults';
import { isObject } from '../json-object';
import type { CustomResourceDefinition, JSONSchemaProps } from '../schema/generated/types';
import type { StoredObject } from '../store';

const known = new WeakMap<JSONSchemaProps, boolean>();

/** The same object where there are none to fill in. */
export function withDefaults(
  object: StoredObject,
  definition: CustomResourceDefinition | undefined,
  version: string,
): StoredObject {
  const schema = definition?.spec?.versions?.find(({ name }) => name === version)?.schema?.openAPIV3Schema;
  if (!schema || !hasDefaults(schema)) return object;
  const copy = copyJson(object);
  fillDefaults(copy, schema);
  return isObject(copy) ? { ...object, ...copy, metadata: object.metadata } : object;
}

function hasDefaults(schema: JSONSchemaProps): boolean {
  let found = known.get(schema);
  if (found === undefined) known.set(schema, (found = JSON.stringify(schema).includes('"default":')));
  return found;
}
