/** IP addresses and blocks of them, as texts. IPv6 only as far as its texts are equal: a cluster here speaks IPv4. */
const ADDRESS = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

export function isAddress(text: string): boolean {
  return toNumber(text) !== undefined || text.includes(':');
}

export function isLoopback(text: string): boolean {
  return text.startsWith('127.') || text === '::1';
}

/** `10.244.0.0/16` has 10.244.3.7. */
export function isInBlock(address: string, block: string): boolean {
  const [start = '', length = '32'] = block.split('/');
  const a = toNumber(address);
  const b = toNumber(start);
  if (a === undefined || b === undefined) return address === start;
  const size = 2 ** (32 - Number(length));
  return Math.floor(a / size) === Math.floor(b / size);
}

function toNumber(text: string): number | undefined {
  const match = ADDRESS.exec(text);
  if (!match) return undefined;
  const parts = match.slice(1).map(Number);
  return parts.some((part) => part > 255) ? undefined : parts.reduce((sum, part) => sum * 256 + part, 0);
}
