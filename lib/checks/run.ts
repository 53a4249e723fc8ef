import { celValues, Budget } from './cel-value';
import type { CompiledCheck, CompiledChecks } from './compile';
import type { CheckedManifest, CheckFind, CheckVerdict } from './definition';
import { explain } from './explain';
import { resolvePath } from './path';
import { textAt } from './value';

/** Looks into lists that each check may take: a thousand times what a lesson needs, and milliseconds. */
export const looks = 50_000;
/** Of manifests that match, so many are tried. */
const maxCandidates = 10;

/** All that is looked at, as it is and as CEL sees it. */
export interface World {
  readonly over: 'manifests' | 'cluster';
  readonly checks: readonly CompiledCheck[];
  readonly manifests: readonly CheckedManifest[];
  readonly values: { readonly all: unknown; readonly each: readonly unknown[] };
}

/**
 * Judges all manifests of an exercise together; one verdict for each check over manifests, in their order. Those over the
 * cluster are left out: see `clusterQuestions`.
 */
export function runChecks({ checks }: CompiledChecks, manifests: readonly CheckedManifest[]): CheckVerdict[] {
  const budget = new Budget();
  const values = celValues(
    manifests.map(({ object }) => object),
    budget,
  );
  return judgeAll({ over: 'manifests', checks, manifests, values }, budget);
}

/** Those checks that look at what the world is. */
export function judgeAll(world: World, budget: Budget): CheckVerdict[] {
  return world.checks
    .filter(({ definition: { over = 'manifests' } }) => over === world.over)
    .map((check) => {
      budget.refill(looks);
      return judge(check, world);
    });
}

function judge(check: CompiledCheck, { over, checks, manifests, values }: World): CheckVerdict {
  const { id, find } = check.definition;
  if (!find) {
    const passed = check.holds({ [over]: values.all });
    return passed ? { id, passed } : { id, passed, message: explain(check, manifests, undefined) };
  }

  const found = manifests
    .flatMap((manifest, index) =>
      index < values.each.length && matches(find, manifest) ? [{ manifest, value: values.each[index] }] : [],
    )
    .slice(0, maxCandidates);
  const passing = found.find(({ value }) => check.holds({ object: value, [over]: values.all }));
  if (passing) return { id, passed: true, at: place(check, passing.manifest) };

  const manifest = found[0]?.manifest;
  const message = explain(check, manifests, manifest);
  if (manifest) return { id, passed: false, message, at: place(check, manifest) };
  const at = likeliest(find, manifests, checks);
  return at ? { id, passed: false, message, at } : { id, passed: false, message };
}

function matches(find: CheckFind, { file, object }: CheckedManifest): boolean {
  return (
    textAt(object, 'kind') === find.kind &&
    (find.name === undefined || textAt(object, 'metadata', 'name') === find.name) &&
    (find.apiVersion === undefined || textAt(object, 'apiVersion') === find.apiVersion) &&
    (find.namespace === undefined || textAt(object, 'metadata', 'namespace') === find.namespace) &&
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
  checks: readonly CompiledCheck[],
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
