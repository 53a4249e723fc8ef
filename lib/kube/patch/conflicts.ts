/** Fields that somebody else manages, and how the server says so. Models conflict.go (apimachinery's managedfields). */
import { quote } from '../field/print';
import { pathText, type FieldPathElements, type FieldSet } from './field-set';
import { identityOf, type Manager } from './managers';
import type { PatchRefusal } from './patched';

export interface Conflict {
  readonly manager: Manager;
  readonly path: FieldPathElements;
}

export function conflictsOf(manager: Manager, fields: FieldSet): Conflict[] {
  return fields.paths().map((path) => ({ manager, path }));
}

/** 409, with a cause a field. The server's causes are in no order; here they are in that of its sentence. */
export function refuseConflicts(found: readonly Conflict[]): { readonly refusal: PatchRefusal } {
  const conflicts = found.toSorted((a, b) => compareTexts(identityOf(a.manager), identityOf(b.manager)));
  const causes = conflicts.map(({ manager, path }) => ({
    reason: 'FieldManagerConflict',
    message: `conflict with ${printed(manager)}`,
    field: pathText(path),
  }));
  return { refusal: { code: 409, reason: 'Conflict', message: messageOf(conflicts), causes } };
}

function messageOf(conflicts: readonly Conflict[]): string {
  const [first, ...others] = conflicts;
  if (first && others.length === 0) {
    return `Apply failed with 1 conflict: conflict with ${printed(first.manager)}: ${pathText(first.path)}`;
  }
  const lines = [...new Set(conflicts.map(({ manager }) => manager))].flatMap((manager) => [
    `conflicts with ${printed(manager)}:`,
    ...conflicts.filter((one) => one.manager === manager).map(({ path }) => `- ${pathText(path)}`),
  ]);
  return `Apply failed with ${conflicts.length} conflicts: ${lines.join('\n')}`;
}

/** `"kubectl" using apps/v1`: the version of who updates only. */
function printed({ name, operation, apiVersion, subresource }: Manager): string {
  const who = quote(name) + (subresource === '' ? '' : ` with subresource ${quote(subresource)}`);
  return operation === 'Update' ? `${who} using ${apiVersion}` : who;
}

function compareTexts(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
