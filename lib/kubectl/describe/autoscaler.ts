/** A HorizontalPodAutoscaler, as autoscaling/v2 has it. */
import { eventsOf } from './events';
import { head } from './head';
import { rfc1123 } from './moment';
import { Page } from './page';
import { quantityText } from './quantities';
import type { Surroundings } from './surroundings';
import type { Value } from './value';

export async function describeAutoscaler(scaler: Value, around: Surroundings): Promise<string> {
  const page = new Page();
  const [spec, status] = [scaler.at('spec'), scaler.at('status')];
  const kind = spec.at('scaleTargetRef.kind').text;
  head(page, scaler);
  page.field('CreationTimestamp', rfc1123(scaler.at('metadata.creationTimestamp')));
  page.field('Reference', `${kind}/${spec.at('scaleTargetRef.name').text}`);
  page.field('Metrics', '( current / target )');
  const currents = status.at('currentMetrics').list;
  spec.at('metrics').list.forEach((metric, at) => metricLine(page, metric, currents[at]));
  page.field('Min replicas', spec.at('minReplicas').isThere ? spec.at('minReplicas').number : '<unset>');
  page.field('Max replicas', spec.at('maxReplicas').number);
  if (spec.at('behavior').isThere) {
    page.line('Behavior:');
    direction(page, 'Scale Up', spec.at('behavior.scaleUp'));
    direction(page, 'Scale Down', spec.at('behavior.scaleDown'));
  }
  const replicas = `${status.at('currentReplicas').number} current / ${status.at('desiredReplicas').number} desired`;
  page.field(`${kind} pods`, replicas);
  const conditions = status.at('conditions').list;
  if (conditions.length > 0) {
    page.line('Conditions:');
    page.heading(['Type', 'Status', 'Reason', 'Message']);
  }
  for (const one of conditions) {
    page.line(['type', 'status', 'reason', 'message'].map((name) => one.at(name).text).join('\t'), 1);
  }
  await eventsOf(page, scaler, 'HorizontalPodAutoscaler', around);
  return page.text;
}

function metricLine(page: Page, metric: Value, status: Value | undefined): void {
  const type = metric.at('type').text;
  const member = `${type.charAt(0).toLowerCase()}${type.slice(1)}`;
  const source = metric.key(member);
  const current = status?.key(member).isThere ? status.key(member).at('current') : undefined;
  const target = source.at('target');
  const pair = (path: string): string =>
    `${current ? quantityText(current.at(path)) : '<unknown>'} / ${quantityText(target.at(path))}`;
  const name = JSON.stringify(source.at('metric.name').text);
  switch (type) {
    case 'External': {
      const isAverage = target.at('averageValue').isThere;
      const known = !isAverage || current?.at('averageValue').isThere === true;
      const text = known
        ? pair(isAverage ? 'averageValue' : 'value')
        : `<unknown> / ${quantityText(target.at('averageValue'))}`;
      return page.field(`${name} (target ${isAverage ? 'average value' : 'value'})`, text, 1);
    }
    case 'Pods':
      return page.field(`${name} on pods`, pair('averageValue'), 1);
    case 'Object': {
      const on = source.at('describedObject');
      const isAverage = target.at('type').text === 'AverageValue';
      const title = `${name} on ${on.at('kind').text}/${on.at('name').text} (target ${isAverage ? 'average value' : 'value'})`;
      return page.field(title, pair(isAverage ? 'averageValue' : 'value'), 1);
    }
    case 'Resource':
    case 'ContainerResource': {
      const whose = type === 'Resource' ? '' : ` of container "${source.at('container').text}"`;
      const title = `resource ${source.at('name').text}${whose} on pods`;
      if (target.at('averageValue').isThere) return page.field(title, pair('averageValue'), 1);
      const used = current?.at('averageUtilization');
      const now =
        used?.isThere && current ? `${used.number}% (${quantityText(current.at('averageValue'))})` : '<unknown>';
      const wanted = target.at('averageUtilization');
      const goal = wanted.isThere ? `${wanted.number}%` : '<auto>';
      return page.field(`${title}  (as a percentage of request)`, `${now} / ${goal}`, 1);
    }
    default:
      return page.line(`<unknown metric type ${JSON.stringify(type)}>`, 1);
  }
}

function direction(page: Page, title: string, rules: Value): void {
  if (!rules.isThere) return;
  page.line(`${title}:`, 1);
  const window = rules.at('stabilizationWindowSeconds');
  if (window.isThere) page.line(`Stabilization Window: ${window.number} seconds`, 2);
  const policies = rules.at('policies').list;
  if (policies.length === 0) return;
  page.line(`Select Policy: ${rules.at('selectPolicy').isThere ? rules.at('selectPolicy').text : 'Max'}`, 2);
  page.line('Policies:', 2);
  for (const one of policies) {
    const amount = `Value: ${one.at('value').number}\tPeriod: ${one.at('periodSeconds').number} seconds`;
    page.line(`- Type: ${one.at('type').text}\t${amount}`, 3);
  }
}
