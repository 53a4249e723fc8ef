/** Models printEndpointSlice. */
import type { EndpointSlice } from '../schema/generated/types';
import { nameOf, or, type Printer } from './printer';
import { shortened } from './shortened';

export const endpointSlice: Printer<EndpointSlice> = {
  columns: 'Name#name;AddressType;Ports;Endpoints;Age',
  cells(slice, age) {
    const ports = (slice.ports ?? []).map(({ port, name }) => (port === undefined ? (name ?? '*') : String(port)));
    const addresses = (slice.endpoints ?? []).flatMap(({ addresses = [] }) => addresses);
    return [
      nameOf(slice),
      slice.addressType ?? '',
      or(shortened(ports, 3), '<unset>'),
      or(shortened(addresses, 3), '<unset>'),
      age.of(slice),
    ];
  },
};
