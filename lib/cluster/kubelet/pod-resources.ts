/** What a Pod needs in all. Models component-helpers' resource.PodRequests and PodLimits. */
import { canonicalQuantity, compareQuantities, parseQuantity, type types } from '@/lib/kube';
import { isSidecar } from './restart-policy';

type Amounts = Readonly<Record<string, string>>;

const NONE: Amounts = {};

export function podRequests(spec: types.PodSpec): Amounts {
  return podAmounts(spec, 'requests');
}

export function podLimits(spec: types.PodSpec): Amounts {
  return podAmounts(spec, 'limits');
}

function podAmounts(spec: types.PodSpec, kind: 'requests' | 'limits'): Amounts {
  let sum = NONE;
  for (const { resources } of spec.containers ?? []) sum = added(sum, resources?.[kind]);
  let sidecars = NONE;
  let most = NONE;
  for (const container of spec.initContainers ?? []) {
    const own = container.resources?.[kind];
    if (isSidecar(container)) {
      sum = added(sum, own);
      sidecars = added(sidecars, own);
      most = greatest(most, sidecars);
    } else most = greatest(most, added(sidecars, own));
  }
  const all = greatest(sum, most);
  const whole = spec.resources?.[kind];
  const chosen = whole ? { ...all, ...whole } : all;
  return kind === 'requests' ? added(chosen, spec.overhead) : chosen;
}

function added(a: Amounts, b: Amounts | undefined): Amounts {
  if (!b || Object.keys(b).length === 0) return a;
  if (a === NONE) return b;
  const sum: Record<string, string> = { ...a };
  for (const [name, amount] of Object.entries(b)) sum[name] = addQuantities(sum[name], amount);
  return sum;
}

function greatest(a: Amounts, b: Amounts): Amounts {
  if (b === NONE) return a;
  if (a === NONE) return b;
  const most: Record<string, string> = { ...a };
  for (const [name, amount] of Object.entries(b)) {
    const other = parseQuantity(most[name] ?? '0');
    const own = parseQuantity(amount);
    if (most[name] === undefined || (other && own && compareQuantities(own, other) > 0)) most[name] = amount;
  }
  return most;
}

function addQuantities(a: string | undefined, b: string): string {
  if (a === undefined) return b;
  const left = parseQuantity(a);
  const right = parseQuantity(b);
  if (!left || !right) return b;
  const scale = Math.min(left.scale, right.scale);
  const unscaled =
    left.unscaled * 10n ** BigInt(left.scale - scale) + right.unscaled * 10n ** BigInt(right.scale - scale);
  return writeQuantity(unscaled, scale, left.format === 'binary' && right.format === 'binary');
}

/** As Go writes a sum: where both are binary, in the greatest unit that divides it. */
function writeQuantity(unscaled: bigint, scale: number, isBinary: boolean): string {
  if (isBinary && scale === 0) {
    for (const [suffix, power] of BINARY_UNITS) {
      if (unscaled !== 0n && unscaled % (1n << power) === 0n) return `${unscaled / (1n << power)}${suffix}`;
    }
    return String(unscaled);
  }
  if (scale >= 0) return canonicalQuantity(String(unscaled * 10n ** BigInt(scale)));
  const thousandths = Math.floor(scale / 3) * 3;
  const suffix = DECIMAL_UNITS.get(thousandths) ?? 'n';
  return canonicalQuantity(`${unscaled * 10n ** BigInt(scale - thousandths)}${suffix}`);
}

const BINARY_UNITS = [
  ['Ti', 40n],
  ['Gi', 30n],
  ['Mi', 20n],
  ['Ki', 10n],
] as const;
const DECIMAL_UNITS = new Map([
  [-3, 'm'],
  [-6, 'u'],
  [-9, 'n'],
]);
