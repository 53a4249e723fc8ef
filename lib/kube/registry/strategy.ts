/**
 * What a kind's registry does with an object on its way into the store: the hooks of RESTCreateStrategy and
 * RESTUpdateStrategy (apiserver's registry/rest), and BeginCreate and BeginUpdate of its store. judge.ts and change.ts call
 * them in the server's order. Every hook gets objects that were decoded, and may change the first of them in place; `live`
 * is never changed. `metadata` is there.
 */
import type { AdmissionCluster, AdmissionRefusal } from '../admission';
import type { FieldError } from '../field/error';

export interface Strategy<T> {
  /** As the object is read, before anything looks at it: SetDefaults_* of pkg/apis/<group>/<version>/defaults.go. */
  setDefaults(object: T): void;
  /** BeginCreate, and PrepareForCreate: fields of the server's own, fields of features that are off. */
  prepareForCreate?(object: T, cluster: AdmissionCluster): AdmissionRefusal | undefined;
  validate(object: T): FieldError[];
  /** BeginUpdate, and PrepareForUpdate: the status stays as it is, the generation counts. */
  prepareForUpdate?(object: T, live: T, cluster: AdmissionCluster): AdmissionRefusal | undefined;
  /** Of metadata, name, namespace and uid were compared before. */
  validateUpdate(object: T, live: T): FieldError[];
  /** Said even where the object is refused afterwards. */
  warningsBeforeCreate?(object: T): string[];
  warningsOnCreate?(object: T): string[];
  warningsOnUpdate?(object: T, live: T): string[];
  /** What is filled in only after the object was found valid. */
  canonicalize?(object: T): void;
  /** Of a change, the kind's own validation does not look at the metadata again: ValidateObjectMetaUpdate is not called. */
  readonly checksMetaOnce?: boolean;
  /** Said with every answer about the kind, whatever it is. */
  readonly deprecation?: string;
  /** The kind as a refusal names it, where that is not its own: Events of both groups are `Event`. */
  readonly statusKind?: string;
  /** Whether an update must say which resourceVersion it changes: AllowUnconditionalUpdate is false. */
  readonly needsResourceVersion?: boolean;
}
