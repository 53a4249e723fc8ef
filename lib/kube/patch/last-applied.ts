/**
 * From client-side to server-side apply: what kubectl applied before, and noted in an annotation, is kubectl's to apply.
 * Models lastappliedmanager.go and lastappliedupdater.go (apimachinery's util/managedfields/internal).
 */
import { goJson } from '../field/print';
import { isObject, type JsonObject } from '../json-object';
import type { GoType } from '../schema';
import type { FieldSet } from './field-set';
import { compareObjects, fieldsOf } from './ownership';
import { typedFault } from './typed-faults';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
const MOST_BYTES = 262_144;

/** The fields of the annotation that are still as it says; undefined where there is none that can be read. */
export function lastAppliedFields(type: GoType, apiVersion: string, live: JsonObject): FieldSet | undefined {
  const last = read(annotationsOf(live)[LAST_APPLIED]);
  if (!last || last['apiVersion'] !== apiVersion || typedFault(type, last) !== undefined) return undefined;
  const { modified, added, removed } = compareObjects(type, last, live);
  return fieldsOf(type, last).difference(modified).difference(added).difference(removed);
}

/** Keeps the annotation true, where it is there. Changes the object. */
export function syncLastApplied(object: JsonObject, applied: JsonObject): void {
  const annotations = annotationsOf(object);
  if (typeof annotations[LAST_APPLIED] !== 'string' || annotations[LAST_APPLIED] === '') return;
  const text = `${goJson(sorted(withoutAnnotation(applied)))}\n`;
  if (text.length > MOST_BYTES) delete annotations[LAST_APPLIED];
  else annotations[LAST_APPLIED] = text;
}

function withoutAnnotation(applied: JsonObject): JsonObject {
  const { [LAST_APPLIED]: _, ...annotations } = annotationsOf(applied);
  const { metadata } = applied;
  if (!isObject(metadata) || !isObject(metadata['annotations'])) return applied;
  return { ...applied, metadata: { ...metadata, annotations } };
}

/** As Go writes maps. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  return new Map(Object.entries(value).map(([key, item]) => [key, sorted(item)]));
}

function annotationsOf(object: JsonObject): JsonObject {
  const { metadata } = object;
  const annotations = isObject(metadata) ? metadata['annotations'] : undefined;
  return isObject(annotations) ? annotations : {};
}

function read(text: unknown): JsonObject | undefined {
  if (typeof text !== 'string') return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
