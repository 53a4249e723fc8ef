/** `kubectl auth can-i` and `whoami`. Not modelled: `auth reconcile`. */
import { newApi, type Api } from './api';
import { Columns } from './columns';
import { namespaceOf, type Call, type Command } from './command';
import { fail, failWith, type Result } from './failure';
import { at, listAt, objectAt, textAt } from './json-object';
import { printerOf } from './output';
import { printJson } from './print-json';
import { discover, type Resource } from './resources';

const REVIEWS = '/apis/authorization.k8s.io/v1';

const canI: Command = {
  name: 'can-i',
  flags: [
    { name: 'all-namespaces', short: 'A', type: 'bool', help: 'In all namespaces' },
    { name: 'list', type: 'bool', help: 'All that is allowed' },
    { name: 'no-headers', type: 'bool', help: 'No headers' },
    { name: 'quiet', short: 'q', type: 'bool', help: 'Only the exit code' },
    { name: 'subresource', type: 'string', help: 'Subresource' },
  ],
  run: ask,
};

const whoami: Command = {
  name: 'whoami',
  flags: [
    { name: 'allow-missing-template-keys', type: 'bool', default: 'true', help: 'Ignore missing keys in templates' },
    { name: 'output', short: 'o', type: 'string', help: 'Output format' },
    { name: 'show-managed-fields', type: 'bool', help: 'Keep managedFields' },
    { name: 'template', type: 'string', help: 'Template' },
  ],
  run: tellWho,
};

export const auth: Command = {
  name: 'auth',
  flags: [],
  subcommands: [
    canI,
    {
      name: 'reconcile',
      flags: [
        { name: 'filename', short: 'f', type: 'strings', help: 'Files with roles and bindings' },
        { name: 'dry-run', type: 'string', bare: 'unchanged', default: 'none', help: 'Only show what would be' },
      ],
      run: ({ io }) => Promise.resolve(fail(io, 'auth reconcile is not available here; use kubectl apply')),
    },
    whoami,
  ],
  run: ({ io, args }) =>
    Promise.resolve(
      fail(io, `unknown command ${JSON.stringify(args[0] ?? '')}\nSee 'kubectl auth -h' for help and examples`),
    ),
};

async function ask(call: Call): Promise<number> {
  const { io, flags, args } = call;
  const api = newApi(call);
  if (flags.bool('list'))
    return args.length === 0 ? list(call, api) : fail(io, 'list option must be specified with no arguments');
  const [verb = '', given = ''] = args;
  if (args.length !== 2) {
    const words = 'you must specify two arguments: verb resource or verb resource/resourceName.';
    return fail(io, `${words}\nSee 'kubectl auth can-i -h' for help and examples.`);
  }
  const attributes = given.startsWith('/')
    ? { nonResourceAttributes: { path: given, verb } }
    : { resourceAttributes: await resourceAttributes(call, api, verb, given) };
  const review = await api.create(`${REVIEWS}/selfsubjectaccessreviews`, {
    kind: 'SelfSubjectAccessReview',
    apiVersion: 'authorization.k8s.io/v1',
    spec: attributes,
  });
  if (!review.ok) return failWith(io, [review.failure]);
  const isAllowed = at(review.value, 'status', 'allowed') === true;
  if (!flags.bool('quiet')) {
    const reason = textAt(review.value, 'status', 'reason');
    const error = textAt(review.value, 'status', 'evaluationError');
    const why = isAllowed ? '' : (reason === '' ? '' : ` - ${reason}`) + (error === '' ? '' : ` - ${error}`);
    io.out(`${isAllowed ? 'yes' : 'no'}${why}\n`);
  }
  return isAllowed ? 0 : 1;
}

async function resourceAttributes(call: Call, api: Api, verb: string, given: string): Promise<Record<string, string>> {
  const { io, flags } = call;
  const [kind = '', name = ''] = given.split('/');
  let resource: Result<Resource> | undefined;
  if (kind !== '*') {
    const resources = await discover(api);
    resource = resources.ok ? resources.value.find(kind) : undefined;
    if (resource?.ok) {
      const { namespaced, group, plural } = resource.value;
      const shown = group === '' ? `'${plural}'` : `'${plural}' in group '${group}'`;
      if (!namespaced && !flags.bool('all-namespaces'))
        io.err(`Warning: resource ${shown} is not namespace scoped\n\n`);
    } else io.err(`Warning: the server doesn't have a resource type '${kind}'\n\n`);
  }
  const [group, plural] = resource?.ok
    ? [resource.value.group, resource.value.plural]
    : [kind === '*' ? '*' : '', kind];
  return {
    ...(!flags.bool('all-namespaces') && { namespace: namespaceOf(call) }),
    verb,
    group,
    resource: plural,
    ...(flags.string('subresource') !== '' && { subresource: flags.string('subresource') }),
    ...(name !== '' && { name }),
  };
}

async function list(call: Call, api: Api): Promise<number> {
  const { io, flags } = call;
  const review = await api.create(`${REVIEWS}/selfsubjectrulesreviews`, {
    kind: 'SelfSubjectRulesReview',
    apiVersion: 'authorization.k8s.io/v1',
    spec: { namespace: namespaceOf(call) },
  });
  if (!review.ok) return failWith(io, [review.failure]);
  const rules = [...resourceRules(review.value), ...urlRules(review.value)];
  const rows = rules
    .toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : Number(sortKey(a) > sortKey(b))))
    .map(({ verbs, group, resource, name, url }) => [
      group === '' ? resource : `${resource}.${group}`,
      `[${url}]`,
      `[${name}]`,
      `[${verbs.join(' ')}]`,
    ]);
  const headers = ['Resources', 'Non-Resource URLs', 'Resource Names', 'Verbs'];
  io.out(new Columns().write(flags.bool('no-headers') ? rows : [headers, ...rows]));
  return 0;
}

/** What is allowed of one thing. */
interface Rule {
  readonly verbs: readonly string[];
  readonly group: string;
  readonly resource: string;
  readonly name: string;
  readonly url: string;
}

/** Verbs of the same are one rule. Models BreakdownRule and CompactRules of component-helpers' rbac. */
function resourceRules(review: unknown): Rule[] {
  const rules = new Map<string, Rule>();
  for (const rule of listAt(review, 'status', 'resourceRules')) {
    const names = texts(rule, 'resourceNames');
    for (const group of texts(rule, 'apiGroups')) {
      for (const resource of texts(rule, 'resources')) {
        for (const name of names.length === 0 ? [''] : names) {
          const key = JSON.stringify([group, resource, name]);
          const verbs = [...(rules.get(key)?.verbs ?? []), ...texts(rule, 'verbs')];
          rules.set(key, { verbs, group, resource, name, url: '' });
        }
      }
    }
  }
  return [...rules.values()];
}

function urlRules(review: unknown): Rule[] {
  return listAt(review, 'status', 'nonResourceRules').flatMap((rule) =>
    texts(rule, 'nonResourceURLs').flatMap((url) =>
      texts(rule, 'verbs').map((verb) => ({ verbs: [verb], group: '', resource: '', name: '', url })),
    ),
  );
}

/** Go's String() of a rule, as far as it orders. */
function sortKey({ verbs, group, resource, name, url }: Rule): string {
  return `[${verbs.join(' ')}],[${resource === '' ? '' : group}],[${resource}],[${name}],[${url}],`;
}

function texts(value: unknown, field: string): string[] {
  return listAt(value, field).filter((each) => typeof each === 'string');
}

function bracketed(value: unknown, field: string): string {
  return `[${texts(value, field).join(' ')}]`;
}

/** Go prints a struct's fields in their order. */
function orderedAs(fields: readonly string[], value: unknown): unknown {
  return Object.fromEntries(fields.map((field) => [field, at(value, field)]));
}

async function tellWho(call: Call): Promise<number> {
  const { io, args, flags } = call;
  if (args.length > 0) return fail(io, `unknown command ${JSON.stringify(args[0])} for "kubectl auth whoami"`);
  const printer = printerOf(call);
  if (!printer.ok) return failWith(io, [printer.failure]);
  const review = await newApi(call).create('/apis/authentication.k8s.io/v1/selfsubjectreviews', {
    kind: 'SelfSubjectReview',
    apiVersion: 'authentication.k8s.io/v1',
    metadata: {},
    status: {},
  });
  if (!review.ok) return failWith(io, [review.failure]);
  if (flags.string('output') === 'json') {
    io.out(`${printJson(orderedAs(['kind', 'apiVersion', 'metadata', 'status'], review.value), { sorted: false })}\n`);
    return 0;
  }
  if (printer.value) {
    const printed = printer.value(review.value);
    if (!printed.ok) return failWith(io, [printed.failure]);
    io.out(printed.value);
    return 0;
  }
  const user = at(review.value, 'status', 'userInfo');
  const rows = [
    ['ATTRIBUTE', 'VALUE'],
    ['Username', textAt(user, 'username')],
  ];
  if (textAt(user, 'uid') !== '') rows.push(['UID', textAt(user, 'uid')]);
  if (listAt(user, 'groups').length > 0) rows.push(['Groups', bracketed(user, 'groups')]);
  const extra = objectAt(user, 'extra');
  for (const key of Object.keys(extra).sort()) rows.push([`Extra: ${key}`, bracketed(extra, key)]);
  io.out(new Columns().write(rows));
  return 0;
}
