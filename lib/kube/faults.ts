/** The faults of the stages as an editor wants them: where in the manifest, and what to mark there. */
import { fieldText, type DecodeFault, type Path } from './decode';
import type { FieldError } from './field/error';
import { errorBody } from './field/message';
import type { FieldFault, RefusalStatus } from './judgement';

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
    const path = sourceOf((error.place ?? error.path).segments(), manifest);
    const at = isThere(manifest, path) ? 'value' : 'key';
    return { path, field: error.path.toString(), reason: error.reason, message: errorBody(error), at };
  });
}

/** A refusal as a whole, which names no field: where the words that it quotes stand. */
export function admissionFault({ code, reason, message }: RefusalStatus): FieldFault {
  const subject = code === 404 ? ['metadata', 'namespace'] : REFUSED.find(([word]) => word.test(message))?.[1];
  const path = subject ?? [];
  return { path, field: path.join('.'), reason, message, at: 'value' };
}

/** What the admission plugins that look at Pods refuse. */
const REFUSED: readonly (readonly [word: RegExp, path: Path & string[]])[] = [
  [/is forbidden: error looking up service account/, ['spec', 'serviceAccountName']],
  [/is forbidden: pod rejected: RuntimeClass/, ['spec', 'runtimeClassName']],
  [/is forbidden: no PriorityClass/, ['spec', 'priorityClassName']],
  [/is forbidden: the integer value of priority/, ['spec', 'priority']],
  [/is forbidden: the string value of PreemptionPolicy/, ['spec', 'preemptionPolicy']],
];

/** Fields that are filled in from others: a fault in one that was not written lies in the one it came from. */
const SOURCES: Readonly<Record<string, string>> = {
  data: 'stringData',
  hostPort: 'containerPort',
  requests: 'limits',
  serviceAccountName: 'serviceAccount',
  targetPort: 'port',
};
const NAME_LABEL = 'kubernetes.io/metadata.name';

function sourceOf(path: Path, manifest: unknown): Path {
  if (isThere(manifest, path)) return path;
  return writtenElsewhere(path).find((written) => isThere(manifest, written)) ?? path;
}

/** Where else a value may have been written. */
function writtenElsewhere(path: Path): Path[] {
  if (path.at(-1) === NAME_LABEL) return [['metadata', 'name']];
  return [...path.entries()].flatMap(([at, step]) => {
    if (step === 'clusterIPs') return [[...path.slice(0, at), 'clusterIP']];
    const source = typeof step === 'string' && Object.hasOwn(SOURCES, step) ? SOURCES[step] : undefined;
    return source === undefined ? [] : [path.with(at, source)];
  });
}

/**
 * Faults found in what could be read of a manifest, without those that the unreadable part itself makes: what lies within
 * or around it, what is filled in from it, and what is missing beside an unknown field, which is most often that very
 * field, misspelt.
 */
export function laterFaults(
  faults: readonly FieldFault[],
  decoding: readonly DecodeFault[],
  manifest: unknown,
): FieldFault[] {
  return faults
    .filter(({ path }) => !decoding.some((earlier) => explains(earlier, path, manifest)))
    .map((fault) => ({ ...fault, after: 'decode' }));
}

function explains(earlier: DecodeFault, path: Path, manifest: unknown): boolean {
  if (earlier.reason === 'UnknownField') {
    const parent = earlier.path.slice(0, -1);
    return startsWith(path, parent) && !isThere(manifest, path.slice(0, parent.length + 1));
  }
  return [path, ...writtenElsewhere(path)].some(
    (place) => startsWith(place, earlier.path) || startsWith(earlier.path, place),
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
