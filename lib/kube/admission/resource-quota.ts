/**
 * A namespace's quotas: nothing is let in that goes beyond what is left. Models CheckRequest (apiserver's
 * admission/plugin/resourcequota). What is used says the quota's status, which is charged
 * at once and which a controller keeps.
 *
 * Not modelled: quotas that the server's configuration demands; and see ../quota-usage.
 */
import { addQuantities, type Amounts } from '../aggregate-resources';
import { isCounted, namedUsage, usageOf, type Counted } from '../quota-usage';
import { compareQuantities, formatQuantity, signOfQuantity, type Quantity } from '../quantity';
import type { Kind } from '../schema';
import type { Container, Pod, ResourceQuota } from '../schema/generated/types';
import { quantitiesOf } from '../validation/resources';
import type { AdmissionCluster } from './cluster';
import { forbid, type AdmissionRefusal, type AdmissionRequest } from './refusal';

/** @param kind of the object, which lives in a namespace */
export function checkQuotas(
  object: Counted,
  kind: Kind,
  cluster: AdmissionCluster,
  { live }: AdmissionRequest<Counted>,
): AdmissionRefusal | undefined {
  const { metadata } = object;
  const resource = kind.group === '' ? kind.resource : `${kind.resource}.${kind.group}`;
  const pod = kind.group === '' && kind.kind === 'Pod' ? (object satisfies Pod) : undefined;
  const quotas = cluster.list('v1/ResourceQuota').filter((quota) => quota.metadata?.namespace === metadata?.namespace);
  const delta = quotas.length === 0 ? new Map() : difference(usageOf(object, kind), live && usageOf(live, kind));
  const counting = quotas.filter((quota) => isCounted(quota, object, kind));
  const unspecific = live || !pod ? undefined : firstOf(counting, (quota) => unspecifiedIn(quota, pod));
  const why = unspecific ?? firstOf(counting, (quota) => excessOver(quota, delta));
  return why === undefined ? undefined : forbid(resource, metadata, why);
}

export interface QuotaCharge {
  readonly quota: ResourceQuota;
  /** `status.used`, with what was let in. */
  readonly used: Readonly<Record<string, string>>;
}

/**
 * What the quotas of a namespace hold once an object was let in: the next request sees it, however soon it comes. What is
 * given back, the controller counts.
 */
export function quotaCharges(
  object: Counted,
  kind: Kind,
  quotas: readonly ResourceQuota[],
  live: Counted | undefined,
): QuotaCharge[] {
  const delta = difference(usageOf(object, kind), live && usageOf(live, kind));
  return quotas
    .filter((quota) => isCounted(quota, object, kind))
    .flatMap((quota) => {
      const before = new Map(quantitiesOf(quota.status?.used ?? {}));
      const more = [...hardOf(quota).keys()].flatMap((resource) => {
        const amount = delta.get(resource);
        const old = before.get(resource);
        return amount ? [[resource, formatQuantity(old ? addQuantities(old, amount) : amount)] as const] : [];
      });
      return more.length > 0 ? [{ quota, used: { ...quota.status?.used, ...Object.fromEntries(more) } }] : [];
    });
}

function firstOf(
  quotas: readonly ResourceQuota[],
  refusalOf: (quota: ResourceQuota) => string | undefined,
): string | undefined {
  for (const quota of quotas) {
    const why = refusalOf(quota);
    if (why !== undefined) return why;
  }
  return undefined;
}

function hardOf({ spec, status }: ResourceQuota): Amounts {
  return new Map(quantitiesOf(status?.hard ?? spec?.hard ?? {}));
}

function unspecifiedIn(quota: ResourceQuota, pod: Pod): string | undefined {
  const missing = unsaid(pod, [...hardOf(quota).keys()]);
  return missing === '' ? undefined : `failed quota: ${quota.metadata?.name ?? ''}: must specify ${missing}`;
}

function excessOver(quota: ResourceQuota, delta: Amounts): string | undefined {
  const name = quota.metadata?.name ?? '';
  const hard = hardOf(quota);
  const used = new Map(quantitiesOf(quota.status?.used ?? {}));
  const exceeded = [...hard.keys()].filter((resource) => {
    const more = delta.get(resource);
    const most = hard.get(resource);
    if (!more || !most) return false;
    const before = used.get(resource);
    return compareQuantities(before ? addQuantities(before, more) : more, most) > 0;
  });
  if (exceeded.length === 0) return undefined;
  const print = (amounts: Amounts): string =>
    exceeded
      .toSorted()
      .map((resource) => `${resource}=${formatQuantity(amounts.get(resource) ?? ZERO)}`)
      .join(',');
  return `exceeded quota: ${name}, requested: ${print(delta)}, used: ${print(used)}, limited: ${print(hard)}`;
}

const ZERO: Quantity = { unscaled: 0n, scale: 0, format: 'decimal' };

/** What comes on top; what is given back is not counted here. */
function difference(next: Amounts, before: Amounts = new Map()): Amounts {
  const delta: Amounts = new Map();
  for (const [resource, amount] of next) {
    const live = before.get(resource) ?? ZERO;
    const more = addQuantities(amount, { ...live, unscaled: -live.unscaled });
    if (signOfQuantity(more) > 0) delta.set(resource, more);
  }
  return delta;
}

/** What a quota counts must be said by every container: `limits.cpu for: web; requests.memory for: web`. */
function unsaid({ spec = {} }: Pod, limited: readonly string[]): string {
  if (spec.resources) return '';
  const containers = [...(spec.containers ?? []), ...(spec.initContainers ?? [])];
  return limited
    .filter((resource) => COMPUTE.includes(resource))
    .toSorted()
    .flatMap((resource) => {
      const silent = containers.filter((container) => !computeUsage(container).has(resource));
      const names = [...new Set(silent.map(({ name = '' }) => name))].toSorted();
      return names.length === 0 ? [] : [`${resource} for: ${names.join(',')}`];
    })
    .join('; ');
}

const COMPUTE = ['cpu', 'memory', 'requests.cpu', 'requests.memory', 'limits.cpu', 'limits.memory'];

function computeUsage({ resources = {} }: Container): Amounts {
  return namedUsage(new Map(quantitiesOf(resources.requests ?? {})), new Map(quantitiesOf(resources.limits ?? {})));
}
