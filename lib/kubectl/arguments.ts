/** The objects that a command's arguments mean. Models cli-runtime's resource.Builder, ResourceTypeOrNameArgs. */
import { bad, good, type Result } from './failure';
import type { Resource, Resources } from './resources';

export interface Target {
  readonly resource: Resource;
  /** Undefined: all there are. */
  readonly name: string | undefined;
}

export interface Arguments {
  readonly targets: readonly Target[];
  /** Whether it is one object by its name. */
  readonly isSingle: boolean;
}

const SLASHED =
  "there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'";

/** `pods`, `deploy web db`, `deploy/web svc/web`, `cm,secret`, `all`. There is at least one argument. */
export function readArguments(resources: Resources, args: readonly string[]): Result<Arguments> {
  return args.some((arg) => arg.includes('/')) ? readPairs(resources, args) : readKinds(resources, args);
}

function readPairs(resources: Resources, args: readonly string[]): Result<Arguments> {
  const targets: Target[] = [];
  for (const arg of args) {
    const [kind = '', name = '', ...more] = arg.split('/');
    if (!arg.includes('/')) return bad(SLASHED);
    if (more.length > 0) return bad('arguments in resource/name form may not have more than one slash');
    if (kind === '' || name === '' || kind.includes(',')) {
      return bad('arguments in resource/name form must have a single resource and name');
    }
    const found = resources.find(kind);
    if (!found.ok) return found;
    targets.push({ resource: found.value, name });
  }
  return good({ targets, isSingle: targets.length === 1 });
}

function readKinds(resources: Resources, [kinds = '', ...names]: readonly string[]): Result<Arguments> {
  const found: Resource[] = [];
  for (const kind of kinds.split(',')) {
    if (kind === '') continue;
    const category = resources.inCategory(kind);
    if (category.length > 0) {
      found.push(...category);
      continue;
    }
    const resource = resources.find(kind);
    if (!resource.ok) return resource;
    found.push(resource.value);
  }
  if (names.includes('')) return bad('resource name may not be empty');
  const targets = found.flatMap((resource): Target[] =>
    names.length === 0 ? [{ resource, name: undefined }] : names.map((name) => ({ resource, name })),
  );
  return good({ targets, isSingle: names.length === 1 && found.length === 1 });
}
