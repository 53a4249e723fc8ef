/** `kubectl api-resources`. */
import { newApi } from './api';
import { Columns } from './columns';
import type { Call, Command } from './command';
import { fail, failUsage, failWith } from './failure';
import { discover, type Resource } from './resources';

export const apiResources: Command = {
  name: 'api-resources',
  flags: [
    { name: 'api-group', type: 'string', help: 'Limit to resources of this group' },
    { name: 'cached', type: 'bool', help: 'Use the cached list' },
    { name: 'categories', type: 'strings', help: 'Limit to resources of these categories' },
    { name: 'namespaced', type: 'bool', default: 'true', help: 'Whether the resources live in namespaces' },
    { name: 'no-headers', type: 'bool', help: 'No headers' },
    { name: 'output', short: 'o', type: 'string', help: 'wide, name, json or yaml' },
    { name: 'show-managed-fields', type: 'bool', help: 'Keep managedFields' },
    { name: 'sort-by', type: 'string', help: 'name or kind' },
    { name: 'verbs', type: 'strings', help: 'Limit to resources with these verbs' },
  ],
  run,
};

async function run(call: Call): Promise<number> {
  const { io, flags, args } = call;
  const output = flags.string('output');
  const order = flags.string('sort-by');
  if (args.length > 0) return failUsage(io, 'kubectl api-resources', `unexpected arguments: [${args.join(' ')}]`);
  if (!['', 'wide', 'name'].includes(output)) return fail(io, `--output ${output} is not available`);
  if (!['', 'name', 'kind'].includes(order)) return fail(io, '--sort-by accepts only name or kind');
  const discovered = await discover(newApi(call), () => false);
  if (!discovered.ok) return failWith(io, [discovered.failure]);
  const shown = discovered.value.preferred().filter((resource) => isWanted(call, resource));
  const sorted = [...shown].sort((a, b) => {
    if (order === 'kind') return compare(a.kind, b.kind);
    return (order === 'name' ? 0 : compare(a.group, b.group)) || compare(a.plural, b.plural);
  });
  if (output === 'name') {
    io.out(sorted.map(({ plural, group }) => `${plural}${group === '' ? '' : `.${group}`}\n`).join(''));
    return 0;
  }
  const headers = ['NAME', 'SHORTNAMES', 'APIVERSION', 'NAMESPACED', 'KIND'];
  if (output === 'wide') headers.push('VERBS', 'CATEGORIES');
  const rows = sorted.map(({ plural, shortNames, apiVersion, namespaced, kind, verbs, categories }) => [
    plural,
    shortNames.join(','),
    apiVersion,
    String(namespaced),
    kind,
    ...(output === 'wide' ? [verbs.join(','), categories.join(',')] : []),
  ]);
  io.out(new Columns().write(flags.bool('no-headers') ? rows : [headers, ...rows]));
  return 0;
}

function isWanted({ flags }: Call, { group, namespaced, verbs, categories }: Resource): boolean {
  if (verbs.length === 0) return false;
  if (flags.has('api-group') && group !== flags.string('api-group')) return false;
  if (flags.has('namespaced') && namespaced !== flags.bool('namespaced')) return false;
  if (!flags.strings('verbs').every((verb) => verbs.includes(verb))) return false;
  return flags.strings('categories').every((category) => categories.includes(category));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
