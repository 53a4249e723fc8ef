/** NetworkPolicy, PodDisruptionBudget, PriorityClass. */
import { eventsOf } from './events';
import { marks, nameFields } from './head';
import { labelsText, selectorOrNone, selectorText } from './labels';
import { goTime } from './moment';
import { Page } from './page';
import type { Surroundings } from './surroundings';
import type { Value } from './value';

const INDENT = '    ';

export async function describeNetworkPolicy(policy: Value): Promise<string> {
  const page = new Page();
  const spec = policy.at('spec');
  nameFields(page, policy);
  page.field('Created on', goTime(policy.at('metadata.creationTimestamp')));
  marks(page, policy);
  page.line('Spec:');
  const all = '<none> (Allowing the specific traffic to all pods in this namespace)';
  // kubectl indents both pieces of this line.
  page.line(`PodSelector:     ${selectorText(spec.at('podSelector')) || all}`, 1);
  const types = spec.at('policyTypes').texts;
  for (const [type, word, rules, peers, title, any] of [
    ['Ingress', 'ingress', 'ingress', 'from', 'From', 'source'],
    ['Egress', 'egress', 'egress', 'to', 'To', 'destination'],
  ] as const) {
    if (!types.includes(type)) {
      page.line(`Not affecting ${word} traffic`, 1);
      continue;
    }
    page.line(`Allowing ${word} traffic:`, 1);
    const list = spec.at(rules).list;
    if (list.length === 0) page.line(`${INDENT}<none> (Selected pods are isolated for ${word} connectivity)`);
    list.forEach((rule, at) => {
      portLines(page, rule.at('ports').list);
      const others = rule.at(peers).list;
      if (others.length === 0) page.line(`${INDENT}${title}: <any> (traffic not restricted by ${any})`);
      for (const peer of others) {
        page.line(`${INDENT}${title}:`);
        peerLines(page, peer);
      }
      if (at < list.length - 1) page.line(`${INDENT}----------`);
    });
  }
  page.line(`Policy Types: ${types.join(', ') || '<none>'}`, 1);
  return page.text;
}

function portLines(page: Page, ports: readonly Value[]): void {
  if (ports.length === 0) page.line(`${INDENT}To Port: <any> (traffic allowed to all ports)`);
  for (const port of ports) {
    const protocol = port.at('protocol').isThere ? port.at('protocol').text : 'TCP';
    const end = port.at('endPort');
    const from = port.at('port').isThere ? port.at('port').text : '<nil>';
    page.line(
      end.isThere
        ? `${INDENT}To Port Range: ${from}-${end.number}/${protocol}`
        : `${INDENT}To Port: ${from}/${protocol}`,
    );
  }
}

function peerLines(page: Page, peer: Value): void {
  const [namespaces, pods, block] = [peer.at('namespaceSelector'), peer.at('podSelector'), peer.at('ipBlock')];
  if (namespaces.isThere) page.line(`${INDENT}NamespaceSelector: ${selectorOrNone(namespaces)}`, 1);
  if (pods.isThere) page.line(`${INDENT}PodSelector: ${selectorOrNone(pods)}`, 1);
  if (namespaces.isThere || pods.isThere || !block.isThere) return;
  page.line(`${INDENT}IPBlock:`, 1);
  page.line(`${INDENT}CIDR: ${block.at('cidr').text}`, 2);
  page.line(`${INDENT}Except: ${block.at('except').texts.join(', ')}`, 2);
}

export async function describeDisruptionBudget(budget: Value, around: Surroundings): Promise<string> {
  const page = new Page();
  const [spec, status] = [budget.at('spec'), budget.at('status')];
  nameFields(page, budget);
  if (spec.at('minAvailable').isThere) page.field('Min available', spec.at('minAvailable').text);
  else if (spec.at('maxUnavailable').isThere) page.field('Max unavailable', spec.at('maxUnavailable').text);
  page.field('Selector', spec.at('selector').isThere ? selectorOrNone(spec.at('selector')) : '<unset>');
  page.line('Status:');
  page.field('Allowed disruptions', status.at('disruptionsAllowed').number, 2);
  page.field('Current', status.at('currentHealthy').number, 2);
  page.field('Desired', status.at('desiredHealthy').number, 2);
  page.field('Total', status.at('expectedPods').number, 2);
  await eventsOf(page, budget, 'PodDisruptionBudget', around);
  return page.text;
}

export async function describePriorityClass(priority: Value, around: Surroundings): Promise<string> {
  const page = new Page();
  page.field('Name', priority.at('metadata.name').text);
  page.field('Value', priority.at('value').number);
  page.field('GlobalDefault', String(priority.at('globalDefault').isTrue));
  page.field('PreemptionPolicy', priority.at('preemptionPolicy').text);
  page.field('Description', priority.at('description').text);
  page.field('Annotations', labelsText(priority.at('metadata.annotations')));
  await eventsOf(page, priority, 'PriorityClass', around);
  return page.text;
}
