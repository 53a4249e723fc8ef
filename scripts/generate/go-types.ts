/**
 * Reads fixtures/golden/go-types.json: what the OpenAPI does not say of the Go structs behind it, recorded from
 * k8s.io/api v0.36.3 by reflection. A field is written as Go declares it:
 *
 *     "imagePullPolicy": "v1.PullPolicy = string omitempty"      a named type, what it is, the options of its json tag
 *     "emptyDir": "*v1.EmptyDirVolumeSource omitempty in VolumeSource"       a field of an embedded struct
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './openapi';

export interface GoField {
  /** `[]v1.Container`, `*int32`, `map[string]string`, `v1.PullPolicy`. */
  type: string;
  /** What a named type is that is no struct: `string`, `map of resource.Quantity`. */
  named?: string;
  omitempty: boolean;
  omitzero: boolean;
  /** The Go names of the embedded structs it stands in, outermost first, joined by dots. */
  embedded?: string;
}

export type GoTypes = Map<string, Map<string, GoField>>;

export function readGoTypes(): GoTypes {
  const text = readFileSync(path.join(root, 'fixtures/golden/go-types.json'), 'utf8');
  const types = JSON.parse(text) as Record<string, Record<string, string>>;
  return new Map(
    Object.entries(types).map(([name, fields]) => [
      name,
      new Map(Object.entries(fields).map(([field, text]) => [field, goField(text)])),
    ]),
  );
}

function goField(text: string): GoField {
  const match = /^(\S+)(?: = (\w+(?: of \S+)?))?((?: omitempty| omitzero| inline)*)(?: in (\S+))?$/.exec(text);
  if (!match) throw new Error(`go-types.json: cannot read ${text}`);
  const [, type = '', named, options = '', embedded] = match;
  return {
    type,
    ...(named !== undefined && { named }),
    omitempty: options.includes('omitempty'),
    omitzero: options.includes('omitzero'),
    ...(embedded !== undefined && { embedded }),
  };
}
