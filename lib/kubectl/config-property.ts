/**
 * `kubectl config set` and `unset`, of what a kubeconfig has here: the current context, and of a context its cluster, user and
 * namespace. Models kubectl's cmd/config/set.go and unset.go.
 */
import type { Call } from './command';
import { fail } from './failure';

type Context = Call['io']['config']['contexts'][string];

const FIELDS = ['cluster', 'user', 'namespace'] as const;

export function setProperty({ io, args }: Call): number {
  const [property = '', value = ''] = args;
  if (args.length !== 2) return fail(io, `accepts 2 arg(s), received ${args.length}`);
  return change(io, property, value) ? said(io, property, 'set') : unknown(io, property);
}

export function unsetProperty({ io, args }: Call): number {
  const [property = ''] = args;
  if (args.length !== 1) return fail(io, `accepts 1 arg(s), received ${args.length}`);
  const name = /^contexts\.([^.]+)$/.exec(property)?.[1];
  if (name !== undefined) delete io.config.contexts[name];
  return name !== undefined || change(io, property, undefined) ? said(io, property, 'unset') : unknown(io, property);
}

/** False for what there is not. */
function change({ config }: Call['io'], property: string, value: string | undefined): boolean {
  if (property === 'current-context') {
    config.currentContext = value ?? '';
    return true;
  }
  const [, name = '', field] = /^contexts\.([^.]+)\.(\w+)$/.exec(property) ?? [];
  if (!FIELDS.some((known) => known === field)) return false;
  const { cluster = '', user = '', namespace } = config.contexts[name] ?? {};
  const old: Context = { cluster, user, ...(namespace !== undefined && { namespace }) };
  if (field === 'namespace' && value === undefined) config.contexts[name] = { cluster, user };
  else config.contexts[name] = { ...old, [field ?? '']: value ?? '' };
  return true;
}

function said(io: Call['io'], property: string, done: string): number {
  io.out(`Property ${JSON.stringify(property)} ${done}.\n`);
  return 0;
}

function unknown(io: Call['io'], property: string): number {
  return fail(io, `${property} can't be changed here: there is one cluster, with one user; its contexts can`);
}
