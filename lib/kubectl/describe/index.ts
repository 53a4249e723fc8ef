/**
 * `kubectl describe`: objects in words, with their neighbours and events. Models kubectl's cmd/describe.
 *
 *     kubectl describe pod web             // an object by its name, or all whose names begin so
 *     kubectl describe deploy,svc -l app=web
 *     kubectl describe -f web.yaml
 */
import { newApi, type Api } from '../api';
import { readArguments } from '../arguments';
import { readManifests } from '../change/manifests';
import { namespaceOf, type Call, type Command } from '../command';
import { bad, failWith, good, isNotFound, standardWords, type Failure, type Result } from '../failure';
import { discover, pathOf, type Resource, type Resources } from '../resources';
import { describerOf } from './kinds';
import { listAll, surroundingsOf } from './reader';
import { isRefusal, type Refusal, type Surroundings } from './surroundings';
import { Value } from './value';

export const describe: Command = {
  name: 'describe',
  flags: [
    { name: 'all-namespaces', short: 'A', type: 'bool', help: 'The objects of all namespaces' },
    { name: 'chunk-size', type: 'int', default: '500', help: 'How many objects are asked for at once' },
    { name: 'filename', short: 'f', type: 'strings', help: 'Files that contain the objects to describe' },
    { name: 'kustomize', short: 'k', type: 'string', help: 'A folder of kustomize' },
    { name: 'recursive', short: 'R', type: 'bool', help: 'The folders within the folders too' },
    { name: 'selector', short: 'l', type: 'string', help: 'The labels that the objects have' },
    { name: 'show-events', type: 'bool', default: 'true', help: 'The events of the objects' },
  ],
  run,
};

interface Info {
  readonly resource: Resource;
  /** Empty for a kind that lives in none. */
  readonly namespace: string;
  readonly name: string;
}

interface Found {
  readonly infos: readonly Info[];
  readonly failures: readonly Failure[];
}

const NOTHING_GIVEN =
  'You must specify the type of resource to describe. Use "kubectl api-resources" for a complete list of supported resources.';

async function run(call: Call): Promise<number> {
  const { io, args, flags } = call;
  if (args.length === 0 && flags.strings('filename').length === 0) return failWith(io, [{ words: NOTHING_GIVEN }]);
  const api = newApi(call);
  const discovered = await discover(api, (known) => args.length === 0 || readArguments(known, args).ok);
  if (!discovered.ok) return failWith(io, [discovered.failure]);
  const found = await find(call, api, discovered.value);
  if (!found.ok) return failWith(io, [found.failure]);

  const { infos, failures } = found.value;
  const isOne = failures.length === 0 && infos.length <= 1;
  const showEvents = flags.has('show-events') ? flags.bool('show-events') : isOne;
  const around = surroundingsOf({ api, now: io.now(), showEvents, chunk: flags.int('chunk-size') });
  const [first] = failures;
  if (first && failures.length === 1 && isNotFound(first) && args.length === 2) {
    return describeMatching(call, api, discovered.value, around, first);
  }
  const wrong: Failure[] = [...failures];
  let described = 0;
  for (const info of infos) {
    const text = await describeOne(info, around);
    if (typeof text !== 'string') {
      if (!wrong.some((one) => standardWords(one) === standardWords(text.failure))) wrong.push(text.failure);
    } else io.out(described++ === 0 ? text : `\n\n${text}`);
  }
  if (infos.length === 0 && wrong.length === 0) {
    const where = flags.bool('all-namespaces') ? '' : ` in ${namespaceOf(call)} namespace.`;
    io.err(`No resources found${where}\n`);
  }
  return failWith(io, wrong);
}

async function describeOne({ resource, namespace, name }: Info, around: Surroundings): Promise<string | Refusal> {
  const { version, describer } = describerOf(resource.group, resource.version, resource.kind);
  const place = namespace === '' ? { name } : { namespace, name };
  const object = await around.get(pathOf({ ...resource, version }, place));
  return isRefusal(object) ? object : describer(object, around);
}

/** There is no object of this name: those whose names begin with it. */
async function describeMatching(
  call: Call,
  api: Api,
  resources: Resources,
  around: Surroundings,
  notFound: Failure,
): Promise<number> {
  const [kind = '', prefix = ''] = call.args;
  const kinds = readArguments(resources, [kind]);
  if (kinds.ok && kinds.value.targets.length > 1) {
    return failWith(call.io, [{ words: 'you may only specify a single resource type' }]);
  }
  const found = await find({ ...call, args: [kind] }, api, resources);
  if (!found.ok) return failWith(call.io, [found.failure]);
  if (found.value.failures.length > 0) return failWith(call.io, found.value.failures);
  const infos = found.value.infos.filter(({ name }) => name.startsWith(prefix));
  for (const info of infos) {
    const text = await describeOne(info, around);
    if (typeof text !== 'string') return failWith(call.io, [text.failure]);
    call.io.out(`${text}\n`);
  }
  return infos.length === 0 ? failWith(call.io, [notFound]) : 0;
}

async function find(call: Call, api: Api, resources: Resources): Promise<Result<Found>> {
  const { flags, args } = call;
  if (flags.strings('filename').length > 0) return good(findInFiles(call, resources));
  const read = readArguments(resources, args);
  if (!read.ok) return read;
  const selector = flags.string('selector');
  const everywhere = flags.bool('all-namespaces');
  const infos: Info[] = [];
  const failures: Failure[] = [];
  for (const { resource, name } of read.value.targets) {
    if (name !== undefined && selector !== '') return bad('name cannot be provided when a selector is specified');
    if (name !== undefined && everywhere && resource.namespaced) {
      return bad('a resource cannot be retrieved by name across all namespaces');
    }
    const namespace = { namespace: resource.namespaced && !everywhere ? namespaceOf(call) : undefined };
    if (name !== undefined) {
      const answered = await api.get(pathOf(resource, { ...namespace, name }));
      if (answered.ok) infos.push(infoOf(resource, new Value(answered.value)));
      else failures.push(await orNoNamespace(api, answered.failure, namespace.namespace));
      continue;
    }
    const query = selector === '' ? {} : { labelSelector: selector };
    const items = await listAll(api, pathOf(resource, namespace), query, flags.int('chunk-size'));
    if (isRefusal(items)) failures.push(withSubject(items.failure, resource, selector));
    else infos.push(...items.map((item) => infoOf(resource, item)));
  }
  return good({ infos, failures });
}

/** An object isn't found, and neither is its namespace: then that is said. Models Info.Get of cli-runtime. */
async function orNoNamespace(api: Api, failure: Failure, namespace: string | undefined): Promise<Failure> {
  if (!isNotFound(failure) || namespace === undefined || namespace === 'default') return failure;
  const answered = await api.get(`/api/v1/namespaces/${encodeURIComponent(namespace)}`);
  return !answered.ok && isNotFound(answered.failure) ? answered.failure : failure;
}

/** A list that is refused says of what. Models EnhanceListError of cli-runtime. */
function withSubject(failure: Failure, { group, version, plural }: Resource, selector: string): Failure {
  if (!('status' in failure) || !['BadRequest', 'NotFound'].includes(failure.status.reason)) return failure;
  const subject = JSON.stringify(`${group}/${version}, Resource=${plural}`);
  const wanted =
    selector === ''
      ? `Unable to list ${subject}`
      : `Unable to find ${subject} that match label selector ${JSON.stringify(selector)}, field selector ""`;
  return { status: { ...failure.status, message: `${wanted}: ${failure.status.message}` } };
}

/** Nothing is asked about them yet. */
function findInFiles(call: Call, resources: Resources): Found {
  const { io, flags } = call;
  const { manifests, problems } = readManifests(io, flags.strings('filename'), flags.bool('recursive'), false);
  const infos: Info[] = [];
  const failures: Failure[] = problems.map(({ message }) => ({ words: message }));
  for (const { object, apiVersion, kind, source } of manifests) {
    const resource = resources.ofKind(apiVersion, kind);
    const { name, namespace } = infoFields(new Value(object));
    if (resource) {
      infos.push({ resource, name, namespace: resource.namespaced ? namespace || namespaceOf(call) : '' });
      continue;
    }
    const where = `name: "${name}" namespace: "${namespace}" from "${source}"`;
    const words = `no matches for kind "${kind}" in version "${apiVersion}"\nensure CRDs are installed first`;
    failures.push({ words: `resource mapping not found for ${where}: ${words}` });
  }
  return { infos, failures };
}

function infoOf(resource: Resource, object: Value): Info {
  return { resource, ...infoFields(object) };
}

function infoFields(object: Value): { name: string; namespace: string } {
  return { name: object.at('metadata.name').text, namespace: object.at('metadata.namespace').text };
}
