/** Which Pod and container is meant by `web`, `deploy/web`, `-c`. Models kubectl's polymorphichelpers and podcmd. */
import { listAt, objectAt, textAt, type Json } from '../json-object';
import { problem, type Problem } from './problem';
import type { Session } from './session';
import { liveTargets, selectedTargets, type Target } from './targets';

/** What can be told to choose Pods. */
const CHOOSERS = ['ReplicationController', 'Service', 'Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job'];

/** The Pod itself, or the first of those that a workload owns. `verb`: what can't be done with the others. */
export async function podsNamed(session: Session, word: string, verb = 'attach to'): Promise<readonly Target[]> {
  const isPod = !word.includes('/') || /^(?:pods?|po)\//.test(word);
  if (isPod) return liveTargets(session, [word.replace(/^.*\//, '')], 'pods');
  const [target] = await liveTargets(session, [word]);
  if (!target) return [];
  const { kind, version } = target.resource;
  if (!CHOOSERS.includes(kind)) {
    const type = `*${version}.${kind}`;
    session.fail(problem(`cannot ${verb} ${type}: selector for ${type} not implemented`));
    return [];
  }
  const labels =
    target.resource.kind === 'Service'
      ? objectAt(target.object, 'spec', 'selector')
      : objectAt(target.object, 'spec', 'selector', 'matchLabels');
  const selector = Object.entries(labels)
    .map(([key, value]) => `${key}=${String(value)}`)
    .join(',');
  const pods = await selectedTargets(session, 'pods', selector);
  const sorted = pods.toSorted((a, b) =>
    textAt(a.object, 'metadata', 'creationTimestamp') < textAt(b.object, 'metadata', 'creationTimestamp') ? -1 : 1,
  );
  const all = session.flags.has('all-pods') && session.flags.bool('all-pods');
  if (sorted.length > 1 && !all) session.io.err(`Found ${sorted.length} pods, using pod/${sorted[0]?.name ?? ''}\n`);
  return all ? sorted : sorted.slice(0, 1);
}

function namesOf(pod: Json, list: string): string[] {
  return listAt(pod, 'spec', list).map((one) => textAt(one, 'name'));
}

function allNames({ object }: Target): string[] {
  return [
    ...namesOf(object, 'containers'),
    ...namesOf(object, 'initContainers').map((name) => `${name} (init)`),
    ...namesOf(object, 'ephemeralContainers').map((name) => `${name} (ephem)`),
  ];
}

export function unknownContainer(pod: Target, given: string): Problem | undefined {
  const all = allNames(pod);
  if (given === '' || all.some((name) => name.split(' ')[0] === given)) return undefined;
  return problem(`container ${given} is not valid for pod ${pod.name} out of: ${all.join(', ')}`);
}

export function containersFor({ flags, io }: Session, pod: Target, given: string): string[] {
  const { object } = pod;
  const names = namesOf(object, 'containers');
  if (flags.has('all-containers') && flags.bool('all-containers'))
    return [...namesOf(object, 'initContainers'), ...names];
  if (given !== '') return [given];
  const marked = textAt(object, 'metadata', 'annotations', 'kubectl.kubernetes.io/default-container');
  if (marked !== '' && names.includes(marked)) return [marked];
  const all = allNames(pod);
  if (all.length > 1) io.err(`Defaulted container ${JSON.stringify(names[0])} out of: ${all.join(', ')}\n`);
  return names.slice(0, 1);
}
