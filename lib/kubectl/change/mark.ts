/** kubectl label, annotate and patch, and what they share. Models kubectl's cmd/label, cmd/annotate and cmd/patch. */
import { parseYaml } from '@/lib/yaml';
import type { Call, Command } from '../command';
import { ALL, DRY_RUN, FILES, LOCAL, OUTPUT, SELECTOR, flag, manager } from './flag-specs';
import { isSame, objectAt, quoted, type Json } from '../json-object';
import { patchHere } from './patch-here';
import { problem, reasonOf, type Problem } from './problem';
import type { PatchForm } from './server';
import { Session } from './session';
import { liveTargets, NOTHING_GIVEN, type Target } from './targets';

const MARKING = [
  ...OUTPUT,
  DRY_RUN,
  LOCAL,
  ...FILES,
  SELECTOR,
  ALL,
  flag('all-namespaces', 'bool', { short: 'A' }),
  flag('field-selector', 'string'),
  flag('list', 'bool'),
  flag('overwrite', 'bool'),
  flag('resource-version', 'string'),
];

export const label: Command = {
  name: 'label',
  flags: [...MARKING, manager('kubectl-label')],
  run: (call) => mark(call, 'label'),
};

export const annotate: Command = {
  name: 'annotate',
  flags: [...MARKING, manager('kubectl-annotate')],
  run: (call) => mark(call, 'annotation'),
};

interface Marks {
  readonly set: Readonly<Record<string, string>>;
  readonly removed: readonly string[];
}

async function mark(call: Call, what: 'label' | 'annotation'): Promise<number> {
  const { flags, io } = call;
  const field = `${what}s`;
  const session = new Session(call, what === 'label' ? 'kubectl-label' : 'kubectl-annotate');
  const isMark = (arg: string, at: number): boolean => (arg.includes('=') || arg.endsWith('-')) && at > 0;
  const first = call.args.findIndex(
    (arg, at) => isMark(arg, at) || (flags.has('filename') && (arg.includes('=') || arg.endsWith('-'))),
  );
  const names = first < 0 ? call.args : call.args.slice(0, first);
  const marks = readMarks(first < 0 ? [] : call.args.slice(first), what);
  const wrong = session.flagProblem() ?? ('message' in marks ? marks : undefined);
  if (wrong) return session.end(wrong);
  if ('message' in marks) return session.end(marks);
  if (names.length < 1 && !flags.has('filename')) {
    return session.end(problem('one or more resources must be specified as <resource> <name> or <resource>/<name>'));
  }
  if (first < 0 && !flags.bool('list')) return session.end(problem(`at least one ${what} update is required`));
  for (const target of await liveTargets(session, names)) {
    const old = objectAt(target.object, 'metadata', field);
    if (flags.bool('list')) {
      for (const [key, value] of Object.entries(old).sort(([a], [b]) => (a < b ? -1 : 1)))
        io.out(`${key}=${String(value)}\n`);
      continue;
    }
    const clash = flags.bool('overwrite') ? undefined : clashing(marks, old, what);
    if (clash) {
      session.fail(clash);
      continue;
    }
    await markOne(session, target, marks, what);
  }
  return session.finish();
}

async function markOne(session: Session, target: Target, marks: Marks, what: 'label' | 'annotation'): Promise<void> {
  const { io, server } = session;
  const field = `${what}s`;
  const old = objectAt(target.object, 'metadata', field);
  const next: Json = { ...old, ...marks.set };
  for (const key of marks.removed) {
    if (!Object.hasOwn(old, key) && what === 'label') io.out(`label ${quoted(key)} not found.\n`);
    delete next[key];
  }
  const changes: Json = {};
  for (const [key, value] of Object.entries(next)) if (old[key] !== value) changes[key] = value;
  for (const key of Object.keys(old)) if (!Object.hasOwn(next, key)) changes[key] = null;
  const changed: Json = { ...target.object, metadata: { ...objectAt(target.object, 'metadata'), [field]: next } };
  const hasSet = Object.keys(marks.set).length > 0;
  const isUnchanged = isSame(old, next);
  const verb =
    what === 'annotation'
      ? 'annotated'
      : isUnchanged
        ? 'not labeled'
        : !hasSet && marks.removed.length > 0
          ? 'unlabeled'
          : 'labeled';
  const isLocal = session.flags.bool('local');
  if (isLocal || session.dryRun === 'client' || (isUnchanged && what === 'label'))
    return session.print(target.resource, changed, verb);
  const answer = await server.patch(target, 'merge-patch', { metadata: { [field]: changes } }, session.query());
  if ('object' in answer) session.print(target.resource, answer.object, verb);
  else session.fail(answer.problem);
}

function clashing({ set }: Marks, old: Json, what: string): Problem | undefined {
  const clashes = Object.entries(set).filter(([key, value]) => Object.hasOwn(old, key) && old[key] !== value);
  const [first] = clashes;
  if (!first) return undefined;
  if (what === 'label') {
    return problem(`'${first[0]}' already has a value (${String(old[first[0]])}), and --overwrite is false`);
  }
  return problem(
    `--overwrite is false but found the following declared annotation(s): ${clashes.map(([key]) => `'${key}' already has a value (${String(old[key])})`).join('; ')}`,
  );
}

function readMarks(words: readonly string[], what: 'label' | 'annotation'): Marks | Problem {
  const set: Record<string, string> = {};
  const removed: string[] = [];
  for (const word of words) {
    const sign = word.indexOf('=');
    if (sign > 0) {
      const [key, value] = [word.slice(0, sign), word.slice(sign + 1)];
      const wrong = what === 'label' ? labelProblem(key, value) : undefined;
      if (wrong) return wrong;
      set[key] = value;
    } else if (word.endsWith('-') && word.length > 1 && sign < 0) removed.push(word.slice(0, -1));
    else return problem(what === 'label' ? `unknown label spec: ${word}` : `invalid annotation format: ${word}`);
  }
  const both = removed.find((key) => Object.hasOwn(set, key));
  if (both !== undefined)
    return problem(
      `can not both modify and remove ${what === 'label' ? 'a label' : 'an annotation'} in the same command`,
    );
  return { set, removed };
}

const VALUE = /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/;

function labelProblem(key: string, value: string): Problem | undefined {
  if (value.length > 63)
    return problem(`invalid label value: ${quoted(`${key}=${value}`)}: must be no more than 63 bytes`);
  if (VALUE.test(value)) return undefined;
  return problem(
    `invalid label value: ${quoted(`${key}=${value}`)}: a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')`,
  );
}

export const patch: Command = {
  name: 'patch',
  flags: [
    ...OUTPUT,
    DRY_RUN,
    LOCAL,
    ...FILES,
    manager('kubectl-patch'),
    flag('patch', 'string', { short: 'p' }),
    flag('patch-file', 'string'),
    flag('type', 'string', { default: 'strategic' }),
    flag('subresource', 'string'),
  ],
  run: runPatch,
};

const FORMS: Readonly<Record<string, PatchForm>> = {
  strategic: 'strategic-merge-patch',
  merge: 'merge-patch',
  json: 'json-patch',
};

async function runPatch(call: Call): Promise<number> {
  const { flags, args, io } = call;
  const session = new Session(call, 'kubectl-patch');
  const wrong = session.flagProblem();
  if (wrong) return session.end(wrong);
  const form = FORMS[flags.string('type') || 'strategic'];
  if (!form)
    return session.end(problem(`--type must be one of [json merge strategic], not ${quoted(flags.string('type'))}`));
  if (!flags.has('patch') && !flags.has('patch-file'))
    return session.end(problem('must specify --patch or --patch-file containing the contents of the patch'));
  if (args.length === 0 && !flags.has('filename')) return session.end(problem(NOTHING_GIVEN));
  if (flags.bool('local') && args.length > 0)
    return session.end(problem('cannot specify --local and server resources'));
  const file = flags.string('patch-file');
  const text = flags.has('patch') ? flags.string('patch') : io.files.read(file);
  if (text === undefined)
    return session.end(problem(`unable to read patch file: open ${file}: no such file or directory`));
  const document = parseYaml(text).documents[0];
  if (!document || document.fault) {
    return session.end(
      problem(
        `unable to parse ${quoted(text)}: ${document?.fault?.error.replace(/^error converting YAML to JSON: /, '') ?? 'nothing'}`,
      ),
    );
  }
  for (const target of await liveTargets(session, args)) {
    const query = session.query({ fieldValidation: 'Strict' });
    const sub = flags.string('subresource');
    const isHere = session.dryRun === 'client' || flags.bool('local');
    const here = isHere ? patchHere(target.object, form, document.value) : undefined;
    if (here && 'message' in here) {
      session.fail(here);
      continue;
    }
    const answer = here ?? (await session.server.patch(target, form, document.value, query, sub));
    if ('problem' in answer) {
      session.fail(unsupported(answer.problem, form, target));
      continue;
    }
    const isUnchanged = isSame(plain(target.object), plain(answer.object));
    const verb = isUnchanged ? 'patched (no change)' : 'patched';
    // Of this command alone the client's dry run goes without a word.
    session.print(target.resource, answer.object, verb, false, session.dryRun === 'server');
  }
  return session.finish();
}

/** Custom resources take no strategic merge patch. */
function unsupported(found: Problem, form: PatchForm, { resource }: Target): Problem {
  if (reasonOf(found) !== 'UnsupportedMediaType') return found;
  const { apiVersion, kind } = resource;
  return problem(`application/${form}+json is not supported by ${apiVersion}, Kind=${kind}: ${found.message}`);
}

function plain(object: Json): Json {
  const { resourceVersion: _, managedFields: __, generation: ___, ...metadata } = objectAt(object, 'metadata');
  return { ...object, metadata };
}
