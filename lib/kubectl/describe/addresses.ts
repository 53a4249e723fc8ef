/** ServiceCIDR and IPAddress. */
import { eventsOf } from './events';
import { head, told } from './head';
import { rfc1123 } from './moment';
import { Page } from './page';
import type { Surroundings } from './surroundings';
import type { Value } from './value';

export async function describeServiceCidr(cidr: Value, around: Surroundings): Promise<string> {
  const page = new Page();
  head(page, cidr, false);
  page.field('CIDRs', cidr.at('spec.cidrs').texts.join(', '));
  const conditions = cidr.at('status.conditions').list;
  if (conditions.length > 0) page.line('Status:');
  told(page, conditions, rfc1123);
  await eventsOf(page, cidr, 'ServiceCIDR', around);
  return page.text;
}

export async function describeIpAddress(address: Value, around: Surroundings): Promise<string> {
  const page = new Page();
  const parent = address.at('spec.parentRef');
  head(page, address, false);
  if (parent.isThere) page.line('Parent Reference:');
  for (const title of parent.isThere ? ['Group', 'Resource', 'Namespace', 'Name'] : []) {
    page.field(title, parent.at(title.toLowerCase()).text, 1);
  }
  await eventsOf(page, address, 'IPAddress', around);
  return page.text;
}
