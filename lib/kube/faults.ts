/** The faults of the stages as an editor wants them: where in the manifest, and what to mark there. */
import type { DecodeFault } from './decode';
import type { FieldError } from './field/error';
import { errorBody } from './field/message';
import type { FieldFault } from './judgement';

type Path = readonly (string | number)[];

export function decodeFaults(faults: readonly DecodeFault[]): FieldFault[] {
  return faults.map(({ path, reason, message }) => ({
    path,
    field: fieldText(path),
    reason,
    message,
    at: reason === 'UnknownField' ? 'key' : 'value',
  }));
}

export function validationFaults(errors: readonly FieldError[], manifest: unknown): FieldFault[] {
  return errors.map((error) => {
    const path = (error.place ?? error.path).segments();
    const { reason } = error;
    const missing = reason === 'FieldValueRequired' && !isThere(manifest, path);
    return { path, field: error.path.toString(), reason, message: errorBody(error), at: missing ? 'key' : 'value' };
  });
}

/**
 * Faults found in what could be read of a manifest, without those that the unreadable part itself makes: what lies within,
 * around or beside it (a required field next to an unknown one is most often that one, misspelt).
 */
export function laterFaults(faults: readonly FieldFault[], decoding: readonly DecodeFault[]): FieldFault[] {
  return faults
    .filter(({ path, reason }) => !decoding.some((fault) => explains(fault, path, reason)))
    .map((fault) => ({ ...fault, after: 'decode' }));
}

function explains(fault: DecodeFault, path: Path, reason: string): boolean {
  if (startsWith(path, fault.path) || startsWith(fault.path, path)) return true;
  return (
    fault.reason === 'UnknownField' && reason === 'FieldValueRequired' && startsWith(path, fault.path.slice(0, -1))
  );
}

function startsWith(path: Path, start: Path): boolean {
  return start.length <= path.length && start.every((step, at) => step === path[at]);
}

function isThere(manifest: unknown, path: Path): boolean {
  let value = manifest;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return false;
    value = Reflect.get(value, step);
  }
  return true;
}

/** `spec.containers[0].image`. */
function fieldText(path: Path): string {
  return path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`),
    '',
  );
}
