/** The shape of the API's types, as an editor and the decoder ask for it. */
export type Shape =
  | 'string'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'object'
  | 'list'
  | 'map'
  | 'int-or-string'
  | 'quantity'
  | 'time'
  | 'bytes'
  | 'any';

export interface SchemaType {
  /** Unique among all types: `PodSpec`, `AutoscalingV2MetricSpec`. */
  readonly name: string;
  /** In the order in which Kubernetes declares them. */
  readonly fields: ReadonlyMap<string, SchemaField>;
  readonly required: ReadonlySet<string>;
}

export interface SchemaField {
  readonly is: Shape;
  /** For an object: the name of its SchemaType. */
  readonly type?: string;
  /** What a list or a map holds. */
  readonly of?: SchemaField;
  readonly enum?: readonly string[];
  readonly default?: string | number | boolean;
  /** `int32`, `int64`, `double`, `date-time`, `byte`. */
  readonly format?: string;
}

/** A SchemaType with what the decoder needs to know of the Go struct behind it. */
export interface GoType extends SchemaType {
  /** `PodSpec`: how a decoding error names the struct. */
  readonly goName: string;
  readonly fields: ReadonlyMap<string, GoField>;
  /** Fields that are written even when they are empty: `status: {}`, `name: ""`. */
  readonly always: readonly (readonly [string, GoField])[];
  /** Owned as a whole by who applied it last: a label selector. */
  readonly atomic: boolean;
}

export interface GoField extends SchemaField {
  readonly of?: GoField;
  /** `[]v1.Container`, without the star of a pointer: how a decoding error names the type. */
  readonly goType: string;
  /** A pointer: absent and zero differ. */
  readonly pointer: boolean;
  /** Written even when it is empty. */
  readonly always: boolean;
  /** Go names of the embedded structs it stands in: `VolumeSource`; a decoding error has them in its path. */
  readonly embedded?: string;
  /** How two writers share it; without it a list is owned and replaced as a whole, and anything else is merged. */
  readonly merge?: FieldMerge;
}

export interface FieldMerge {
  /** A list whose items are owned one by one, and known by these fields. */
  readonly keys?: readonly string[];
  /** A list of scalars that are owned one by one. */
  readonly isSet: boolean;
  /** Whether a struct or map is owned as a whole, where that differs from its type. */
  readonly atomic?: boolean;
  /** What a strategic merge patch does with a list or struct, where it doesn't do the usual. */
  readonly patch?: 'merge' | 'replace';
  /** By which field items are known to a strategic merge patch. */
  readonly patchKey?: string;
  /** Whether kubectl says in a strategic merge patch which fields stay: of a union, those of the member that was left go. */
  readonly retainKeys?: true;
}
