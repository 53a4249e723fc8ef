/**
 * An object of any kind on its way into the store: of a kind that is judged, of a kind that a CustomResourceDefinition made,
 * or of one of the others, of which only structure and metadata are looked at.
 */
import type { AdmissionCluster } from '../admission';
import { judgeApplied, judgeChanged, judgePatched, type Patch } from '../change';
import { admitCreate, modelledKind, type FieldValidation } from '../judge';
import { isObject } from '../json-object';
import type { Judgement } from '../judgement';
import { laterPart } from '../later';
import type { Kind } from '../schema';
import type { StoredObject } from '../store';
import { admitPlain, changePlain, patchPlain } from './plain-kinds';

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
  const options = { ...judging, forStore: true };
  const custom = judgeCustom(kind, manifest, judging);
  if (custom) return custom;
  const modelled = modelledKind(kind);
  return modelled ? admitCreate(manifest, modelled, options) : admitPlain(kind, manifest, judging);
}

/** PUT. */
export function judgeReplaced(kind: Kind, manifest: Json, live: StoredObject, judging: Judging): Judgement {
  const options = { ...judging, forStore: true };
  const modelled = modelledKind(kind);
  if (modelled) return judgeChanged(manifest, live, modelled, options);
  const judged = judgeCustom(kind, manifest, judging) ?? admitPlain(kind, manifest, judging);
  return changePlain(kind, judged, manifest, live);
}

/** PATCH. */
export function judgeEdited(kind: Kind, patch: Patch, live: StoredObject & Json, judging: Judging): Judgement {
  const options = { ...judging, forStore: true };
  const modelled = modelledKind(kind);
  if (modelled) return judgePatched(patch, live, modelled, options);
  const patched = patchPlain(kind, patch, live);
  if ('verdict' in patched) return patched;
  return judgeReplaced(kind, patched.document, live, judging);
}

/** PATCH with application/apply-patch+yaml; `live` with its managedFields. */
export function judgeAppliedTo(kind: Kind, manifest: Json, live: Json | undefined, applying: Applying): Judgement {
  const options = { ...applying, forStore: true };
  const modelled = modelledKind(kind);
  if (modelled) return judgeApplied(manifest, live, modelled, options);
  if (!live || !isObject(live['metadata'])) return judgeNew(kind, manifest, applying);
  const patched = patchPlain(kind, { type: 'merge', body: manifest }, live);
  if ('verdict' in patched) return patched;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is live comes from the store
  return judgeReplaced(kind, patched.document, live as StoredObject, applying);
}

/** Undefined where no CustomResourceDefinition makes the kind. */
function judgeCustom(kind: Kind, manifest: Json, judging: Judging): Judgement | undefined {
  const later = laterPart();
  const definition = later?.definitionOf(kind.apiVersion, kind.kind, judging.cluster);
  return definition && later?.judgeCustomResource(definition, manifest, judging);
}
