/**
 * The formats of names, and the words for what is wrong with one: each function gives one sentence a fault, none for a
 * good name. Lengths are bytes. Models apimachinery's util/validation/validation.go and api/validate/content, which
 * differ in a word: labels are "no more than 63 bytes", names "no more than 63 characters".
 */
import { byteLength } from '../field/print';

export type NameRule = (name: string) => readonly string[];

const NONE: readonly string[] = [];

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const WILDCARD = `\\*\\.${SUBDOMAIN}`;
const LABEL_UNDERSCORE = '_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?';
const SUBDOMAIN_UNDERSCORE = `${LABEL_UNDERSCORE}(\\.${LABEL_UNDERSCORE})*`;
const DNS1035_LABEL = '[a-z]([-a-z0-9]*[a-z0-9])?';
const KEY_NAME = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const LABEL_VALUE = `(${KEY_NAME})?`;
const CONFIG_KEY = '[-._a-zA-Z0-9]+';
const HEADER_NAME = '[-A-Za-z0-9]+';
const PERCENT = '[0-9]+%';

const labelPattern = whole(LABEL);
const subdomainPattern = whole(SUBDOMAIN);
const wildcardPattern = whole(WILDCARD);
const underscorePattern = whole(SUBDOMAIN_UNDERSCORE);
const dns1035Pattern = whole(DNS1035_LABEL);
const keyNamePattern = whole(KEY_NAME);
const labelValuePattern = whole(LABEL_VALUE);
const configKeyPattern = whole(CONFIG_KEY);
const headerPattern = whole(HEADER_NAME);
const percentPattern = whole(PERCENT);

const LABEL_WRONG = `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character`;
const SUBDOMAIN_WRONG = `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character`;
const WILDCARD_WRONG = `a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character`;
const UNDERSCORE_WRONG = `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', and must start and end with an alphanumeric character`;
const DNS1035_WRONG = `a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character`;
const KEY_WRONG = `must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character`;
const LABEL_VALUE_WRONG = `a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character`;

/** `web-1`: the names of containers, volumes, ports of Services, namespaces. */
export function dnsLabelFaults(value: string): readonly string[] {
  if (value.length <= 63 && labelPattern.test(value)) return NONE;
  const faults = longerThan(value, 63, 'characters');
  if (labelPattern.test(value)) return faults;
  if (subdomainPattern.test(value)) return [...faults, 'must not contain dots'];
  return [...faults, regexFault(LABEL_WRONG, LABEL, 'my-name', '123-abc')];
}

/** `web-1.example.com`: the names of most objects. */
export function dnsSubdomainFaults(value: string): readonly string[] {
  return subdomainFaults(value, 'characters');
}

/** `*.example.com`: a host of an Ingress for all names below one. */
export function wildcardSubdomainFaults(value: string): readonly string[] {
  const faults = longerThan(value, 253, 'characters');
  return wildcardPattern.test(value) ? faults : [...faults, regexFault(WILDCARD_WRONG, WILDCARD, '*.example.com')];
}

/** A subdomain in which a label may begin with or contain an underscore: DNS search paths. */
export function dnsSubdomainWithUnderscoreFaults(value: string): readonly string[] {
  if (value.length <= 253 && underscorePattern.test(value)) return NONE;
  const faults = longerThan(value, 253, 'characters');
  if (underscorePattern.test(value)) return faults;
  return [...faults, regexFault(UNDERSCORE_WRONG, SUBDOMAIN_UNDERSCORE, 'example.com')];
}

/** A label that begins with a letter. */
export function dns1035LabelFaults(value: string): readonly string[] {
  if (value.length <= 63 && dns1035Pattern.test(value)) return NONE;
  const faults = longerThan(value, 63, 'characters');
  if (dns1035Pattern.test(value)) return faults;
  return [...faults, regexFault(DNS1035_WRONG, DNS1035_LABEL, 'my-name', 'abc-123')];
}

/** A qualified name, `example.com/Name` or `Name`: keys of labels and annotations, finalizers, condition types. */
export function labelKeyFaults(value: string): readonly string[] {
  if (value.length <= 63 && keyNamePattern.test(value)) return NONE;
  const parts = value.split('/');
  if (parts.length > 2) {
    const shape = regexFault(KEY_WRONG, KEY_NAME, 'MyName', 'my.name', '123-abc');
    return [`a valid label key ${shape} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`];
  }
  const name = parts.at(-1) ?? '';
  const faults: string[] = [];
  const prefix = parts.length === 2 ? parts[0] : undefined;
  if (prefix === '') faults.push('prefix part must be non-empty');
  else if (prefix !== undefined)
    faults.push(...subdomainFaults(prefix, 'bytes').map((fault) => `prefix part ${fault}`));

  if (name === '') faults.push('name part must be non-empty');
  else if (byteLength(name) > 63) faults.push('name part must be no more than 63 bytes');
  if (!keyNamePattern.test(name)) {
    faults.push(`name part ${regexFault(KEY_WRONG, KEY_NAME, 'MyName', 'my.name', '123-abc')}`);
  }
  return faults;
}

export function labelValueFaults(value: string): readonly string[] {
  if (value.length <= 63 && labelValuePattern.test(value)) return NONE;
  const faults = longerThan(value, 63, 'bytes');
  if (labelValuePattern.test(value)) return faults;
  return [...faults, regexFault(LABEL_VALUE_WRONG, LABEL_VALUE, 'MyValue', 'my_value', '12345')];
}

/** The name of a container port: at most 15 of `a-z0-9-`, with a letter. */
export function portNameFaults(value: string): readonly string[] {
  const faults = [...longerThan(value, 15, 'characters')];
  if (!/^[-a-z0-9]+$/.test(value)) {
    faults.push('must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)');
  }
  if (!/[a-z]/.test(value)) faults.push('must contain at least one letter (a-z)');
  if (value.includes('--')) faults.push('must not contain consecutive hyphens');
  if (value.startsWith('-') || value.endsWith('-')) faults.push('must not begin or end with a hyphen');
  return faults;
}

/** Printable ASCII without `=`: the relaxed rule, which is the only one since 1.34. */
export function envNameFaults(value: string): readonly string[] {
  if (value === '') return ['environment variable name must be non-empty'];
  return /^[\x20-\x3c\x3e-\x7e]+$/.test(value)
    ? NONE
    : ["a valid environment variable name must consist only of printable ASCII characters other than '='"];
}

/** A key of a ConfigMap or Secret, which becomes a file's name. */
export function configKeyFaults(value: string): readonly string[] {
  const faults = [...longerThan(value, 253, 'characters')];
  if (!configKeyPattern.test(value)) {
    const wrong = "a valid config key must consist of alphanumeric characters, '-', '_' or '.'";
    faults.push(regexFault(wrong, CONFIG_KEY, 'key.name', 'KEY_NAME', 'key-name'));
  }
  if (value === '.') faults.push("must not be '.'");
  else if (value === '..') faults.push("must not be '..'");
  else if (value.startsWith('..')) faults.push("must not start with '..'");
  return faults;
}

export function httpHeaderFaults(value: string): readonly string[] {
  if (headerPattern.test(value)) return NONE;
  const wrong = "a valid HTTP header must consist of alphanumeric characters or '-'";
  return [regexFault(wrong, HEADER_NAME, 'X-Header-Name')];
}

export function percentFaults(value: string): readonly string[] {
  if (percentPattern.test(value)) return NONE;
  const wrong = "a valid percent string must be a numeric string followed by an ending '%'";
  return [regexFault(wrong, PERCENT, '1%', '93%')];
}

/** What no name may be that becomes a part of a URL; the server says these only where the kind's own rule is content. */
export function pathSegmentFaults(value: string): readonly string[] {
  if (value === '.' || value === '..') return [`may not be '${value}'`];
  return ['/', '%'].filter((part) => value.includes(part)).map((part) => `may not contain '${part}'`);
}

/** A name that will get a suffix: a dash at its end is fine. Models maskTrailingDash, which drops two characters for one. */
export function withoutTrailingDash(prefix: string): string {
  return prefix.length > 1 && prefix.endsWith('-') ? `${prefix.slice(0, -2)}a` : prefix;
}

function subdomainFaults(value: string, unit: 'characters' | 'bytes'): readonly string[] {
  if (value.length <= 253 && subdomainPattern.test(value)) return NONE;
  const faults = longerThan(value, 253, unit);
  return subdomainPattern.test(value) ? faults : [...faults, regexFault(SUBDOMAIN_WRONG, SUBDOMAIN, 'example.com')];
}

function longerThan(value: string, most: number, unit: 'characters' | 'bytes'): readonly string[] {
  return byteLength(value) > most ? [`must be no more than ${most} ${unit}`] : NONE;
}

/** The examples stand as the server writes them, with a comma too many before each `or`. */
function regexFault(wrong: string, regex: string, ...examples: string[]): string {
  const quoted = examples.map((example) => `'${example}', `).join(' or ');
  return `${wrong} (e.g. ${quoted}regex used for validation is '${regex}')`;
}

function whole(regex: string): RegExp {
  return new RegExp(`^${regex}$`);
}
