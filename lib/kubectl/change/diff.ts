/** kubectl diff. Models kubectl's cmd/diff, with diff(1) as `diff -u -N`. Not modelled: --prune, -k. */
import { formatMicroTime } from '@/lib/kube';
import type { Call, Command } from '../command';
import { isObject, objectAt, textAt, type Json } from '../json-object';
import { printYaml } from '../print-yaml';
import { unifiedDiff } from '../unified-diff';
import { applyPatch } from './apply';
import { withoutLastApplied } from './applied';
import { FILES, SELECTOR, flag, manager } from './flag-specs';
import { problem, reasonOf, type Problem } from './problem';
import { withoutManagers } from './print';
import { Session } from './session';
import { manifestTargets, type Target } from './targets';

export const diff: Command = {
  name: 'diff',
  flags: [
    ...FILES,
    SELECTOR,
    manager('kubectl-client-side-apply'),
    flag('concurrency', 'int', { default: '1' }),
    flag('force-conflicts', 'bool'),
    flag('prune', 'bool'),
    flag('prune-allowlist', 'array'),
    flag('server-side', 'bool'),
    flag('show-managed-fields', 'bool'),
  ],
  wrongUse: 2,
  run,
};

/** 1 says that something differs; what went wrong is said with 2. */
async function run(call: Call): Promise<number> {
  const { flags, args, io } = call;
  const session = new Session(call, flags.bool('server-side') ? 'kubectl' : 'kubectl-client-side-apply');
  const end = (...found: readonly Problem[]): number => session.end(...found) * 2;
  if (args.length > 0)
    return end(problem(`Unexpected args: [${args.join(' ')}]\nSee 'kubectl diff -h' for help and examples`));
  if (!flags.has('filename')) return end(problem('must specify one of -f and -k'));
  if (flags.bool('force-conflicts') && !flags.bool('server-side'))
    return end(problem('--force-conflicts only works with --server-side'));
  if (flags.bool('prune')) return end(problem('--prune is not supported here'));
  const pages: Page[] = [];
  for (const target of await manifestTargets(session)) {
    const page = await pageOf(session, target);
    if ('message' in page) return end(page);
    pages.push(page);
  }
  if (session.failed) return end();
  const now = io.now();
  const folders = { live: `/tmp/LIVE-${numberOf(now)}`, merged: `/tmp/MERGED-${numberOf(now + 1)}` };
  const texts = pages.toSorted((a, b) => (a.name < b.name ? -1 : 1)).map((page) => differenceOf(page, folders, now));
  io.out(texts.join(''));
  return texts.some((text) => text !== '') ? 1 : 0;
}

interface Page {
  /** `apps.v1.Deployment.default.web`. */
  readonly name: string;
  /** Empty where there is none. */
  readonly live: string;
  readonly merged: string;
}

async function pageOf(session: Session, target: Target): Promise<Page | Problem> {
  const { group, version, kind } = target.resource;
  const live = await session.server.get(target);
  if ('problem' in live && reasonOf(live.problem) !== 'NotFound') return live.problem;
  const before = 'object' in live ? live.object : undefined;
  const merged = await mergedWith(session, target, before);
  if ('message' in merged) return merged;
  const shows = session.flags.bool('show-managed-fields');
  const [old, now] = [before, merged.object].map((object) => object && (shows ? object : withoutManagers(object)));
  const [oldShown, nowShown] = kind === 'Secret' && group === '' ? masked(old, now) : [old, now];
  return {
    name: [...(group === '' ? [] : [group]), version, kind, target.namespace, target.name].join('.'),
    live: oldShown ? printYaml(oldShown) : '',
    merged: nowShown ? printYaml(nowShown) : '',
  };
}

/** What there would be, as the server answers it without keeping it. */
async function mergedWith(
  session: Session,
  target: Target,
  live: Json | undefined,
): Promise<{ readonly object: Json } | Problem> {
  const query = session.query({ dryRun: 'All' });
  const force = session.flags.bool('force-conflicts') ? 'true' : undefined;
  const answer = session.flags.bool('server-side')
    ? await session.server.patch(target, 'apply-patch', target.object, { ...query, force })
    : live
      ? (await applyPatch(session, target, withoutLastApplied(target.object), live, query)).answer
      : await session.server.create(target.resource, target.namespace, target.object, query);
  return 'problem' in answer ? answer.problem : answer;
}

/** A Secret's values are not shown, only which of them change. */
function masked(old: Json | undefined, now: Json | undefined): readonly [Json | undefined, Json | undefined] {
  const [before, after] = [objectAt(old, 'data'), objectAt(now, 'data')];
  const mask = (object: Json | undefined, others: Json, side: string): Json | undefined => {
    if (!object || !isObject(object['data'])) return object;
    const data = Object.entries(object['data']).map(([key, value]) => {
      const isChanged = Object.hasOwn(others, key) && textAt(others, key) !== value;
      return [key, isChanged ? `*** (${side})` : '***'];
    });
    return { ...object, data: Object.fromEntries(data) };
  };
  return [mask(old, after, 'before'), mask(now, before, 'after')];
}

function differenceOf(
  { name, live, merged }: Page,
  folders: { readonly live: string; readonly merged: string },
  now: number,
): string {
  const text = unifiedDiff(live, merged);
  if (text === '') return '';
  const [from, to] = [`${folders.live}/${name}`, `${folders.merged}/${name}`];
  const time = `${formatMicroTime(now).replace('T', ' ').replace('Z', '')}000 +0000`;
  return `diff -u -N ${from} ${to}\n--- ${from}\t${time}\n+++ ${to}\t${time}\n${text}`;
}

/** Folders have numbers nobody else has; kubectl draws them. */
function numberOf(now: number): number {
  return 1_000_000_000 + (now % 1_000_000_000);
}
