/** Finalizers that another might use too. Models validateKubeFinalizerName (apiextensions' registry/customresource). */
import { quote } from '../field/print';
import { labelKeyFaults } from '../validation/names';

const STANDARD = ['orphan', 'foregroundDeletion', 'kubernetes'];

export function finalizerWarnings(finalizers: readonly string[]): string[] {
  return [...new Set(finalizers)].toSorted().flatMap((finalizer) => {
    const wrong = labelKeyFaults(finalizer);
    const isBare = !finalizer.includes('/') && !STANDARD.includes(finalizer);
    const path = finalizer.includes('.') ? ' including a path (/)' : '';
    const bare = `prefer a domain-qualified finalizer name${path} to avoid accidental conflicts with other finalizer writers`;
    return [...wrong, ...(isBare ? [bare] : [])].map((why) => `metadata.finalizers: ${quote(finalizer)}: ${why}`);
  });
}
