/** Those that make Pods: ReplicationController, ReplicaSet, StatefulSet, DaemonSet, Job, CronJob. */
import { eventsOf } from './events';
import { head, nameFields, marks, reasons } from './head';
import { labelsField, labelsText, selectorOrNone, selectorText } from './labels';
import { storageClassOf } from './claim';
import { rfc1123, span } from './moment';
import { Page } from './page';
import { controlledBy, controllerOf, templatePart } from './pod';
import { quantityText } from './quantities';
import { isRefusal, type Refusal, type Surroundings } from './surroundings';
import { goText, type Value } from './value';

const INDEXES_SHOWN = 50;

export async function describeReplicationController(
  controller: Value,
  around: Surroundings,
): Promise<string | Refusal> {
  const selector = controller.at('spec.selector');
  const pods = await podsStatus(controller, labelsText(selector), around);
  if (isRefusal(pods)) return pods;
  const page = new Page();
  nameFields(page, controller);
  page.field('Selector', labelsText(selector));
  marks(page, controller);
  page.field('Replicas', replicas(controller));
  page.field('Pods Status', pods.text);
  templatePart(page, controller.at('spec.template'));
  reasons(page, controller.at('status.conditions').list);
  await eventsOf(page, controller, 'ReplicationController', around);
  return page.text;
}

export async function describeReplicaSet(set: Value, around: Surroundings): Promise<string> {
  const pods = await podsStatus(set, selectorText(set.at('spec.selector')), around);
  const page = new Page();
  nameFields(page, set);
  page.field('Selector', selectorOrNone(set.at('spec.selector')));
  marks(page, set);
  controlledBy(page, set);
  page.field('Replicas', replicas(set));
  page.field('Pods Status', isRefusal(pods) ? `error in fetching pods: ${pods.refused}` : pods.text);
  templatePart(page, set.at('spec.template'));
  reasons(page, set.at('status.conditions').list);
  await eventsOf(page, set, 'ReplicaSet', around);
  return page.text;
}

export async function describeStatefulSet(set: Value, around: Surroundings): Promise<string | Refusal> {
  const selector = selectorText(set.at('spec.selector'));
  const pods = await podsStatus(set, selector, around);
  if (isRefusal(pods)) return pods;
  const page = new Page();
  nameFields(page, set);
  page.field('CreationTimestamp', rfc1123(set.at('metadata.creationTimestamp')));
  page.field('Selector', selector);
  marks(page, set);
  page.field('Replicas', `${set.at('spec.replicas').number} desired | ${set.at('status.replicas').number} total`);
  page.field('Update Strategy', set.at('spec.updateStrategy.type').text);
  const rolling = set.at('spec.updateStrategy.rollingUpdate');
  if (rolling.at('partition').isThere) {
    page.field('Partition', rolling.at('partition').number, 1);
    if (rolling.at('maxUnavailable').isThere) page.field('MaxUnavailable', rolling.at('maxUnavailable').text, 1);
  }
  page.field('Pods Status', pods.text);
  templatePart(page, set.at('spec.template'));
  claimTemplates(page, set.at('spec.volumeClaimTemplates').list);
  await eventsOf(page, set, 'StatefulSet', around);
  return page.text;
}

function claimTemplates(page: Page, templates: readonly Value[]): void {
  page.line(templates.length === 0 ? 'Volume Claims:\t<none>' : 'Volume Claims:');
  for (const claim of templates) {
    page.field('Name', claim.at('metadata.name').text, 1);
    page.field('StorageClass', storageClassOf(claim), 1);
    labelsField(page, 'Labels', claim.at('metadata.labels'), '  ');
    labelsField(page, 'Annotations', claim.at('metadata.annotations'), '  ');
    const capacity = claim.at('spec.resources.requests.storage');
    page.field('Capacity', capacity.isThere ? quantityText(capacity) : '<default>', 1);
    page.field('Access Modes', goText(claim.at('spec.accessModes').json ?? []), 1);
  }
}

export async function describeDaemonSet(set: Value, around: Surroundings): Promise<string | Refusal> {
  const selector = selectorText(set.at('spec.selector'));
  const pods = await podsStatus(set, selector, around);
  if (isRefusal(pods)) return pods;
  const page = new Page();
  nameFields(page, set);
  page.field('Selector', selector);
  page.field('Node-Selector', labelsText(set.at('spec.template.spec.nodeSelector')));
  marks(page, set);
  for (const [title, path] of [
    ['Desired Number of Nodes Scheduled', 'desiredNumberScheduled'],
    ['Current Number of Nodes Scheduled', 'currentNumberScheduled'],
    ['Number of Nodes Scheduled with Up-to-date Pods', 'updatedNumberScheduled'],
    ['Number of Nodes Scheduled with Available Pods', 'numberAvailable'],
    ['Number of Nodes Misscheduled', 'numberMisscheduled'],
  ] as const) {
    page.line(`${title}: ${set.at('status').key(path).number}`);
  }
  page.field('Pods Status', pods.text);
  templatePart(page, set.at('spec.template'));
  await eventsOf(page, set, 'DaemonSet', around);
  return page.text;
}

export async function describeJob(job: Value, around: Surroundings): Promise<string> {
  const page = new Page();
  const [spec, status] = [job.at('spec'), job.at('status')];
  nameFields(page, job);
  page.field('Selector', selectorText(spec.at('selector')));
  marks(page, job);
  controlledBy(page, job);
  given(page, 'Parallelism', spec.at('parallelism'));
  page.field('Completions', unset(spec.at('completions')));
  given(page, 'Completion Mode', spec.at('completionMode'));
  given(page, 'Suspend', spec.at('suspend'));
  given(page, 'Backoff Limit', spec.at('backoffLimit'));
  given(page, 'TTL Seconds After Finished', spec.at('ttlSecondsAfterFinished'));
  const [begun, done] = [status.at('startTime'), status.at('completionTime')];
  if (begun.isThere) page.field('Start Time', rfc1123(begun));
  if (done.isThere) page.field('Completed At', rfc1123(done));
  if (begun.isThere && done.isThere) page.field('Duration', span(begun, done));
  given(page, 'Active Deadline Seconds', spec.at('activeDeadlineSeconds'), 's');
  const ready = status.at('ready').isThere ? ` (${status.at('ready').number} Ready)` : '';
  const ended = `${status.at('succeeded').number} Succeeded / ${status.at('failed').number} Failed`;
  page.field('Pods Statuses', `${status.at('active').number} Active${ready} / ${ended}`);
  if (spec.at('completionMode').text === 'Indexed') {
    page.field('Completed Indexes', indexesText(status.at('completedIndexes').text));
  }
  templatePart(page, spec.at('template'));
  await eventsOf(page, job, 'Job', around);
  return page.text;
}

function indexesText(indexes: string): string {
  if (indexes === '') return '<none>';
  const end = indexes.indexOf(',', INDEXES_SHOWN);
  return end < 0 ? indexes : `${indexes.slice(0, end + 1)}...`;
}

export async function describeCronJob(cron: Value, around: Surroundings): Promise<string> {
  const page = new Page();
  const [spec, status] = [cron.at('spec'), cron.at('status')];
  head(page, cron);
  page.field('Schedule', spec.at('schedule').text);
  page.field('Concurrency Policy', spec.at('concurrencyPolicy').text);
  page.field('Suspend', truth(spec.at('suspend')));
  page.field('Time Zone', unset(spec.at('timeZone')));
  page.field('Successful Job History Limit', unset(spec.at('successfulJobsHistoryLimit')));
  page.field('Failed Job History Limit', unset(spec.at('failedJobsHistoryLimit')));
  page.field('Starting Deadline Seconds', unset(spec.at('startingDeadlineSeconds'), 's'));
  const job = spec.at('jobTemplate.spec');
  page.field('Selector', job.at('selector').isThere ? selectorText(job.at('selector')) : '<unset>');
  page.field('Parallelism', unset(job.at('parallelism')));
  page.field('Completions', unset(job.at('completions')));
  given(page, 'Active Deadline Seconds', job.at('activeDeadlineSeconds'), 's');
  templatePart(page, job.at('template'));
  const last = status.at('lastScheduleTime');
  page.field('Last Schedule Time', last.isThere ? rfc1123(last) : '<unset>');
  const active = status.at('active').list.map((one) => one.at('name').text);
  page.field('Active Jobs', active.join(', ') || '<none>');
  await eventsOf(page, cron, 'CronJob', around);
  return page.text;
}

/** `True`, `False` or `<unset>`. */
export function truth(value: Value): string {
  return value.isThere ? (value.isTrue ? 'True' : 'False') : '<unset>';
}

function given(page: Page, title: string, value: Value, unit = ''): void {
  if (value.isThere) page.field(title, `${value.text}${unit}`);
}

function unset(value: Value, unit = ''): string {
  return value.isThere ? `${value.text}${unit}` : '<unset>';
}

function replicas(object: Value): string {
  return `${object.at('status.replicas').number} current / ${object.at('spec.replicas').number} desired`;
}

/** How its own Pods are. */
async function podsStatus(object: Value, selector: string, around: Surroundings): Promise<{ text: string } | Refusal> {
  const path = `/api/v1/namespaces/${object.at('metadata.namespace').text}/pods`;
  const pods = await around.list(path, selector === '' ? {} : { labelSelector: selector });
  if (isRefusal(pods)) return pods;
  const uid = object.at('metadata.uid').text;
  const own = pods.filter((pod) => controllerOf(pod)?.at('uid').text === uid);
  const count = (phase: string): number => own.filter((pod) => pod.at('status.phase').text === phase).length;
  const ended = `${count('Succeeded')} Succeeded / ${count('Failed')} Failed`;
  return { text: `${count('Running')} Running / ${count('Pending')} Waiting / ${ended}` };
}
