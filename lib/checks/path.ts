/**
 * Field paths as lessons write them: Kubernetes' spelling, and `[name=web]` for the item of a list whose field `name`
 * is `web`, because a learner may list things in any order. A key with dots or brackets is quoted: `data["a.b"]`.
 */
import { isList, isMap } from './value';

export type PathStep = string | number | { readonly field: string; readonly is: string };

const stepForms = /(?:^|\.)([^.[\]"]+)|\[(\d+)\]|\[([A-Za-z]+)=([^\]]*)\]|\["((?:[^"\\]|\\.)*)"\]/y;

/** Throws on a path that can't be read: lessons are ours. */
export function parsePath(text: string): PathStep[] {
  const steps: PathStep[] = [];
  stepForms.lastIndex = 0;
  while (stepForms.lastIndex < text.length) {
    const at = stepForms.lastIndex;
    const match = stepForms.exec(text);
    if (!match) throw new Error(`Field path ${JSON.stringify(text)} can't be read at character ${at + 1}`);
    const [, name, index, field, is, quoted] = match;
    if (name !== undefined) steps.push(name);
    else if (index !== undefined) steps.push(Number(index));
    else if (field !== undefined && is !== undefined) steps.push({ field, is });
    else if (quoted !== undefined) steps.push(String(JSON.parse(`"${quoted}"`)));
  }
  return steps;
}

export interface ResolvedPath {
  /** The steps that exist, from the root. */
  readonly path: readonly (string | number)[];
  /** Whether all steps do. */
  readonly exists: boolean;
  /** What stands at the end of `path`. */
  readonly value: unknown;
  /** The map at the end of the whole path, or else the one that its last step is missing from, if that is there. */
  readonly map: Readonly<Record<string, unknown>> | undefined;
}

/** Follows a path into a value as far as it goes. */
export function resolvePath(steps: readonly PathStep[], root: unknown): ResolvedPath {
  const path: (string | number)[] = [];
  let value = root;
  let parent: unknown;
  for (const step of steps) {
    const next = follow(step, value);
    if (!next) {
      const isLast = path.length === steps.length - 1;
      return { path, exists: false, value, map: isLast && isMap(value) ? value : undefined };
    }
    path.push(next.key);
    parent = value;
    value = next.value;
  }
  const map = [value, parent].find(isMap);
  return { path, exists: true, value, map };
}

function follow(step: PathStep, value: unknown): { key: string | number; value: unknown } | undefined {
  if (typeof step === 'string') {
    return isMap(value) && Object.hasOwn(value, step) ? { key: step, value: value[step] } : undefined;
  }
  if (!isList(value)) return undefined;
  const key = typeof step === 'number' ? step : value.findIndex((item) => isMap(item) && item[step.field] === step.is);
  return key >= 0 && key < value.length ? { key, value: value[key] } : undefined;
}
