/** A CertificateSigningRequest, with what its PEM says (PKCS #10). Read by hand: the engine has no crypto. */
import { humanDuration } from '@/lib/kube';
import { bytesOf } from './data';
import { eventsOf } from './events';
import { labelsText } from './labels';
import { rfc1123 } from './moment';
import { Page } from './page';
import type { Refusal, Surroundings } from './surroundings';
import type { Value } from './value';

interface Item {
  readonly tag: number;
  readonly bytes: readonly number[];
}

const SEQUENCE = 0x30;
const NAMES = { dns: 0x82, email: 0x81, uri: 0x86, ip: 0x87 };
const ALTERNATIVE = '85.29.17';

/** By the bytes of the object identifier. */
const SUBJECT: readonly (readonly [title: string, oid: string])[] = [
  ['Organization', '85.4.10'],
  ['Organizational Unit', '85.4.11'],
  ['Country', '85.4.6'],
  ['Locality', '85.4.7'],
  ['Province', '85.4.8'],
  ['StreetAddress', '85.4.9'],
  ['PostalCode', '85.4.17'],
];

export async function describeSigningRequest(request: Value, around: Surroundings): Promise<string | Refusal> {
  const page = new Page();
  const [metadata, spec] = [request.at('metadata'), request.at('spec')];
  const read = readRequest(spec.at('request').text);
  if (!read) {
    const refused = 'Error parsing CSR: PEM block type must be CERTIFICATE REQUEST';
    return { refused, reason: '', failure: { words: refused } };
  }
  page.field('Name', metadata.at('name').text);
  page.field('Labels', labelsText(metadata.at('labels')));
  page.field('Annotations', labelsText(metadata.at('annotations')));
  page.field('CreationTimestamp', rfc1123(metadata.at('creationTimestamp')));
  page.field('Requesting User', spec.at('username').text);
  if (spec.at('signerName').text !== '') page.field('Signer', spec.at('signerName').text);
  const seconds = spec.at('expirationSeconds');
  if (seconds.isThere) page.field('Requested Duration', humanDuration(seconds.number * 1000));
  page.field('Status', statusOf(request.at('status')));
  page.line('Subject:');
  page.line(`\tCommon Name:\t${read.subject('85.4.3').at(-1) ?? ''}`);
  page.line(`\tSerial Number:\t${read.subject('85.4.5').at(-1) ?? ''}`);
  for (const [title, oid] of SUBJECT) values(page, title, read.subject(oid));
  const names = {
    'DNS Names': read.names(NAMES.dns).map(textOf),
    'Email Addresses': read.names(NAMES.email).map(textOf),
    URIs: read.names(NAMES.uri).map(textOf),
    'IP Addresses': read.names(NAMES.ip).map(({ bytes }) => ipText(bytes)),
  };
  if (Object.values(names).some((list) => list.length > 0)) page.line('Subject Alternative Names:');
  for (const [title, list] of Object.entries(names)) values(page, title, list);
  await eventsOf(page, request, 'CertificateSigningRequest', around);
  return page.text;
}

function values(page: Page, title: string, list: readonly string[]): void {
  if (list.length > 0) page.line(`\t${title}:\t${list.join('\n\t\t')}`);
}

function statusOf(status: Value): string {
  const types = status.at('conditions').list.map((one) => one.at('type').text);
  const decided = types.includes('Denied') ? 'Denied' : types.includes('Approved') ? 'Approved' : 'Pending';
  const failed = types.includes('Failed') ? ',Failed' : '';
  return `${decided}${failed}${status.at('certificate').text === '' ? '' : ',Issued'}`;
}

function readRequest(base64: string): { subject(oid: string): string[]; names(tag: number): Item[] } | undefined {
  const pem = String.fromCharCode(...bytesOf(base64));
  const body = /-----BEGIN CERTIFICATE REQUEST-----([^-]*)-----END CERTIFICATE REQUEST-----/.exec(pem)?.[1];
  if (body === undefined) return undefined;
  // CertificationRequest → its info: version, subject, key, attributes.
  const info = items(items(items(bytesOf(body))[0]?.bytes)[0]?.bytes);
  const parts = items(info[1]?.bytes)
    .flatMap((set) => items(set.bytes))
    .map((pair) => items(pair.bytes));
  const asked = extensions(info[3]?.bytes);
  return {
    subject: (oid) => parts.flatMap(([type, value]) => (type && value && oidOf(type) === oid ? [textOf(value)] : [])),
    names: (tag) => items(items(asked)[0]?.bytes).filter((item) => item.tag === tag),
  };
}

/** The octets of the subject's alternative names, wherever among the attributes. */
function extensions(bytes: readonly number[] | undefined): readonly number[] | undefined {
  for (const attribute of items(bytes)) {
    for (const extension of items(items(items(attribute.bytes)[1]?.bytes)[0]?.bytes)) {
      const parts = items(extension.bytes);
      const [type] = parts;
      if (extension.tag === SEQUENCE && type && oidOf(type) === ALTERNATIVE) return parts.at(-1)?.bytes;
    }
  }
  return undefined;
}

/** What stands one behind the other in DER; stops where it makes no sense. */
function items(bytes: readonly number[] = []): Item[] {
  const found: Item[] = [];
  let at = 0;
  while (at + 1 < bytes.length) {
    const tag = bytes[at] ?? 0;
    let length = bytes[at + 1] ?? 0;
    at += 2;
    if (length > 0x80) {
      const digits = bytes.slice(at, at + length - 0x80);
      at += digits.length;
      length = digits.reduce((sum, digit) => sum * 256 + digit, 0);
    }
    if (at + length > bytes.length) return found;
    found.push({ tag, bytes: bytes.slice(at, at + length) });
    at += length;
  }
  return found;
}

function oidOf({ bytes }: Item): string {
  return bytes.join('.');
}

/** UTF-8, which the older kinds of strings are too for a learner's names. */
function textOf({ bytes }: Item): string {
  const escaped = bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  try {
    return decodeURIComponent(escaped);
  } catch {
    return String.fromCharCode(...bytes);
  }
}

function ipText(bytes: readonly number[]): string {
  if (bytes.length === 4) return bytes.join('.');
  const groups = Array.from({ length: 8 }, (_, at) =>
    ((bytes[at * 2] ?? 0) * 256 + (bytes[at * 2 + 1] ?? 0)).toString(16),
  );
  const text = groups.join(':');
  const [longest] = (text.match(/(?<![^:])0(?::0)+(?![^:])/g) ?? []).toSorted((a, b) => b.length - a.length);
  if (longest === undefined) return text;
  const at = text.search(new RegExp(`(?<![^:])${longest}(?![^:])`));
  return `${text.slice(0, at).replace(/:$/, '')}::${text.slice(at + longest.length).replace(/^:/, '')}`;
}
