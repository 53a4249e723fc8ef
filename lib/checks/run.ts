import { celValues } from './cel-value';
import type { CompiledCheck, CompiledChecks } from './compile';
import type { CheckedManifest, CheckFind, CheckVerdict } from './definition';
import { explain } from './explain';
import { resolvePath } from './path';
import { textAt } from './value';

/** Judges all manifests of an exercise together; one verdict for each check, in the order of the checks. */
export function runChecks(compiled: CompiledChecks, manifests: readonly CheckedManifest[]): CheckVerdict[] {
  const values = celValues(manifests.map(({ object }) => object));
  return compiled.checks.map((check) => judge(check, compiled, manifests, values));
}

function judge(
  check: CompiledCheck,
  all: CompiledChecks,
  manifests: readonly CheckedManifest[],
  values: readonly unknown[],
): CheckVerdict {
  const { id, find } = check.definition;
  if (!find) {
    const passed = check.holds({ manifests: values });
    return passed ? { id, passed } : { id, passed, message: explain(check, manifests, undefined) };
  }

  const found = manifests.flatMap((manifest, index) =>
    index < values.length && matches(find, manifest) ? [{ manifest, value: values[index] }] : [],
  );
  const passing = found.find(({ value }) => check.holds({ object: value, manifests: values }));
  if (passing) return { id, passed: true, at: place(check, passing.manifest) };

  const manifest = found[0]?.manifest;
  const message = explain(check, manifests, manifest);
  if (manifest) return { id, passed: false, message, at: place(check, manifest) };
  const at = likeliest(find, manifests, all);
  return at ? { id, passed: false, message, at } : { id, passed: false, message };
}

function matches(find: CheckFind, { file, object }: CheckedManifest): boolean {
  return (
    textAt(object, 'kind') === find.kind &&
    (find.name === undefined || textAt(object, 'metadata', 'name') === find.name) &&
    (find.apiVersion === undefined || textAt(object, 'apiVersion') === find.apiVersion) &&
    (find.file === undefined || file === find.file)
  );
}

function place(check: CompiledCheck, { file, document, object }: CheckedManifest): NonNullable<CheckVerdict['at']> {
  return { file, document, path: resolvePath(check.at, object).path };
}

/**
 * Where to look when nothing was found: at a manifest of the same kind that no check looks for, since it may be the one,
 * under another name; or else at the file asked for.
 */
function likeliest(
  find: CheckFind,
  manifests: readonly CheckedManifest[],
  { checks }: CompiledChecks,
): CheckVerdict['at'] {
  const near = manifests.find(
    (manifest) =>
      textAt(manifest.object, 'kind') === find.kind &&
      (find.file === undefined || manifest.file === find.file) &&
      !checks.some(({ definition }) => definition.find && matches(definition.find, manifest)),
  );
  if (near) {
    const path = textAt(near.object, 'metadata', 'name') === undefined ? [] : ['metadata', 'name'];
    return { file: near.file, document: near.document, path };
  }
  return find.file === undefined ? undefined : { file: find.file, document: 0, path: [] };
}
