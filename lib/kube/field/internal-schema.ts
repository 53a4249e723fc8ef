/**
 * Versions of a CustomResourceDefinition as the API server holds them, for the messages that print them: Go field names, and
 * no field left out. Models CustomResourceDefinitionVersion and JSONSchemaProps (apiextensions' pkg/apis/apiextensions).
 */
import { isObject } from '../json-object';
import type {
  CustomResourceDefinitionVersion,
  CustomResourceSubresources,
  JSONSchemaProps,
  ValidationRule,
} from '../schema/generated/types';

export function internalVersion({
  name = '',
  served = false,
  storage = false,
  deprecated = false,
  deprecationWarning,
  schema,
  subresources,
  additionalPrinterColumns,
  selectableFields,
}: CustomResourceDefinitionVersion): object {
  return {
    Name: name,
    Served: served,
    Storage: storage,
    Deprecated: deprecated,
    DeprecationWarning: deprecationWarning ?? null,
    Schema: schema ? { OpenAPIV3Schema: schema.openAPIV3Schema ? internalSchema(schema.openAPIV3Schema) : null } : null,
    Subresources: subresources ? internalSubresources(subresources) : null,
    AdditionalPrinterColumns:
      additionalPrinterColumns?.map((column) => ({
        Name: column.name ?? '',
        Type: column.type ?? '',
        Format: column.format ?? '',
        Description: column.description ?? '',
        Priority: column.priority ?? 0,
        JSONPath: column.jsonPath ?? '',
      })) ?? null,
    SelectableFields: selectableFields?.map(({ jsonPath = '' }) => ({ JSONPath: jsonPath })) ?? null,
  };
}

function internalSubresources({ status, scale }: CustomResourceSubresources): object {
  return {
    Status: status === undefined ? null : {},
    Scale: scale
      ? {
          SpecReplicasPath: scale.specReplicasPath ?? '',
          StatusReplicasPath: scale.statusReplicasPath ?? '',
          LabelSelectorPath: scale.labelSelectorPath ?? null,
        }
      : null,
  };
}

export function internalSchema(schema: JSONSchemaProps): object {
  const { not, items, properties, patternProperties, dependencies, definitions, externalDocs } = schema;
  return {
    ID: schema.id ?? '',
    Schema: schema.$schema ?? '',
    Ref: schema.$ref ?? null,
    Description: schema.description ?? '',
    Type: schema.type ?? '',
    Nullable: schema.nullable ?? false,
    Format: schema.format ?? '',
    Title: schema.title ?? '',
    Default: inOrder(schema.default) ?? null,
    Maximum: schema.maximum ?? null,
    ExclusiveMaximum: schema.exclusiveMaximum ?? false,
    Minimum: schema.minimum ?? null,
    ExclusiveMinimum: schema.exclusiveMinimum ?? false,
    MaxLength: schema.maxLength ?? null,
    MinLength: schema.minLength ?? null,
    Pattern: schema.pattern ?? '',
    MaxItems: schema.maxItems ?? null,
    MinItems: schema.minItems ?? null,
    UniqueItems: schema.uniqueItems ?? false,
    MultipleOf: schema.multipleOf ?? null,
    Enum: schema.enum?.map(inOrder) ?? null,
    MaxProperties: schema.maxProperties ?? null,
    MinProperties: schema.minProperties ?? null,
    Required: schema.required ?? null,
    Items: items === undefined ? null : internalItems(items),
    AllOf: schema.allOf?.map(internalSchema) ?? null,
    OneOf: schema.oneOf?.map(internalSchema) ?? null,
    AnyOf: schema.anyOf?.map(internalSchema) ?? null,
    Not: not ? internalSchema(not) : null,
    Properties: internalSchemas(properties),
    AdditionalProperties: internalOrBoolean(schema.additionalProperties),
    PatternProperties: internalSchemas(patternProperties),
    Dependencies: inOrder(dependencies) ?? null,
    AdditionalItems: internalOrBoolean(schema.additionalItems),
    Definitions: internalSchemas(definitions),
    ExternalDocs: externalDocs ? { Description: externalDocs.description ?? '', URL: externalDocs.url ?? '' } : null,
    Example: inOrder(schema.example) ?? null,
    XPreserveUnknownFields: schema['x-kubernetes-preserve-unknown-fields'] ?? null,
    XEmbeddedResource: schema['x-kubernetes-embedded-resource'] ?? false,
    XIntOrString: schema['x-kubernetes-int-or-string'] ?? false,
    XListMapKeys: schema['x-kubernetes-list-map-keys'] ?? null,
    XListType: schema['x-kubernetes-list-type'] ?? null,
    XMapType: schema['x-kubernetes-map-type'] ?? null,
    XValidations: schema['x-kubernetes-validations']?.map(internalRule) ?? null,
  };
}

export function internalRule(rule: ValidationRule): object {
  return {
    Rule: rule.rule ?? '',
    Message: rule.message ?? '',
    MessageExpression: rule.messageExpression ?? '',
    Reason: rule.reason ?? null,
    FieldPath: rule.fieldPath ?? '',
    OptionalOldSelf: rule.optionalOldSelf ?? null,
  };
}

function internalItems(items: unknown): object {
  if (Array.isArray(items)) return { Schema: null, JSONSchemas: items.filter(isObject).map(internalSchema) };
  return { Schema: isObject(items) ? internalSchema(items) : null, JSONSchemas: null };
}

function internalOrBoolean(value: unknown): object | null {
  if (value === undefined) return null;
  return isObject(value) ? { Allows: true, Schema: internalSchema(value) } : { Allows: value === true, Schema: null };
}

function internalSchemas(schemas: Readonly<Record<string, JSONSchemaProps>> | undefined): Map<string, object> | null {
  return schemas ? new Map(Object.entries(schemas).map(([name, schema]) => [name, internalSchema(schema)])) : null;
}

/** JSON as Go prints it, keys in alphabetical order. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (!isObject(value)) return value;
  return new Map(Object.entries(value).map(([key, item]) => [key, inOrder(item)]));
}
