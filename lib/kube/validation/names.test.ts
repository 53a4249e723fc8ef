import { describe, expect, test } from 'vitest';
import type { NameRule } from './names';
import {
  configKeyFaults,
  dns1035LabelFaults,
  dnsLabelFaults,
  dnsSubdomainFaults,
  dnsSubdomainWithUnderscoreFaults,
  envNameFaults,
  httpHeaderFaults,
  labelKeyFaults,
  labelValueFaults,
  pathSegmentFaults,
  percentFaults,
  portNameFaults,
  withoutTrailingDash,
} from './names';

const LABEL =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
const SUBDOMAIN =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const KEY_NAME =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const LABEL_VALUE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
const CONFIG_KEY =
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";
const PORT_CHARACTERS = 'must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)';

function describeRule(what: string, rule: NameRule, good: string[], wrong: [string, string[]][]): void {
  describe(`the rule for ${what}`, () => {
    test.each(good)('may be %j', (name) => {
      expect(rule(name)).toEqual([]);
    });
    test.each(wrong)('may not be %j', (name, faults) => {
      expect(rule(name)).toEqual(faults);
    });
  });
}

describeRule(
  'a DNS label',
  dnsLabelFaults,
  ['web', '0', 'a-b', 'a'.repeat(63)],
  [
    ['', [LABEL]],
    ['Web', [LABEL]],
    ['-web', [LABEL]],
    ['web-', [LABEL]],
    ['한글', [LABEL]],
    ['a.b', ['must not contain dots']],
    ['a'.repeat(64), ['must be no more than 63 characters']],
    [`${'a'.repeat(63)}_`, ['must be no more than 63 characters', LABEL]],
  ],
);

describeRule(
  'a DNS subdomain',
  dnsSubdomainFaults,
  ['web', 'a.b-c.0', 'a'.repeat(253)],
  [
    ['a..b', [SUBDOMAIN]],
    ['a/b', [SUBDOMAIN]],
    ['a'.repeat(254), ['must be no more than 253 characters']],
    ['한'.repeat(100), ['must be no more than 253 characters', SUBDOMAIN]],
  ],
);

describeRule(
  'a DNS search path',
  dnsSubdomainWithUnderscoreFaults,
  ['_tcp.web', 'a_b.c'],
  [
    [
      'a.b_',
      [
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?(\\._?[a-z0-9]([-_a-z0-9]*[a-z0-9])?)*')",
      ],
    ],
  ],
);

describeRule(
  'a DNS-1035 label',
  dns1035LabelFaults,
  ['web'],
  [
    [
      '1a',
      [
        "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')",
      ],
    ],
  ],
);

describeRule(
  'a label key',
  labelKeyFaults,
  ['app', 'app.kubernetes.io/name', 'A_b.C', `${'a'.repeat(253)}/${'b'.repeat(63)}`],
  [
    ['', ['name part must be non-empty', `name part ${KEY_NAME}`]],
    ['-bad key', [`name part ${KEY_NAME}`]],
    ['a/', ['name part must be non-empty', `name part ${KEY_NAME}`]],
    ['/a', ['prefix part must be non-empty']],
    ['A/a', [`prefix part ${SUBDOMAIN}`]],
    [`${'a'.repeat(254)}/a`, ['prefix part must be no more than 253 bytes']],
    ['a'.repeat(64), ['name part must be no more than 63 bytes']],
    [
      'a/b/c',
      [`a valid label key ${KEY_NAME} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`],
    ],
  ],
);

describeRule(
  'a label value',
  labelValueFaults,
  ['', 'web', 'A_b.c-1'],
  [
    ['my app', [LABEL_VALUE]],
    ['-a', [LABEL_VALUE]],
    ['a'.repeat(64), ['must be no more than 63 bytes']],
  ],
);

describeRule(
  'the name of a port',
  portNameFaults,
  ['http', 'a', '8080-tcp'],
  [
    ['HTTP', [PORT_CHARACTERS, 'must contain at least one letter (a-z)']],
    ['', [PORT_CHARACTERS, 'must contain at least one letter (a-z)']],
    ['80', ['must contain at least one letter (a-z)']],
    ['a--b', ['must not contain consecutive hyphens']],
    ['-a', ['must not begin or end with a hyphen']],
    ['averyveryverylongname', ['must be no more than 15 characters']],
  ],
);

describeRule(
  'the name of a variable',
  envNameFaults,
  ['A', 'my.env-name', '9 x', '"'],
  [
    ['', ['environment variable name must be non-empty']],
    ['A=B', ["a valid environment variable name must consist only of printable ASCII characters other than '='"]],
    ['한글', ["a valid environment variable name must consist only of printable ASCII characters other than '='"]],
  ],
);

describeRule(
  'a key of a ConfigMap',
  configKeyFaults,
  ['app.conf', 'MONGO_URL', '.dockerconfigjson'],
  [
    ['', [CONFIG_KEY]],
    ['a/b', [CONFIG_KEY]],
    ['.', ["must not be '.'"]],
    ['..', ["must not be '..'"]],
    ['..data', ["must not start with '..'"]],
    ['a'.repeat(254), ['must be no more than 253 characters']],
  ],
);

describeRule(
  'the name of a header',
  httpHeaderFaults,
  ['X-Probe'],
  [
    [
      'X Probe',
      [
        "a valid HTTP header must consist of alphanumeric characters or '-' (e.g. 'X-Header-Name', regex used for validation is '[-A-Za-z0-9]+')",
      ],
    ],
  ],
);

describeRule(
  'a percentage',
  percentFaults,
  ['25%', '0%'],
  [
    [
      '25',
      [
        "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')",
      ],
    ],
  ],
);

describeRule(
  'a part of a URL',
  pathSegmentFaults,
  ['web', '한글'],
  [
    ['..', ["may not be '..'"]],
    ['../x', ["may not contain '/'"]],
    ['a/%', ["may not contain '/'", "may not contain '%'"]],
  ],
);

test('a dash at the end of what begins a name is forgiven, as the server forgives it', () => {
  expect(withoutTrailingDash('web-')).toBe('wea');
  expect(withoutTrailingDash('web')).toBe('web');
  expect(withoutTrailingDash('-')).toBe('-');
});

test('a name of a million characters takes no time', () => {
  const before = performance.now();
  for (const rule of [dnsLabelFaults, dnsSubdomainFaults, labelKeyFaults, labelValueFaults, configKeyFaults]) {
    expect(rule(`${'a-'.repeat(500_000)}!`)).not.toEqual([]);
  }
  expect(performance.now() - before).toBeLessThan(2000);
});
