/** `kubectl get`. Models kubectl's cmd/get. */
import { newApi, type Api } from '../api';
import { readArguments } from '../arguments';
import { readManifests } from '../change/manifests';
import { namespaceOf, type Call, type Command } from '../command';
import { bad, fail, failUsage, failWith, good, isNotFound, type Failure, type Result } from '../failure';
import { at, isObject, itemsOf, listAt, textAt } from '../json-object';
import { printerOf, type Printer } from '../output';
import { discover, type Resource, type Resources } from '../resources';
import { getFlags } from './flags';
import { sortBy } from './sort';
import { TablePrinter } from './table';
import { watchTargets } from './watch';
import { addressOf, styleOf, type Wish, type Wishes } from './wish';

export const get: Command = { name: 'get', flags: getFlags, run };

async function run(call: Call): Promise<number> {
  const { io, flags, args } = call;
  const api = newApi(call);
  const raw = flags.string('raw');
  if (raw !== '') {
    const answered = await api.getText(raw);
    if (!answered.ok) return failWith(io, [answered.failure]);
    io.out(answered.value);
    return 0;
  }
  const printer = printerOf(call, true);
  if (!printer.ok) return failWith(io, [printer.failure]);
  const files = flags.strings('filename');
  if (files.length > 0 && args.length > 0) return fail(io, FILES_AND_ARGUMENTS);
  if (args.length === 0 && files.length === 0) {
    io.err(
      'You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.\n\n',
    );
    return failUsage(
      io,
      'kubectl get',
      'Required resource not specified.\nUse "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).',
    );
  }
  const problem = contradiction(call);
  if (problem !== undefined) return fail(io, problem);
  const resources = await discover(api, (known) => isKnown(call, known));
  if (!resources.ok) return failWith(io, [resources.failure]);
  const failures: Failure[] = [];
  const wishes = files.length > 0 ? fromFiles(call, resources.value, failures) : fromArguments(call, resources.value);
  if (!wishes.ok) return failWith(io, [wishes.failure]);
  if (flags.bool('watch') || flags.bool('watch-only')) {
    return watchTargets(call, api, wishes.value, printer.value, styleOf(call, false));
  }
  return printer.value
    ? printObjects(call, api, wishes.value, printer.value, failures)
    : printTables(call, api, wishes.value, failures);
}

const FILES_AND_ARGUMENTS =
  'when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well';

function contradiction({ flags, args }: Call): string | undefined {
  const names = args.length > 1 || args.some((arg) => arg.includes('/'));
  const selects = flags.string('selector') !== '' || flags.string('field-selector') !== '';
  if (names && flags.bool('all-namespaces')) return 'a resource cannot be retrieved by name across all namespaces';
  if (names && flags.string('selector') !== '') return 'name cannot be provided when a selector is specified';
  return names && selects ? 'name cannot be provided when a selector is specified' : undefined;
}

/** Whether nothing of what is asked for is unknown. */
function isKnown(call: Call, resources: Resources): boolean {
  if (call.flags.strings('filename').length === 0) return readArguments(resources, call.args).ok;
  return fromFiles(call, resources, []).ok;
}

function fromArguments(call: Call, resources: Resources): Result<Wishes> {
  const { args, flags } = call;
  const read = readArguments(resources, args);
  if (!read.ok) return read;
  const namespace = flags.bool('all-namespaces') ? undefined : namespaceOf(call);
  const wishes = read.value.targets.map((target) => ({ ...target, namespace }));
  return good({ wishes, isSingle: read.value.isSingle });
}

function fromFiles(call: Call, resources: Resources, failures: Failure[]): Result<Wishes> {
  const { io, flags } = call;
  const { manifests, problems } = readManifests(io, flags.strings('filename'), flags.bool('recursive'));
  failures.push(
    ...problems.map(({ message }): Failure => ({ words: message, bare: message.startsWith('error parsing') })),
  );
  const wishes: Wish[] = [];
  for (const { object, apiVersion, kind, source } of manifests) {
    const resource = resources.ofKind(apiVersion, kind);
    const name = textAt(object, 'metadata', 'name');
    const own = textAt(object, 'metadata', 'namespace');
    if (resource) wishes.push({ resource, name, namespace: own === '' ? namespaceOf(call) : own });
    else {
      failures.push({
        words: `resource mapping not found for name: ${JSON.stringify(name)} namespace: ${JSON.stringify(own)} from ${JSON.stringify(source)}: no matches for kind ${JSON.stringify(kind)} in version ${JSON.stringify(apiVersion)}\nensure CRDs are installed first`,
      });
    }
  }
  if (wishes.length === 0 && failures.length > 0) return { ok: false, failure: failures[0] ?? { words: '' } };
  if (wishes.length === 0) return bad('no objects passed to get');
  const isSingle = wishes.length === 1 && manifests.length === 1;
  return good({ wishes, isSingle });
}

/** All parts of a list, put together. */
async function fetchAll(call: Call, api: Api, wish: Wish, wanted: 'json' | 'table'): Promise<Result<unknown>> {
  const more: Record<string, string> = wanted === 'table' ? { includeObject: included(call, wish) } : {};
  const first = await api.get(addressOf(call, wish, more), wanted);
  if (!first.ok) return wish.name === undefined ? { ok: false, failure: unlisted(call, wish, first.failure) } : first;
  if (!isObject(first.value)) return first;
  const field = wanted === 'table' && Array.isArray(first.value['rows']) ? 'rows' : 'items';
  const all = [...listAt(first.value, field)];
  let next = textAt(first.value, 'metadata', 'continue');
  while (next !== '') {
    const part = await api.get(addressOf(call, wish, { ...more, continue: next }), wanted);
    if (!part.ok) return part;
    all.push(...listAt(part.value, field));
    next = textAt(part.value, 'metadata', 'continue');
  }
  return good(Object.hasOwn(first.value, field) ? { ...first.value, [field]: all } : first.value);
}

/** Models cli-runtime's Selector.Visit: a list that the server doesn't understand or know. */
function unlisted({ flags }: Call, { resource }: Wish, failure: Failure): Failure {
  if (!('status' in failure) || !['BadRequest', 'NotFound'].includes(failure.status.reason)) return failure;
  const { group, version, plural } = resource;
  const what = JSON.stringify(`${group}/${version}, Resource=${plural}`);
  const [labels, fields] = [flags.string('selector'), flags.string('field-selector')];
  const selectors = `label selector ${JSON.stringify(labels)}, field selector ${JSON.stringify(fields)}`;
  const head =
    labels === '' && fields === '' ? `Unable to list ${what}` : `Unable to find ${what} that match ${selectors}`;
  return { status: { ...failure.status, message: `${head}: ${failure.status.message}` } };
}

/**
 * What of the objects comes beside the cells. The real one always takes the metadata; where nothing of it is printed, a
 * thousand Pods are a megabyte less without.
 */
function included(call: Call, { resource }: Wish): 'Object' | 'Metadata' | 'None' {
  if (flagSorts(call)) return 'Object';
  const { withNamespace, showLabels, labelColumns } = styleOf(call, false)(resource);
  return withNamespace || showLabels || labelColumns.length > 0 ? 'Metadata' : 'None';
}

function flagSorts({ flags }: Call): boolean {
  return flags.string('sort-by') !== '';
}

async function printTables(call: Call, api: Api, wishes: Wishes, failures: Failure[]): Promise<number> {
  const { io, flags } = call;
  let written = false;
  let printer: TablePrinter | undefined;
  let last: Resource | undefined;
  const tables: { readonly wish: Wish; readonly table: unknown }[] = [];
  for (const wish of wishes.wishes) {
    const answered = await fetchAll(call, api, wish, 'table');
    if (answered.ok) tables.push({ wish, table: answered.value });
    else if (!(flags.bool('ignore-not-found') && isNotFound(answered.failure))) failures.push(answered.failure);
  }
  const style = styleOf(call, new Set(tables.map(({ wish }) => wish.resource)).size > 1);
  for (const { wish, table } of tables) {
    let rows = listAt(table, 'rows');
    if (flagSorts(call)) {
      const sorted = sortBy(rows, flags.string('sort-by'), (row) => at(row, 'object'));
      if (!sorted.ok) return failWith(io, [sorted.failure]);
      rows = sorted.value;
    }
    if (!printer || last !== wish.resource) {
      if (written && rows.length > 0 && !flags.bool('no-headers')) io.out('\n');
      printer = new TablePrinter(style(wish.resource), wish.resource);
      last = wish.resource;
    }
    const text = printer.printRows(listAt(table, 'columnDefinitions'), rows);
    io.out(text);
    written ||= text !== '';
  }
  if (!written && failures.length === 0 && !flags.bool('ignore-not-found')) {
    const inNamespace = !flags.bool('all-namespaces') && tables.every(({ wish }) => wish.resource.namespaced);
    io.err(inNamespace ? `No resources found in ${namespaceOf(call)} namespace.\n` : 'No resources found\n');
  }
  return failWith(io, distinct(failures));
}

/** An error that several kinds give is said once. */
function distinct(failures: readonly Failure[]): readonly Failure[] {
  const seen = new Set<string>();
  return failures.filter((failure) => {
    const key = JSON.stringify(failure);
    return !seen.has(key) && seen.add(key);
  });
}

async function printObjects(
  call: Call,
  api: Api,
  { wishes, isSingle }: Wishes,
  printer: Printer,
  failures: Failure[],
): Promise<number> {
  const { io, flags } = call;
  const objects: unknown[] = [];
  let lists = 0;
  for (const wish of wishes) {
    const answered = await fetchAll(call, api, wish, 'json');
    if (!answered.ok) {
      if (!(flags.bool('ignore-not-found') && isNotFound(answered.failure))) failures.push(answered.failure);
    } else if (wish.name === undefined && isObject(answered.value) && Array.isArray(answered.value['items'])) {
      lists++;
      objects.push(...itemsOf(answered.value));
    } else objects.push(answered.value);
  }
  if (objects.length === 0 && (failures.length > 0 || (isSingle && lists === 0)))
    return failWith(io, distinct(failures));
  const sorted = flagSorts(call) ? sortBy(objects, flags.string('sort-by'), (object) => object) : good(objects);
  if (!sorted.ok) return failWith(io, [sorted.failure]);
  const shown = isSingle ? sorted.value[0] : listOf(sorted.value);
  const printed = printer(shown);
  if (!printed.ok) return failWith(io, [printed.failure]);
  io.out(printed.value);
  return failWith(io, distinct(failures));
}

function listOf(items: readonly unknown[]): unknown {
  return { apiVersion: 'v1', items, kind: 'List', metadata: { resourceVersion: '' } };
}
