/** Models printEndpoints. */
import type { Endpoints, EndpointSubset } from '../schema/generated/types';
import { nameOf, type Printer } from './printer';
import { shortened } from './shortened';

export const endpoints: Printer<Endpoints> = {
  columns: 'Name#name;Endpoints;Age',
  cells: (endpoints, age) => [nameOf(endpoints), addresses(endpoints), age.of(endpoints)],
};

function addresses({ subsets = [] }: Endpoints): string {
  return subsets.length === 0 ? '<none>' : shortened(subsets.flatMap(subsetAddresses), 3);
}

/** Without ports, as those of a headless Service may be, there are addresses alone. */
function subsetAddresses({ addresses = [], ports = [] }: EndpointSubset): string[] {
  const ips = addresses.map(({ ip = '' }) => ip);
  if (ports.length === 0) return ips;
  return ports.flatMap(({ port = 0 }) => ips.map((ip) => (ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`)));
}
