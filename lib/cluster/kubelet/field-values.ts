/**
 * What a Pod tells its containers of itself. Models pkg/fieldpath ExtractFieldPathAsString, the kubelet's
 * podFieldSelectorRuntimeValue and pkg/api/v1/resource ExtractResourceValueByContainerName.
 *
 * Not modelled: huge pages and extended resources as resourceFieldRef.
 */
import { parseQuantity, type Quantity, type Stored, type types } from '@/lib/kube';
import { containerNamed } from './pod-containers';

/** Where a Pod is: what only its node knows. */
export interface PodPlace {
  readonly podIP: string;
  readonly hostIP: string;
  readonly allocatable: Readonly<Record<string, string>>;
}

/** Undefined for a field that has no value here. */
export function fieldValue(pod: Stored<'v1/Pod'>, path: string, place: PodPlace): string | undefined {
  const { metadata, spec } = pod;
  const subscript = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(path);
  if (subscript) return metadata[subscript[1] === 'labels' ? 'labels' : 'annotations']?.[subscript[2] ?? ''] ?? '';
  switch (path) {
    case 'metadata.name':
      return metadata.name;
    case 'metadata.namespace':
      return metadata.namespace ?? '';
    case 'metadata.uid':
      return metadata.uid;
    case 'metadata.labels':
      return formatMap(metadata.labels);
    case 'metadata.annotations':
      return formatMap(metadata.annotations);
    case 'spec.nodeName':
      return spec?.nodeName ?? '';
    case 'spec.serviceAccountName':
      return spec?.serviceAccountName ?? '';
    case 'status.hostIP':
    case 'status.hostIPs':
      return place.hostIP;
    case 'status.podIP':
    case 'status.podIPs':
      return place.podIP;
    default:
      return undefined;
  }
}

/** `key="value"`, a line for each, sorted. */
function formatMap(map: Readonly<Record<string, string>> = {}): string {
  return Object.keys(map)
    .sort()
    .map((key) => `${key}=${JSON.stringify(map[key])}`)
    .join('\n');
}

/** Of a container's requests and limits, in units of the divisor, rounded up; a limit that is not set is what the node has. */
export function resourceValue(
  pod: Stored<'v1/Pod'>,
  own: types.Container | undefined,
  ref: types.ResourceFieldSelector,
  place: PodPlace,
): string {
  const container = ref.containerName ? containerNamed(pod.spec, ref.containerName) : own;
  const [kind = '', resource = ''] = (ref.resource ?? '').split('.');
  const given = kind === 'limits' ? container?.resources?.limits : container?.resources?.requests;
  const amount = given?.[resource] ?? (kind === 'limits' ? place.allocatable[resource] : undefined) ?? '0';
  const divisor = ref.divisor && ref.divisor !== '0' ? ref.divisor : '1';
  return String(ratioRoundedUp(parseQuantity(amount), parseQuantity(divisor)));
}

function ratioRoundedUp(amount: Quantity | undefined, divisor: Quantity | undefined): bigint {
  if (!amount || !divisor || divisor.unscaled <= 0n) return 0n;
  const scale = amount.scale - divisor.scale;
  const above = amount.unscaled * 10n ** BigInt(Math.max(scale, 0));
  const below = divisor.unscaled * 10n ** BigInt(Math.max(-scale, 0));
  return (above + below - 1n) / below;
}
