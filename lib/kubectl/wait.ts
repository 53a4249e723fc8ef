/** `kubectl wait`. Models kubectl's cmd/wait. */
import { newApi, type Api } from './api';
import { readArguments } from './arguments';
import { readManifests } from './change/manifests';
import { NOTHING_GIVEN } from './change/targets';
import { namespaceOf, type Call, type Command } from './command';
import { fail, failWith, isNotFound, type Failure } from './failure';
import { at, isObject, listAt, textAt } from './json-object';
import { executeTemplate, parseTemplate, type Template } from './json-path';
import { printerOf, type Printer } from './output';
import { discover, kindName, pathOf, queryOf, type Resource, type Resources } from './resources';

export const wait: Command = {
  name: 'wait',
  flags: [
    { name: 'all', type: 'bool', help: 'All of the kinds' },
    { name: 'all-namespaces', short: 'A', type: 'bool', help: 'In all namespaces' },
    { name: 'allow-missing-template-keys', type: 'bool', default: 'true', help: 'Ignore missing keys in templates' },
    { name: 'field-selector', type: 'string', help: 'Selector of fields' },
    { name: 'filename', short: 'f', type: 'strings', help: 'Files that name what to wait for' },
    { name: 'for', type: 'array', help: 'What to wait for' },
    { name: 'local', type: 'bool', help: 'Ask no server' },
    { name: 'output', short: 'o', type: 'string', help: 'Output format' },
    { name: 'recursive', short: 'R', type: 'bool', default: 'true', help: 'Folders in folders too' },
    { name: 'selector', short: 'l', type: 'string', help: 'Selector of labels' },
    { name: 'show-managed-fields', type: 'bool', help: 'Keep managedFields' },
    { name: 'template', type: 'string', help: 'Template' },
    { name: 'timeout', type: 'duration', default: '30s', help: 'How long to wait' },
  ],
  run,
};

type Condition =
  | { readonly is: 'delete' }
  | { readonly is: 'create' }
  | { readonly is: 'condition'; readonly name: string; readonly value: string }
  | { readonly is: 'jsonpath'; readonly template: Template; readonly value: string | undefined };

interface Place {
  readonly resource: Resource;
  readonly namespace: string | undefined;
  readonly name: string;
}

/** A negative timeout is a week. */
const WEEK = 7 * 24 * 3_600_000;

async function run(call: Call): Promise<number> {
  const { io, flags, args } = call;
  const wanted = flags.strings('for');
  const printer = printerOf(call);
  if (!printer.ok) return failWith(io, [printer.failure]);
  if (wanted.length === 0) return fail(io, 'unrecognized condition: []');
  const conditions: Condition[] = [];
  for (const text of wanted) {
    const condition = readCondition(text);
    if (typeof condition === 'string') return fail(io, condition);
    conditions.push(condition);
  }
  const api = newApi(call);
  const discovered = await discover(api, (known) => args.length === 0 || readArguments(known, args).ok);
  if (!discovered.ok) return failWith(io, [discovered.failure]);
  const failures: Failure[] = [];
  const given = flags.duration('timeout');
  const deadline = io.now() + (given < 0 ? WEEK : given);
  const isForAbsent = conditions.some(({ is }) => is === 'delete');
  let count = 0;
  for (const condition of conditions) {
    const places = await placesOf(call, api, discovered.value, condition.is);
    if ('failure' in places) return failWith(io, [places.failure]);
    for (const place of places.found) {
      count++;
      const failure = await waitFor(call, api, place, condition, deadline, printer.value);
      if (failure) failures.push(failure);
    }
  }
  if (count === 0 && !isForAbsent) return fail(io, 'no matching resources found');
  return failWith(io, failures);
}

const PATHS =
  "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'";

function readCondition(text: string): Condition | string {
  const lower = text.toLowerCase();
  if (lower === 'delete') return { is: 'delete' };
  if (lower === 'create') return { is: 'create' };
  if (text.startsWith('condition=')) {
    const [name = '', value = 'True'] = text.slice('condition='.length).split('=');
    return { is: 'condition', name, value };
  }
  if (!text.startsWith('jsonpath=')) return `unrecognized condition: ${JSON.stringify(text)}`;
  const expression = text.slice('jsonpath='.length);
  const [, path = '', equals, value] =
    /^(\{?(?:[^={]|\[[^\]]*\]|[{]|=(?==)|(?<==)=)*?\}|[^=]*)(?:(=)(.*))?$/s.exec(expression) ?? [];
  if (/^\{[^}]*$/.test(path)) return PATHS;
  const template = parseTemplate(path.startsWith('{') ? path : `{${path.startsWith('.') ? path : `.${path}`}}`);
  if (!template.ok)
    return 'words' in template.failure ? template.failure.words : 'jsonpath wait condition cannot be parsed';
  if (equals !== undefined && value === '') return 'jsonpath wait has to have a value after equal sign';
  return { is: 'jsonpath', template: template.value, value: value?.replace(/^(["'])(.*)\1$/s, '$2') };
}

async function placesOf(
  call: Call,
  api: Api,
  resources: Resources,
  is: Condition['is'],
): Promise<{ readonly found: readonly Place[] } | { readonly failure: Failure }> {
  const { flags, args, io } = call;
  const namespace = flags.bool('all-namespaces') ? undefined : namespaceOf(call);
  const files = flags.strings('filename');
  if (files.length > 0) {
    const { manifests, problems } = readManifests(io, files, flags.bool('recursive'));
    const [problem] = problems;
    if (problem) return { failure: { words: problem.message } };
    return {
      found: manifests.flatMap(({ object, apiVersion, kind }) => {
        const resource = resources.ofKind(apiVersion, kind);
        const own = textAt(object, 'metadata', 'namespace') || namespaceOf(call);
        return resource ? [{ resource, namespace: own, name: textAt(object, 'metadata', 'name') }] : [];
      }),
    };
  }
  if (args.length === 0) return { failure: { words: NOTHING_GIVEN } };
  const read = readArguments(resources, args);
  if (!read.ok) return read;
  const found: Place[] = [];
  for (const { resource, name } of read.value.targets) {
    if (name !== undefined) {
      found.push({ resource, namespace, name });
      continue;
    }
    const selecting = { labelSelector: flags.string('selector'), fieldSelector: flags.string('field-selector') };
    if (!flags.bool('all') && selecting.labelSelector === '' && selecting.fieldSelector === '') {
      return { failure: { words: 'resource(s) were provided, but no name was specified' } };
    }
    const listed = await api.get(pathOf(resource, { namespace }) + queryOf(selecting));
    if (!listed.ok) return is === 'delete' && isNotFound(listed.failure) ? { found } : listed;
    for (const item of listAt(listed.value, 'items')) {
      const own = textAt(item, 'metadata', 'namespace');
      found.push({ resource, namespace: own === '' ? undefined : own, name: textAt(item, 'metadata', 'name') });
    }
  }
  return { found };
}

async function waitFor(
  { io }: Call,
  api: Api,
  { resource, namespace, name }: Place,
  condition: Condition,
  deadline: number,
  printer: Printer | undefined,
): Promise<Failure | undefined> {
  const met = (object: unknown): undefined => {
    const printed = printer?.(object);
    io.out(printed?.ok ? printed.value : `${kindName(resource)}/${name} condition met\n`);
  };
  const current = await api.get(pathOf(resource, { namespace, name }));
  // What isn't there yet has no name in the message.
  const what = condition.is === 'create' && !current.ok ? '' : ` on ${resource.plural}/${name}`;
  const late: Failure = { words: `timed out waiting for the condition${what}` };
  if (!current.ok && !isNotFound(current.failure)) return current.failure;
  if (condition.is === 'delete') {
    if (!current.ok) return undefined;
  } else if (condition.is !== 'create' && !current.ok) return current.failure;
  if (current.ok && isMet(condition, current.value)) return met(current.value);
  const fieldSelector = `metadata.name=${name}`;
  const listed = await api.get(pathOf(resource, { namespace }) + queryOf({ fieldSelector }));
  if (!listed.ok) return listed.failure;
  const [now] = listAt(listed.value, 'items');
  if (condition.is === 'delete' ? now === undefined : now !== undefined && isMet(condition, now))
    return met(now ?? current);
  const timeout = deadline - io.now();
  if (timeout <= 0) return late;
  const resourceVersion = textAt(listed.value, 'metadata', 'resourceVersion');
  const address = pathOf(resource, { namespace }) + queryOf({ fieldSelector, watch: 'true', resourceVersion });
  let isGone = false;
  let last: unknown = now;
  const ended = await api.watch(
    address,
    ({ type, object }) => {
      last = object;
      if (type === 'DELETED') {
        isGone = condition.is !== 'delete';
        return condition.is === 'delete';
      }
      return (type === 'ADDED' || type === 'MODIFIED') && isMet(condition, object);
    },
    { timeout },
  );
  if (!ended.ok) return ended.failure;
  if (ended.value === 'enough' && !isGone) return met(last);
  return late;
}

function isMet(condition: Condition, object: unknown): boolean {
  if (condition.is === 'create') return true;
  if (condition.is === 'delete') return false;
  if (condition.is === 'jsonpath') {
    const text = executeTemplate(condition.template, object, false);
    if (!text.ok) return false;
    return condition.value === undefined ? text.value !== '' : text.value === condition.value;
  }
  const found = listAt(object, 'status', 'conditions').find(
    (each) => textAt(each, 'type').toLowerCase() === condition.name.toLowerCase(),
  );
  if (!isObject(found)) return false;
  const generation = Number(at(object, 'metadata', 'generation') ?? 0);
  const observed = at(found, 'observedGeneration') ?? at(object, 'status', 'observedGeneration');
  if (observed !== undefined && Number(observed) < generation) return false;
  return textAt(found, 'status').toLowerCase() === condition.value.toLowerCase();
}
