/** What a command works on: by file, by type and name, by selector. Models cli-runtime's resource.Builder. */
import { labelMatcher } from '@/lib/kube';
import { isObject, listAt, objectAt, objectWith, quoted, textAt, type Json } from '../json-object';
import { readManifests, type Manifest } from './manifests';
import { problem, withSource, type Problem } from './problem';
import type { Resource } from '../resources';
import type { Place } from './server';
import type { Session } from './session';

export interface Target extends Place {
  readonly object: Json;
  /** The file it came from; empty for what was named. */
  readonly source: string;
}

export const NOTHING_GIVEN = `You must provide one or more resources by argument or filename.
Example resource specifications include:
   '-f rsrc.yaml'
   '--filename=rsrc.json'
   '<resource> <name>'
   '<resource>'`;

/** The objects of `-f`, of those that the selector takes, with the namespace they go to; nothing is asked about them. */
export async function manifestTargets(session: Session): Promise<Target[]> {
  const { flags } = session;
  const selector = flags.has('selector') ? flags.string('selector') : '';
  const matches = labelMatcher(selector);
  if (typeof matches === 'string') {
    session.fail(problem(matches));
    return [];
  }
  const read = readManifests(session.io, flags.strings('filename'), flags.bool('recursive'), session.validates);
  const taken = read.manifests.filter(({ object }) => matches(labelsOf(object)));
  const { targets, problems } = await placeManifests(session, taken);
  session.fail(...problems, ...read.problems);
  return targets;
}

function labelsOf(object: Json): Readonly<Record<string, string>> {
  const labels = Object.entries(objectAt(object, 'metadata', 'labels'));
  return Object.fromEntries(labels.map(([key, value]) => [key, String(value)]));
}

/** Where manifests go. What can't be placed is told, and the others go on. */
export async function placeManifests(
  session: Session,
  manifests: readonly Manifest[],
): Promise<{ readonly targets: Target[]; readonly problems: readonly Problem[] }> {
  const targets: Target[] = [];
  const problems: Problem[] = [];
  const unmapped: Problem[] = [];
  for (const { object, apiVersion, kind, source } of manifests) {
    const resource = await session.server.resourceOfKind(apiVersion, kind);
    const name = textAt(object, 'metadata', 'name');
    const own = textAt(object, 'metadata', 'namespace');
    if ('message' in resource) {
      if (!resource.message.startsWith('no matches')) return { targets: [], problems: [resource] };
      const where = `resource mapping not found for name: ${quoted(name)} namespace: ${quoted(own)} from ${quoted(source)}`;
      unmapped.push(problem(`${where}: ${resource.message}\nensure CRDs are installed first`));
      continue;
    }
    if (resource.namespaced && own !== '' && session.flags.has('namespace') && own !== session.namespace) {
      problems.push(otherNamespace(own, session.namespace));
      continue;
    }
    const namespace = resource.namespaced ? own || session.namespace : '';
    const placed = namespace === '' ? object : objectWith(object, ['metadata', 'namespace'], namespace);
    targets.push({ resource, namespace, name, object: placed, source });
  }
  return { targets, problems: [...problems, ...unmapped] };
}

export function otherNamespace(own: string, wanted: string): Problem {
  const given = `the namespace from the provided object ${quoted(own)} does not match the namespace ${quoted(wanted)}`;
  return problem(`${given}. You must pass '--namespace=${own}' to perform this operation.`);
}

/** Type and name pairs as they are typed: `deploy web`, `deploy/web svc/web`, `deploy,svc web`. */
export async function placesNamed(
  session: Session,
  args: readonly string[],
  defaultType?: string,
): Promise<Place[] | Problem> {
  const pairs: [string, string][] = [];
  if (args.some((arg) => arg.includes('/'))) {
    for (const arg of args) {
      const [type = '', name = '', ...more] = arg.split('/');
      if (!arg.includes('/')) {
        return problem(
          "there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'",
        );
      }
      if (type === '' || name === '' || more.length > 0) {
        return problem(`arguments in resource/name form must have a single resource and name`);
      }
      pairs.push([type, name]);
    }
  } else if (defaultType !== undefined) for (const name of args) pairs.push([defaultType, name]);
  else {
    const [types = '', ...names] = args;
    for (const type of types.split(',')) for (const name of names) pairs.push([type, name]);
  }
  const places: Place[] = [];
  for (const [type, name] of pairs) {
    const resource = await session.server.resourceNamed(type);
    if ('message' in resource) return resource;
    places.push({ resource, namespace: resource.namespaced ? session.namespace : '', name });
  }
  return places;
}

/** What is there of what was asked for. Failures are noted in the session. */
export async function liveTargets(session: Session, args: readonly string[], defaultType?: string): Promise<Target[]> {
  const { flags, server } = session;
  if (flags.has('filename')) {
    const targets: Target[] = [];
    const isLocal = flags.has('local') && flags.bool('local');
    for (const target of await manifestTargets(session)) {
      if (isLocal) {
        targets.push(target);
        continue;
      }
      const answer = await server.get(target);
      if ('object' in answer) targets.push({ ...target, object: answer.object });
      else session.fail(answer.problem);
    }
    return targets;
  }
  const selector = flags.has('selector') ? flags.string('selector') : '';
  const takesAll = flags.has('all') && flags.bool('all');
  if (args.length === 0 && defaultType === undefined) {
    session.fail(problem(NOTHING_GIVEN));
    return [];
  }
  if (selector !== '' || takesAll) return selectedTargets(session, args[0] ?? defaultType ?? '', selector);
  const places = await placesNamed(session, args, defaultType);
  if (!Array.isArray(places)) {
    session.fail(places);
    return [];
  }
  if (places.length === 0) {
    const unknown = await unknownType(session, args[0] ?? '');
    session.fail(unknown ?? problem('resource(s) were provided, but no name was specified'));
  }
  const targets: Target[] = [];
  for (const place of places) {
    const answer = await server.get(place);
    if ('object' in answer) targets.push({ ...place, object: answer.object, source: '' });
    else session.fail(answer.problem);
  }
  return targets;
}

/** The same, of commands that take a type alone for all of its objects. */
export function liveOrAll(session: Session, args: readonly string[]): Promise<Target[]> {
  const [type = '', ...names] = args;
  const isAll = type !== '' && names.length === 0 && !type.includes('/') && !session.flags.has('filename');
  return isAll ? selectedTargets(session, type, '') : liveTargets(session, args);
}

async function unknownType(session: Session, types: string): Promise<Problem | undefined> {
  for (const type of types.split(',')) {
    const resource = await session.server.resourceNamed(type);
    if ('message' in resource) return resource;
  }
  return undefined;
}

/** All of the types, or those that the selector takes. */
export async function selectedTargets(
  session: Session,
  types: string,
  selector: string,
  fields = '',
): Promise<Target[]> {
  const targets: Target[] = [];
  for (const type of types.split(',')) {
    for (const resource of await resourcesNamed(session, type)) {
      const everywhere = session.flags.has('all-namespaces') && session.flags.bool('all-namespaces');
      const namespace = everywhere ? '' : session.namespace;
      const query = { labelSelector: selector, fieldSelector: fields };
      const answer = await session.server.list(resource, namespace, query);
      if ('problem' in answer) {
        session.fail(answer.problem);
        continue;
      }
      for (const item of listAt(answer.object, 'items').filter(isObject)) {
        const object = { apiVersion: resource.apiVersion, kind: resource.kind, ...item };
        const place = {
          resource,
          namespace: textAt(item, 'metadata', 'namespace'),
          name: textAt(item, 'metadata', 'name'),
        };
        targets.push({ ...place, object, source: '' });
      }
    }
  }
  return targets;
}

async function resourcesNamed(session: Session, type: string): Promise<readonly Resource[]> {
  if (type === 'all') {
    const all = await session.server.resources();
    return 'message' in all ? [] : all.inCategory('all');
  }
  const resource = await session.server.resourceNamed(type);
  if (!('message' in resource)) return [resource];
  session.fail(resource);
  return [];
}

/** A failure to do something with what came from a file, worded as kubectl does. */
export function failWith(session: Session, found: Problem, verb: string, { source }: Pick<Target, 'source'>): void {
  session.fail(withSource(found, verb, source));
}
