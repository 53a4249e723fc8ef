/** What becomes of a body with a field that stands in it twice: refused where it is strict, and else said. */
import { schemaType, type Kind } from '../schema';
import { decode, fieldText } from '../decode';
import { isObject } from '../json-object';
import { readFields, type FieldPlaces } from './duplicate-fields';
import { badRequest } from './failure';
import type { Answer, Writing } from './registry';

/** A body in YAML was read by somebody who knows of them. */
export function unlessRepeated(
  { kind, version, type }: Kind,
  body: string,
  { fieldValidation }: Writing,
  write: () => Answer,
): Answer {
  const isLooked = fieldValidation !== 'Ignore' && body.trimStart().startsWith('{');
  if (!isLooked) return write();
  const places = readFields(body);
  const repeated = [...places.repeated.keys()].map((path) => `duplicate field "${path}"`);
  if (repeated.length === 0) return write();
  if (fieldValidation === 'Strict') {
    const why = `strict decoding error: ${faultsInOrder(type, body, places).join(', ')}`;
    const status = badRequest(`${kind} in version "${version}" cannot be handled as a ${kind}: ${why}`);
    return { ok: false, status, warnings: [] };
  }
  const answer = write();
  return { ...answer, warnings: [...repeated, ...answer.warnings] };
}

/** With what else strict decoding minds of a kind that is built in, as it comes across it. */
function faultsInOrder(type: string, body: string, { first, repeated }: FieldPlaces): string[] {
  const structure = schemaType(type);
  const manifest: unknown = JSON.parse(body);
  const found = structure && isObject(manifest) ? decode(structure, manifest).faults : [];
  const unknown = found.filter(({ weight }) => weight === 'strict');
  return [
    ...unknown.map(({ path, message }) => ({ at: first.get(fieldText(path)) ?? 0, message })),
    ...[...repeated].map(([path, at]) => ({ at, message: `duplicate field "${path}"` })),
  ]
    .sort((a, b) => a.at - b.at)
    .map(({ message }) => message);
}
