/** kubectl edit, and what else opens an editor. Models kubectl's cmd/edit and cmd/util/editor/editoptions.go. */
import type { Call, Command } from '../command';
import { goJson, isObject, listAt, quoted, textAt, type Json } from '../json-object';
import { printJson } from '../print-json';
import { printYaml } from '../print-yaml';
import { isBuiltIn } from './apply';
import { withLastApplied } from './applied';
import {
  contentOf,
  editHeader,
  fileFault,
  goSyntax,
  isBlank,
  withoutComments,
  type EditMode,
  type Reason,
} from './edit-file';
import { FILES, OUTPUT, SAVE_CONFIG, VALIDATE, flag, manager } from './flag-specs';
import { readManifestText } from './manifests';
import { threeWayMergePatch, twoWayPatch } from './merge-patch';
import { withoutManagers } from './print';
import { problem, reasonOf, type Problem } from './problem';
import { pathOf, pluralOf } from './server';
import { Session } from './session';
import { liveOrAll, otherNamespace, placeManifests, type Target } from './targets';

export const edit: Command = {
  name: 'edit',
  flags: [
    ...FILES,
    ...OUTPUT,
    VALIDATE,
    SAVE_CONFIG,
    manager('kubectl-edit'),
    flag('output-patch', 'bool'),
    flag('subresource', 'string'),
    flag('windows-line-endings', 'bool'),
  ],
  run,
};

async function run(call: Call): Promise<number> {
  const { flags, args } = call;
  const session = new Session(call, 'kubectl-edit');
  const subresource = flags.string('subresource');
  if (!['', 'json', 'yaml'].includes(session.output)) {
    const words = 'unable to match a printer suitable for the output format';
    return session.end(problem(`${words} ${quoted(session.output)}, allowed formats are: json,kyaml,yaml`));
  }
  const found = await liveOrAll(session, args);
  if (session.failed) return session.finish();
  const targets: Target[] = [];
  for (const target of found) {
    const answer = subresource === '' ? target : await session.server.send('GET', pathOf(target, subresource));
    if ('problem' in answer) return session.end(answer.problem);
    targets.push({ ...target, object: answer.object });
  }
  if (targets.length === 0) return session.end(problem('edit cancelled, no objects found'));
  return editObjects(session, targets, 'normal', (edited, old) => patchOne(session, edited, old));
}

/** What becomes of one object: the word it is printed with, or what is wrong. */
export type Saved = { readonly object: Json; readonly verb: string } | { readonly refused: Problem } | Problem;

/**
 * Opens the objects in the editor until what is saved is taken, or given up; resolves to the exit code. A `refused` change is
 * corrected in the file; any other problem ends it.
 */
export async function editObjects(
  session: Session,
  originals: readonly Target[],
  mode: EditMode,
  save: (edited: Target, original: Target) => Promise<Saved>,
): Promise<number> {
  const { io } = session;
  if (!io.edit) return session.end(problem('there is no editor here'));
  const isJson = session.output === 'json';
  const file = `kubectl-edit-${1_000_000_000 + (io.now() % 1_000_000_000)}.${isJson ? 'json' : 'yaml'}`;
  const old = originals.map((target) => ({ ...target, object: withoutManagers(target.object) }));
  const original = isJson ? `${printJson(listOf(old))}\n` : printYaml(listOf(old));
  let text: string | undefined;
  let reasons: Reason[] = [];
  for (;;) {
    const head = isJson ? '' : editHeader(mode, reasons);
    const saved = await io.edit(file, head + (text === undefined ? original : withoutComments(text)));
    if (saved === undefined) return cancelled('Edit cancelled, no changes made.');
    if (text !== undefined && contentOf(text) === contentOf(saved)) {
      keep(saved);
      return session.end(problem('Edit cancelled, no valid changes were saved.'));
    }
    text = saved;
    const fault = fileFault(saved);
    if (fault !== undefined) {
      const cause = `<nil>: Invalid value: "The edited file failed validation": ${fault}`;
      reasons = [refusal(originals[0], [cause])];
      continue;
    }
    if (contentOf(original) === contentOf(saved)) return cancelled('Edit cancelled, no changes made.');
    if (isBlank(saved)) return cancelled('Edit cancelled, saved file was empty.');
    const { manifests, problems: unread } = readManifestText(saved, 'edited-file', false);
    const { targets, problems: unplaced } = await placeManifests(session, manifests);
    const [wrong] = [...unread, ...unplaced];
    if (wrong) {
      reasons = [{ head: `The edited file had a syntax error: ${wrong.message}`, causes: [] }];
      continue;
    }
    const ended = await saveAll(targets);
    if (typeof ended === 'number') return ended;
    reasons = ended;
  }

  function cancelled(words: string): number {
    io.err(`${words}\n`);
    return 0;
  }

  function keep(saved: string): void {
    io.files.write(`/tmp/${file}`, saved);
    io.err(`A copy of your changes has been stored to ${quoted(`/tmp/${file}`)}\n`);
  }

  function refusal(target: Target | undefined, causes: readonly string[]): Reason {
    const what = target ? `${pluralOf(target.resource)} ${quoted(target.name)}` : '';
    io.err(`error: ${what} is invalid\n`);
    return { head: `${what} was not valid`, causes };
  }

  /** The exit code, or why it has to be opened again. */
  async function saveAll(targets: readonly Target[]): Promise<number | Reason[]> {
    const again: Reason[] = [];
    let [missing, failed] = [false, false];
    for (const edited of targets) {
      const before = mode === 'create' ? old[0] : old.find(({ object }) => uidOf(object) === uidOf(edited.object));
      const outcome = before
        ? await saveOne(edited, before)
        : problem(
            `no original object found for &unstructured.Unstructured{Object:${goSyntax(withoutManagers(edited.object))}}`,
          );
      if ('message' in outcome) {
        keep(text ?? '');
        return session.end(outcome);
      }
      if ('object' in outcome) {
        session.print(edited.resource, outcome.object, outcome.verb);
        continue;
      }
      const { refused } = outcome;
      const what = `${pluralOf(edited.resource)} ${quoted(edited.name)}`;
      if (reasonOf(refused) === 'Invalid') again.push(refusal(edited, causesOf(refused)));
      else if (reasonOf(refused) === 'NotFound') {
        missing = true;
        io.err(`error: ${what} could not be found on the server\n`);
      } else {
        failed = true;
        io.err(`error: ${what} could not be patched: ${refused.message}\n`);
      }
    }
    if (failed || missing) {
      io.files.write(`/tmp/${file}`, text ?? '');
      io.err(
        failed
          ? `You can run \`kubectl replace -f /tmp/${file}\` to try this update again.\n`
          : `The edits you made on deleted resources have been saved to ${quoted(`/tmp/${file}`)}\n`,
      );
      return 1;
    }
    return again.length > 0 ? again : session.finish();
  }

  async function saveOne(edited: Target, before: Target): Promise<Saved> {
    const own = textAt(edited.object, 'metadata', 'namespace');
    if (own !== '' && edited.resource.namespaced && own !== session.namespace)
      return otherNamespace(own, session.namespace);
    const isSame = goJson(before.object) === goJson(edited.object);
    return isSame && mode !== 'create' ? { object: edited.object, verb: 'skipped' } : save(edited, before);
  }
}

function listOf(targets: readonly Target[]): Json {
  const [only] = targets;
  const items = targets.map(({ object }) => object);
  return only && targets.length === 1 ? only.object : { apiVersion: 'v1', items, kind: 'List', metadata: {} };
}

function uidOf(object: Json): string {
  return textAt(object, 'metadata', 'uid');
}

function causesOf({ status }: Problem): string[] {
  return listAt(status, 'details', 'causes').map((cause) => `${textAt(cause, 'field')}: ${textAt(cause, 'message')}`);
}

async function patchOne(session: Session, edited: Target, original: Target): Promise<Saved> {
  const { flags } = session;
  const { apiVersion, kind, group } = original.resource;
  const changed = flags.bool('save-config') ? withLastApplied(edited.object) : edited.object;
  const patch = isBuiltIn(group)
    ? twoWayPatch(apiVersion, kind, original.object, changed)
    : threeWayMergePatch(original.object, changed, original.object);
  const isOther =
    Object.hasOwn(patch, 'apiVersion') ||
    Object.hasOwn(patch, 'kind') ||
    (isObject(patch['metadata']) && Object.hasOwn(patch['metadata'], 'name'));
  if (isOther) return problem('At least one of apiVersion, kind and name was changed');
  if (flags.bool('output-patch')) session.io.out(`Patch: ${goJson(patch)}\n`);
  const form = isBuiltIn(group) ? 'strategic-merge-patch' : 'merge-patch';
  const query = session.query({ fieldValidation: session.validation });
  const answer = await session.server.patch(original, form, patch, query, flags.string('subresource'));
  return 'object' in answer ? { object: answer.object, verb: 'edited' } : { refused: answer.problem };
}
