/** A schema of OpenAPI v3, as far as the API server writes any. */
export interface Schema {
  readonly description?: string;
  readonly default?: unknown;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  /** Whether there may be others, or what they are. */
  readonly additionalProperties?: Schema | boolean;
  readonly [extension: `x-kubernetes-${string}`]: unknown;
}

export interface GroupVersionKind {
  readonly group: string;
  readonly kind: string;
  readonly version: string;
}

/** Kubernetes' own documentation by type and field, the type's own under '': what public/generated/descriptions.json holds. */
export type Descriptions = Readonly<Record<string, Readonly<Record<string, string>>>>;

const PREFIX = '#/components/schemas/';

export function referenceTo(fullName: string): string {
  return PREFIX + fullName;
}

/** The full names of all types a schema refers to. */
export function referencesIn(schema: Schema): string[] {
  const below = [
    ...(schema.allOf ?? []),
    ...Object.values(schema.properties ?? {}),
    ...(schema.items ? [schema.items] : []),
    ...(typeof schema.additionalProperties === 'object' ? [schema.additionalProperties] : []),
  ];
  const own = schema.$ref === undefined ? [] : [schema.$ref.slice(PREFIX.length)];
  return [...own, ...below.flatMap(referencesIn)];
}

export function described(text: string | undefined): Pick<Schema, 'description'> {
  return text === undefined ? {} : { description: text };
}

/** The fields that say what an object is; their texts are those of any built-in kind. */
export function typeMeta({ Pod = {} }: Descriptions): Record<'apiVersion' | 'kind', Schema> {
  const field = (name: string): Schema => ({ ...described(Pod[name]), type: 'string' });
  return { apiVersion: field('apiVersion'), kind: field('kind') };
}
