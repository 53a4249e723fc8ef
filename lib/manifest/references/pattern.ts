import type { YamlPath } from '@/lib/yaml';
import type { Gathering, Read } from './gather';
import { isObject } from '../json';

/** A row of the table: what is read at which place. `*` stands for each item of a list. */
export interface Rule {
  readonly at: string;
  readonly read: Read;
}

/** All rules of a kind as one tree, so that an object is walked once, and only where a rule looks. */
export interface Branch {
  readonly reads: Read[];
  readonly fields: Map<string, Branch>;
  items: Branch | undefined;
}

export function branchesOf(rules: readonly Rule[]): Branch {
  const root = newBranch();
  for (const { at, read } of rules) {
    let branch = root;
    for (const step of at === '' ? [] : at.split('.')) branch = below(branch, step);
    branch.reads.push(read);
  }
  return root;
}

export function walk(branch: Branch, value: unknown, path: YamlPath, into: Gathering): void {
  if (Array.isArray(value)) {
    if (branch.items) for (const [index, item] of value.entries()) walk(branch.items, item, [...path, index], into);
    return;
  }
  if (!isObject(value)) return;
  for (const read of branch.reads) read(value, path, into);
  for (const [name, next] of branch.fields) {
    if (Object.hasOwn(value, name)) walk(next, value[name], [...path, name], into);
  }
}

function below(branch: Branch, step: string): Branch {
  if (step === '*') return (branch.items ??= newBranch());
  const before = branch.fields.get(step);
  if (before) return before;
  const made = newBranch();
  branch.fields.set(step, made);
  return made;
}

function newBranch(): Branch {
  return { reads: [], fields: new Map(), items: undefined };
}
