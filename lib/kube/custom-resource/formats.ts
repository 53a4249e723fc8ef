/**
 * The formats a schema may name for a string. Models supportedVersionedFormats (apiextensions' pkg/apiserver/validation) and
 * the checks of kube-openapi's pkg/validation/strfmt.
 *
 * Not modelled: the checks of `bsonobjectid`, `creditcard`, `isbn*`, `ssn`, `rgbcolor` and `hexcolor`, which take any string
 * here, and addresses with a display name for `email`.
 */
import { canonicalBase64 } from '../decode';
import { parseIP } from '../validation/ip';
import { dnsLabelFaults, dnsSubdomainFaults } from '../validation/names';

type Check = (text: string) => boolean;

const any: Check = () => true;
const uuid = (version: string, variant: string): Check => {
  const pattern = new RegExp(
    `^[0-9a-f]{8}-?[0-9a-f]{4}-?${version}[0-9a-f]{3}-?${variant}[0-9a-f]{3}-?[0-9a-f]{12}$`,
    'i',
  );
  return (text) => pattern.test(text);
};

const FORMATS: ReadonlyMap<string, Check> = new Map([
  ['bsonobjectid', any],
  ['uri', (text) => /^[A-Za-z][-+.A-Za-z0-9]*:\S+$/.test(text) || /^\/[^\s]*$/.test(text)],
  ['email', (text) => /^[^\s@<>(),;:"[\]\\]+@[^\s@<>(),;:"[\]\\]+$/.test(text)],
  ['hostname', isHostname],
  ['ipv4', (text) => parseIP(text) !== undefined && text.includes('.') && !text.includes(':')],
  ['ipv6', (text) => parseIP(text) !== undefined && text.includes(':')],
  ['cidr', isCIDR],
  [
    'mac',
    (text) =>
      /^(?:[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\1){4}(?:[0-9a-f]{2}\1){0,2}[0-9a-f]{2}|(?:[0-9a-f]{4}\.){2,3}[0-9a-f]{4})$/i.test(
        text,
      ),
  ],
  ['uuid', uuid('[0-9a-f]', '[0-9a-f]')],
  ['uuid3', uuid('3', '[0-9a-f]')],
  ['uuid4', uuid('4', '[89ab]')],
  ['uuid5', uuid('5', '[89ab]')],
  ['isbn', any],
  ['isbn10', any],
  ['isbn13', any],
  ['creditcard', any],
  ['ssn', any],
  ['hexcolor', any],
  ['rgbcolor', any],
  ['byte', (text) => typeof canonicalBase64(text) === 'string'],
  ['password', any],
  ['date', isDate],
  ['duration', isDuration],
  ['datetime', isDateTime],
  ['k8sshortname', (text) => dnsLabelFaults(text).length === 0],
  ['k8slongname', (text) => dnsSubdomainFaults(text).length === 0],
]);

const INTEGERS = ['int32', 'int64'];
const NUMBERS = ['float', 'double'];

/** Whether a format means anything for a type; others are ignored. `date-time` is `datetime`. */
export function isKnownFormat(format: string, type: string): boolean {
  if (type === '' || type === 'string') return FORMATS.has(normalized(format));
  if (type === 'integer') return INTEGERS.includes(format);
  return type === 'number' && NUMBERS.includes(format);
}

export function fitsFormat(text: string, format: string): boolean {
  return FORMATS.get(normalized(format))?.(text) ?? true;
}

function normalized(format: string): string {
  return format.replaceAll('-', '');
}

const HOST =
  /^(?:[a-z0-9\p{S}\p{L}](?:-?[a-z0-9\p{S}\p{L}]{0,62})?|(?:[a-z0-9\p{S}\p{L}](?:[-a-z0-9\p{S}\p{L}]{0,61}[a-z0-9\p{S}\p{L}])?\.)+[a-z\p{L}]{2,63})$/iu;

function isHostname(text: string): boolean {
  return (
    HOST.test(text) && text.length <= 255 && text.split('.').every((part) => part.length >= 1 && part.length <= 63)
  );
}

function isCIDR(text: string): boolean {
  const [, address = '', bits = ''] = /^(.+)\/(\d{1,3})$/.exec(text) ?? [];
  return parseIP(address) !== undefined && Number(bits) <= (address.includes(':') ? 128 : 32) && !/^0\d/.test(bits);
}

function isDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  return day !== undefined && isDay(Number(year), Number(month), Number(day));
}

function isDay(year: number, month: number, day: number): boolean {
  const last =
    month === 2
      ? year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
        ? 29
        : 28
      : [4, 6, 9, 11].includes(month)
        ? 30
        : 31;
  return month >= 1 && month <= 12 && day >= 1 && day <= last;
}

function isDateTime(text: string): boolean {
  if (text.length < 4) return false;
  const [date = '', time = '', ...more] = text.toLowerCase().split('t');
  if (more.length > 0 || !isDate(date)) return false;
  const [, hour, minute, second] = /^(\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?:z|[+-]\d{2}:\d{2})$/.exec(time) ?? [];
  return second !== undefined && Number(hour) <= 23 && Number(minute) <= 59 && Number(second) <= 59;
}

const UNITS = 'ns|us|µs|ms|s|m|h|d|w';
const GO_DURATION = /^[-+]?(?:0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/;
const SCALA_DURATION = new RegExp(
  String.raw`(\d+)\s*(?:${UNITS}|nano(?:s(?:ecs?|econds?)?)?|micro(?:s(?:ecs?|econds?)?)?|milli(?:s(?:ecs?|econds?)?)?|secs?|seconds?|mins?|minutes?|hrs?|hours?|days?|wks?|weeks?)(?![A-Za-zµ])`,
  'i',
);

function isDuration(text: string): boolean {
  return GO_DURATION.test(text) || SCALA_DURATION.test(text);
}
