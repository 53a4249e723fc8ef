/**
 * An object of any kind on its way into the store: of a kind that is judged, of a kind that a CustomResourceDefinition made,
 * or of one of the others, of which only structure and metadata are looked at.
 */
import { encodeFinal } from '../decode/encode-final';
import type { AdmissionCluster } from '../admission';
import { judgeApplied, judgeChanged, judgePatched, type Patch } from '../change';
import { admitCreate, modelledKind, type FieldValidation } from '../judge';
import { isObject } from '../json-object';
import type { Judgement, Refused } from '../judgement';
import { laterPart } from '../later';
import { serverSideApply } from '../patch';
import { refuse } from '../refuse';
import { schemaType, type GoType, type Kind } from '../schema';
import type { StoredObject } from '../store';
import { customStructure } from './custom-structure';
import { admitPlain, changePlain, patchPlain, staleness } from './plain-kinds';

type Json = Readonly<Record<string, unknown>>;

export interface Judging {
  readonly cluster: AdmissionCluster;
  readonly namespace: string;
  readonly fieldValidation?: FieldValidation;
  readonly tellSent?: boolean;
}

export interface Applying extends Judging {
  readonly manager: string;
  readonly force: boolean;
  readonly now: string;
}

export function judgeNew(kind: Kind, manifest: Json, judging: Judging): Judgement {
  const options = { ...judging, forStore: encodeFinal };
  const custom = judgeCustom(kind, manifest, judging);
  if (custom) return custom;
  const modelled = modelledKind(kind);
  return modelled ? admitCreate(manifest, modelled, options) : admitPlain(kind, manifest, judging);
}

/** PUT. */
export function judgeReplaced(kind: Kind, manifest: Json, live: StoredObject, judging: Judging): Judgement {
  const options = { ...judging, forStore: encodeFinal };
  const modelled = modelledKind(kind);
  if (modelled) return judgeChanged(manifest, live, modelled, options);
  const stale = staleness(kind, manifest, live);
  if (stale) return stale;
  const judged = judgeCustom(kind, manifest, judging) ?? admitPlain(kind, manifest, judging);
  return changePlain(kind, judged, manifest, live);
}

/** PATCH. */
export function judgeEdited(kind: Kind, patch: Patch, live: StoredObject & Json, judging: Judging): Judgement {
  const options = { ...judging, forStore: encodeFinal };
  const modelled = modelledKind(kind);
  if (modelled) return judgePatched(patch, live, modelled, options);
  const patched = patchPlain(kind, patch, live);
  if ('verdict' in patched) return patched;
  return judgeReplaced(kind, patched.document, live, judging);
}

/** PATCH with application/apply-patch+yaml; `live` with its managedFields. */
export function judgeAppliedTo(kind: Kind, manifest: Json, live: Json | undefined, applying: Applying): Judgement {
  const options = { ...applying, forStore: encodeFinal };
  const modelled = modelledKind(kind);
  if (modelled) return judgeApplied(manifest, live, modelled, options);
  const type = structureOf(kind, applying) ?? schemaType(kind.type);
  if (!type) throw new Error(`no structure of ${kind.apiVersion}/${kind.kind}`);
  const { apiVersion, kind: name } = kind;
  const applied = serverSideApply({
    ...applying,
    type,
    apiVersion,
    kind: name,
    live: live && { ...live },
    applied: manifest,
  });
  if ('refusal' in applied) return refuse('decode', kind, applied.refusal, []);
  const document = applied.object;
  const judged = live
    ? // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is live comes from the store
      judgeReplaced(kind, document, live as StoredObject, applying)
    : judgeNew(kind, document, applying);
  if (judged.verdict !== 'accepted' || !isObject(judged.object)) return judged;
  const { managedFields } = isObject(document['metadata']) ? document['metadata'] : {};
  const metadata = isObject(judged.object['metadata']) ? judged.object['metadata'] : {};
  return { ...judged, object: { ...judged.object, metadata: { ...metadata, managedFields } } };
}

/** A custom resource with a status that somebody wrote; undefined where nothing is wrong with it. */
export function refuseStatus(kind: Kind, object: Json, judging: Judging): Refused | undefined {
  const later = laterPart();
  const definition = later?.definitionOf(kind.apiVersion, kind.kind, judging.cluster);
  if (!later || !definition) return undefined;
  const versions = definition.spec?.versions?.map(
    ({ subresources: { status: _status, ...others } = {}, ...version }) => ({
      ...version,
      subresources: others,
    }),
  );
  // Where the status is no part of its own, it is looked at with the rest.
  const whole = { ...definition, spec: { ...definition.spec, ...(versions && { versions }) } };
  const judged = later.judgeCustomResource(whole, object, judging);
  return judged.verdict === 'refused' && judged.stage === 'validation' ? judged : undefined;
}

function structureOf({ apiVersion, kind, version }: Kind, { cluster }: Judging): GoType | undefined {
  return customStructure(laterPart()?.definitionOf(apiVersion, kind, cluster), version);
}

/** Undefined where no CustomResourceDefinition makes the kind. Fields that nobody knows are left out, unless that is strict. */
function judgeCustom(kind: Kind, manifest: Json, judging: Judging): Judgement | undefined {
  const later = laterPart();
  const definition = later?.definitionOf(kind.apiVersion, kind.kind, judging.cluster);
  if (!later || !definition) return undefined;
  const named = { ...manifest, apiVersion: kind.apiVersion, kind: kind.kind };
  const judged = later.judgeCustomResource(definition, named, judging);
  const { fieldValidation = 'Strict' } = judging;
  if (fieldValidation === 'Strict' || judged.verdict !== 'refused' || judged.stage !== 'decode') return judged;
  const unknown = judged.errors.filter(({ reason, after }) => reason === 'UnknownField' && after === undefined);
  if (unknown.length === 0) return judged;
  const known = unknown.reduce<unknown>((object, { path }) => without(object, path), named);
  const again = isObject(known) ? later.judgeCustomResource(definition, known, judging) : judged;
  if (again.verdict === 'not-judged' || fieldValidation === 'Ignore') return again;
  return { ...again, warnings: [...unknown.map(({ message }) => message), ...again.warnings] };
}

function without(value: unknown, [first, ...rest]: readonly (string | number)[]): unknown {
  if (first === undefined) return value;
  if (Array.isArray(value)) return value.map((item: unknown, at) => (at === first ? without(item, rest) : item));
  if (!isObject(value)) return value;
  const copy = { ...value };
  if (rest.length === 0) delete copy[first];
  else copy[first] = without(copy[first], rest);
  return copy;
}
