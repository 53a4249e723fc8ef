/** What holds data or says who one is: ConfigMap, Secret, ServiceAccount. */
import { eventsOf } from './events';
import { head } from './head';
import { Page } from './page';
import type { Surroundings } from './surroundings';
import type { Value } from './value';

const TOKEN = 'kubernetes.io/service-account-token';

export async function describeConfigMap(map: Value, around: Surroundings): Promise<string> {
  const page = new Page();
  head(page, map);
  page.line('\nData\n====');
  for (const [key, value] of map.at('data').entries) page.line(`${key}:\n----\n${value.text}\n`);
  page.line('\nBinaryData\n====');
  for (const [key, value] of map.at('binaryData').entries) page.line(`${key}: ${decodedLength(value.text)} bytes`);
  page.line('');
  await eventsOf(page, map, 'ConfigMap', around);
  return page.text;
}

/** Its values stay hidden, but for a token's. */
export async function describeSecret(secret: Value): Promise<string> {
  const page = new Page();
  const type = secret.at('type').text;
  head(page, secret);
  page.line(`\nType:\t${type}`);
  page.line('\nData\n====');
  for (const [key, value] of secret.at('data').entries) {
    const isShown = key === 'token' && type === TOKEN;
    page.field(key, isShown ? decoded(value.text) : `${decodedLength(value.text)} bytes`);
  }
  return page.text;
}

export async function describeServiceAccount(account: Value, around: Surroundings): Promise<string> {
  const page = new Page();
  const title = 'Image pull secrets:';
  const names = account.at('imagePullSecrets').list.map((one) => one.at('name').text);
  head(page, account);
  if (names.length === 0) page.line(`${title}\t<none>`);
  names.forEach((name, at) => page.line(`${at === 0 ? title : ' '.repeat(title.length)}\t${name}`));
  await eventsOf(page, account, 'ServiceAccount', around);
  return page.text;
}

function decodedLength(base64: string): number {
  return Math.floor((base64.replace(/=+$/, '').length * 3) / 4);
}

/** A token is ASCII. */
function decoded(base64: string): string {
  return bytesOf(base64)
    .map((byte) => String.fromCharCode(byte))
    .join('');
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export function bytesOf(base64: string): number[] {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const letter of base64) {
    const value = LETTERS.indexOf(letter);
    if (value < 0) continue;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((held >> bits) & 0xff);
  }
  return bytes;
}
