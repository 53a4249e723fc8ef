/** What `get` is asked for: addresses, and how their tables look. */
import type { Target } from '../arguments';
import type { Call } from '../command';
import { pathOf, queryOf, type Resource } from '../resources';
import type { TableStyle } from './table';

/** What is asked for, and where. */
export interface Wish extends Target {
  readonly namespace: string | undefined;
}

export interface Wishes {
  readonly wishes: readonly Wish[];
  readonly isSingle: boolean;
}

export function addressOf(
  { flags }: Call,
  { resource, name, namespace }: Wish,
  more: Record<string, string> = {},
): string {
  const subresource = flags.string('subresource');
  const place = { namespace, ...(name !== undefined && { name }), ...(subresource !== '' && { subresource }) };
  const selecting = {
    labelSelector: flags.string('selector'),
    fieldSelector: flags.string('field-selector'),
    limit: flags.int('chunk-size') > 0 ? String(flags.int('chunk-size')) : '',
  };
  return pathOf(resource, place) + queryOf({ ...(name === undefined && selecting), ...more });
}

export function styleOf({ flags }: Call, severalKinds: boolean): (resource: Resource) => TableStyle {
  return (resource) => ({
    isWide: flags.string('output') === 'wide',
    noHeaders: flags.bool('no-headers'),
    withNamespace: flags.bool('all-namespaces') && resource.namespaced,
    withKind: severalKinds || flags.bool('show-kind'),
    showLabels: flags.bool('show-labels'),
    labelColumns: flags.strings('label-columns'),
  });
}
