/** Namespaces and what bounds them: ResourceQuota, LimitRange. */
import { formatQuantity, scaledQuantity } from '@/lib/kube';
import { byText } from './containers';
import { head, nameFields, told } from './head';
import { rfc1123 } from './moment';
import { Page } from './page';
import { quantityOf, quantityText } from './quantities';
import { isRefusal, type Refusal, type Surroundings } from './surroundings';
import type { Value } from './value';

const LIMITS = ['Type', 'Resource', 'Min', 'Max', 'Default Request', 'Default Limit', 'Max Limit/Request Ratio'];
const BOUNDS = ['min', 'max', 'defaultRequest', 'default', 'maxLimitRequestRatio'];

/** What a quota's scope takes, in kubectl's words. */
const SCOPES: Readonly<Record<string, string>> = {
  Terminating:
    'Matches all pods that have an active deadline. These pods have a limited lifespan on a node before being actively terminated by the system.',
  NotTerminating:
    'Matches all pods that do not have an active deadline. These pods usually include long running pods whose container command is not expected to terminate.',
  BestEffort:
    'Matches all pods that do not have resource requirements set. These pods have a best effort quality of service.',
  NotBestEffort:
    'Matches all pods that have at least one resource requirement set. These pods have a burstable or guaranteed quality of service.',
};

export async function describeNamespace(namespace: Value, around: Surroundings): Promise<string | Refusal> {
  const root = `/api/v1/namespaces/${namespace.at('metadata.name').text}`;
  const quotas = await around.list(`${root}/resourcequotas`);
  if (isRefusal(quotas)) return quotas;
  const ranges = await around.list(`${root}/limitranges`);
  if (isRefusal(ranges)) return ranges;
  const page = new Page();
  head(page, namespace, false);
  page.field('Status', namespace.at('status.phase').text);
  told(page, namespace.at('status.conditions').list, rfc1123);
  page.line('');
  page.line(quotas.length === 0 ? 'No resource quota.' : 'Resource Quotas');
  for (const quota of byText(quotas, 'metadata.name')) {
    page.field('Name', quota.at('metadata.name').text, 1);
    scopes(page, quota, '* ', 1);
    page.line('Resource\tUsed\tHard', 1);
    page.line('--------\t---\t---', 1);
    for (const [name, hard] of quota.at('status.hard').entries) {
      page.line(`${name}\t${quantityText(quota.at('status.used').key(name))}\t${quantityText(hard)}`, 1);
    }
  }
  page.line('');
  if (ranges.length === 0) page.line('No LimitRange resource.');
  else {
    page.line('Resource Limits');
    page.line(` ${LIMITS.join('\t')}`);
    page.line(` ${LIMITS.map((title) => '-'.repeat(title.length)).join('\t')}`);
  }
  for (const range of ranges) limits(page, range, ' ');
  return page.text;
}

export async function describeQuota(quota: Value): Promise<string> {
  const page = new Page();
  nameFields(page, quota);
  scopes(page, quota, ' * ', 0);
  page.heading(['Resource', 'Used', 'Hard'], 0);
  for (const [name, hard] of quota.at('status.hard').entries) {
    const used = quantityOf(quota.at('status.used').key(name));
    const { format } = quantityOf(hard);
    const shown = used.format === format ? used : { unscaled: scaledQuantity(used, 0), scale: 0, format };
    page.line(`${name}\t${formatQuantity(shown)}\t${quantityText(hard)}`);
  }
  return page.text;
}

export async function describeLimitRange(range: Value): Promise<string> {
  const page = new Page();
  nameFields(page, range);
  page.heading(LIMITS, 0);
  limits(page, range, '');
  return page.text;
}

function scopes(page: Page, quota: Value, mark: string, level: number): void {
  const names = quota.at('spec.scopes').texts.sort();
  if (names.length > 0) page.field('Scopes', names.join(', '), level);
  for (const name of names) if (SCOPES[name] !== undefined) page.line(`${mark}${SCOPES[name]}`, level);
}

/** kubectl's own order of the resources is random; here they are sorted. */
function limits(page: Page, range: Value, indent: string): void {
  for (const item of range.at('spec.limits').list) {
    const names = new Set(BOUNDS.flatMap((bound) => item.key(bound).entries.map(([name]) => name)));
    for (const name of [...names].sort()) {
      const cells = BOUNDS.map((bound) => {
        const quantity = item.key(bound).key(name);
        return quantity.isThere ? quantityText(quantity) : '-';
      });
      page.line(`${indent}${item.at('type').text}\t${name}\t${cells.join('\t')}`);
    }
  }
}
