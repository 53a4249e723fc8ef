import { parseTime } from '@/lib/kube';
import { eventsOf } from './events';
import { marks, nameFields, reasons } from './head';
import { selectorText } from './labels';
import { rfc1123 } from './moment';
import { Page } from './page';
import { controllerOf, templatePart } from './pod';
import { isRefusal, type Surroundings } from './surroundings';
import { isRecord, type Value } from './value';

const HASH = 'pod-template-hash';

export async function describeDeployment(deployment: Value, around: Surroundings): Promise<string> {
  const page = new Page();
  const [spec, status] = [deployment.at('spec'), deployment.at('status')];
  nameFields(page, deployment);
  page.field('CreationTimestamp', rfc1123(deployment.at('metadata.creationTimestamp')));
  marks(page, deployment);
  const selector = selectorText(spec.at('selector'));
  page.field('Selector', selector);
  const counts = [
    `${spec.at('replicas').number} desired`,
    `${status.at('updatedReplicas').number} updated`,
    `${status.at('replicas').number} total`,
    `${status.at('availableReplicas').number} available`,
    `${status.at('unavailableReplicas').number} unavailable`,
  ];
  page.field('Replicas', counts.join(' | '));
  page.field('StrategyType', spec.at('strategy.type').text);
  page.field('MinReadySeconds', spec.at('minReadySeconds').number);
  const rolling = spec.at('strategy.rollingUpdate');
  if (rolling.isThere) {
    const most = `${rolling.at('maxUnavailable').text} max unavailable, ${rolling.at('maxSurge').text} max surge`;
    page.field('RollingUpdateStrategy', most);
  }
  templatePart(page, spec.at('template'));
  reasons(page, status.at('conditions').list);
  const sets = await replicaSets(deployment, selector, around);
  if (sets.length > 0) {
    const current = sets.find((set) => sameTemplate(set.at('spec.template'), spec.at('template')));
    page.field('OldReplicaSets', setsText(sets.filter((set) => set !== current)));
    page.field('NewReplicaSet', setsText(current ? [current] : []));
  }
  await eventsOf(page, deployment, 'Deployment', around);
  return page.text;
}

/** Its own, the oldest first. */
async function replicaSets(deployment: Value, selector: string, around: Surroundings): Promise<Value[]> {
  const path = `/apis/apps/v1/namespaces/${deployment.at('metadata.namespace').text}/replicasets`;
  const all = await around.list(path, selector === '' ? {} : { labelSelector: selector });
  if (isRefusal(all)) return [];
  const uid = deployment.at('metadata.uid').text;
  const time = (set: Value): number => parseTime(set.at('metadata.creationTimestamp').text) ?? 0;
  const name = (set: Value): string => set.at('metadata.name').text;
  return all
    .filter((set) => controllerOf(set)?.at('uid').text === uid)
    .sort((a, b) => time(a) - time(b) || (name(a) < name(b) ? -1 : 1));
}

function setsText(sets: readonly Value[]): string {
  const one = (set: Value): string => {
    const created = `${set.at('status.replicas').number}/${set.at('spec.replicas').number}`;
    return `${set.at('metadata.name').text} (${created} replicas created)`;
  };
  return sets.map(one).join(', ') || '<none>';
}

/** But for the hash. What is empty equals what is not there. */
function sameTemplate(left: Value, right: Value): boolean {
  return JSON.stringify(plain(left.json)) === JSON.stringify(plain(right.json));
}

function plain(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(plain);
  if (!isRecord(json)) return json;
  const kept = Object.keys(json)
    .filter((key) => key !== HASH && !isEmpty(json[key]))
    .sort();
  return Object.fromEntries(kept.map((key) => [key, plain(json[key])]));
}

function isEmpty(json: unknown): boolean {
  return json === null || json === undefined || (Array.isArray(json) && json.length === 0);
}
