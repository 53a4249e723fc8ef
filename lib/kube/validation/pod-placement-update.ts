/**
 * Where a Pod may run, changed while a scheduling gate holds it back: only ever more narrowly. Models the part for gated Pods
 * of ValidatePodUpdate (pkg/apis/core/validation).
 */
import { areSemanticallyEqual, isSemanticallyEqual } from '../equality';
import type { FieldError } from '../field/error';
import { invalid } from '../field/error';
import { internalValue } from '../field/internal';
import { FieldPath } from '../field/path';
import { goMap } from '../field/print';
import type { NodeAffinity, NodeSelectorTerm, PodSpec } from '../schema/generated/types';

const SPEC = FieldPath.of('spec');

/** Judges the selector and the node affinity of `kept`, and puts those of before in their place. */
export function keepPlacement(kept: PodSpec, before: PodSpec, errors: FieldError[]): void {
  const given = kept.nodeSelector;
  const selector = given ?? {};
  const selectorBefore = Object.entries(before.nodeSelector ?? {});
  const isKept = selectorBefore.every(([key, value]) => selector[key] === value);
  // What is the same is left as it is written, an empty one too.
  if (!isKept || selectorBefore.length !== Object.keys(selector).length) keep(kept, before, 'nodeSelector');
  if (!isKept) {
    const why = 'only additions to spec.nodeSelector are allowed (no mutations or deletions)';
    errors.push(invalid(SPEC.child('nodeSelector'), goMap(given), why));
  }
  const affinity = kept.affinity?.nodeAffinity;
  const affinityBefore = before.affinity?.nodeAffinity;
  if (isSemanticallyEqual('NodeAffinity', affinity, affinityBefore)) return;
  validateNodeAffinityUpdate(affinity, affinityBefore, errors);
  const { nodeAffinity: _, ...others } = kept.affinity ?? {};
  if (affinityBefore) kept.affinity = { ...others, nodeAffinity: affinityBefore };
  else if (before.affinity || others.podAffinity || others.podAntiAffinity) kept.affinity = others;
  else delete kept.affinity;
}

/** The field as it was. */
export function keep<T extends object>(kept: T, before: T, name: keyof T): void {
  if (before[name] === undefined) delete kept[name];
  else kept[name] = before[name];
}

function validateNodeAffinityUpdate(
  after: NodeAffinity | undefined,
  before: NodeAffinity | undefined,
  errors: FieldError[],
): void {
  const termsBefore = before?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  const terms = after?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  if (termsBefore.length === 0) return;
  const affinity = SPEC.child('affinity', 'nodeAffinity');
  const path = affinity.child('requiredDuringSchedulingIgnoredDuringExecution', 'nodeSelectorTerms');
  if (termsBefore.length !== terms.length) {
    const printed = terms.length === 0 ? null : terms.map(printedTerm);
    const why = 'no additions/deletions to non-empty NodeSelectorTerms list are allowed';
    errors.push(invalid(path, printed, why));
    return;
  }
  terms.forEach((term, at) => {
    if (hasOnlyMore(term, termsBefore[at] ?? {})) return;
    errors.push(invalid(path.index(at), printedTerm(term), 'only additions are allowed (no mutations or deletions)'));
  });
}

/** A term without a requirement selects nothing, and with one it would select something. */
function hasOnlyMore(term: NodeSelectorTerm, before: NodeSelectorTerm): boolean {
  const lists = ['matchExpressions', 'matchFields'] as const;
  if (lists.every((list) => !before[list]?.length)) return lists.every((list) => !term[list]?.length);
  return lists.every((list) => {
    const old = before[list] ?? [];
    return areSemanticallyEqual('NodeSelectorRequirement', term[list]?.slice(0, old.length), old);
  });
}

function printedTerm(term: NodeSelectorTerm): unknown {
  return internalValue('NodeSelectorTerm', term);
}
