/** Selectors as they stand in a query. Models apimachinery's labels.Selector and fields.ParseSelector. */
import { quote } from '../field/print';
import { isObject } from '../json-object';
import type { Labels, MatchesLabels } from '../label-selector';
import type { StoredObject } from '../store';
import { parseLabelSelector, type Requirement } from './label-selector-text';

export type Matches = (object: StoredObject) => boolean;

const everything: Matches = () => true;

/** `app=web,tier in (a,b),!old,n>3`; a string is what is wrong with it. */
export function readLabelSelector(text: string): Matches | string {
  if (text === '') return everything;
  const matches = labelMatcher(text);
  return typeof matches === 'string' ? matches : ({ metadata }) => matches(metadata.labels);
}

/** The same, of labels alone. */
export function labelMatcher(text: string): MatchesLabels | string {
  const requirements = text === '' ? [] : parseLabelSelector(text);
  if (typeof requirements === 'string') return requirements;
  const tests = requirements.map(testOf);
  const [only] = tests;
  if (!only) return () => true;
  return tests.length === 1 ? only : (labels) => tests.every((test) => test(labels));
}

function testOf({ key, operator, values }: Requirement): MatchesLabels {
  const [wanted = ''] = values;
  switch (operator) {
    case 'exists':
      return (labels) => label(labels, key) !== undefined;
    case '!':
      return (labels) => label(labels, key) === undefined;
    case 'in':
      return (labels) => values.includes(label(labels, key) ?? NONE);
    case 'notin':
      return (labels) => !values.includes(label(labels, key) ?? NONE);
    case '=':
    case '==':
      return (labels) => label(labels, key) === wanted;
    case '!=':
      return (labels) => label(labels, key) !== wanted;
    case '>':
    case '<':
      return (labels) => compares(label(labels, key), operator, Number(wanted));
  }
}

/** No label's value. */
const NONE = '\n';

function compares(value: string | undefined, operator: '>' | '<', bound: number): boolean {
  if (value === undefined || !/^[+-]?\d+$/.test(value)) return false;
  return operator === '>' ? Number(value) > bound : Number(value) < bound;
}

function label(labels: Labels | undefined, key: string): string | undefined {
  return labels && Object.hasOwn(labels, key) ? labels[key] : undefined;
}

/** Where a field that may be selected by lies in the object. */
type Field = (object: StoredObject) => unknown;

const COMMON: Readonly<Record<string, Field>> = {
  'metadata.name': ({ metadata }) => metadata.name,
  'metadata.namespace': ({ metadata }) => metadata.namespace ?? '',
};

/** What a kind can be selected by, besides name and namespace; paths are read as they stand. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  pods: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
    'status.podIPs',
    'status.nominatedNodeName',
  ],
  events: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
  'events.events.k8s.io': [
    'regarding.kind',
    'regarding.namespace',
    'regarding.name',
    'regarding.uid',
    'regarding.apiVersion',
    'regarding.resourceVersion',
    'regarding.fieldPath',
    'reason',
    'reportingController',
    'type',
  ],
  secrets: ['type'],
  namespaces: ['status.phase'],
  nodes: ['spec.unschedulable'],
  services: ['spec.clusterIP', 'spec.type'],
  replicationcontrollers: ['status.replicas'],
  'jobs.batch': ['status.successful'],
  'certificatesigningrequests.certificates.k8s.io': ['spec.signerName'],
  'resourceslices.resource.k8s.io': ['spec.nodeName', 'spec.driver'],
};

/** What a field is called where it is not what it says. */
const PLACES: Readonly<Record<string, string>> = {
  'status.successful': 'status.succeeded',
  source: 'source.component',
  'regarding.kind': 'involvedObject.kind',
  'regarding.namespace': 'involvedObject.namespace',
  'regarding.name': 'involvedObject.name',
  'regarding.uid': 'involvedObject.uid',
  'regarding.apiVersion': 'involvedObject.apiVersion',
  'regarding.resourceVersion': 'involvedObject.resourceVersion',
  'regarding.fieldPath': 'involvedObject.fieldPath',
  reportingController: 'reportingComponent',
};

/** What an absent field is taken for. */
const ABSENT: Readonly<Record<string, string>> = {
  'spec.unschedulable': 'false',
  'spec.hostNetwork': 'false',
  'status.replicas': '0',
  'status.successful': '0',
};

/**
 * `status.phase=Running,spec.nodeName!=a`; a string is what is wrong with it.
 * @param resource `pods`, `deployments.apps`
 * @param more paths that a CustomResourceDefinition makes selectable; undefined where none makes the resource
 */
export function readFieldSelector(text: string, resource: string, more?: readonly string[]): Matches | string {
  const terms: { name: string; operator: string; value: string }[] = [];
  for (const part of splitTerms(text).sort()) {
    if (part === '') continue;
    const match = /^(.*?)(!=|==|=)(.*)$/s.exec(part);
    if (!match) return `invalid selector: '${text}'; can't understand '${part}'`;
    const [, name = '', operator = '', escaped = ''] = match;
    const value = unescapeValue(escaped);
    if ('fault' in value) return `invalid field selector: ${value.fault}`;
    // Nothing is asked of nothing.
    if (name !== '' || value.text !== '') terms.push({ name, operator, value: value.text });
  }
  const tests: Matches[] = [];
  for (const { name, operator, value } of terms) {
    const field = COMMON[name] ?? fieldOf(name, resource, more);
    if (!field) return unknownField(name, resource, more);
    tests.push((object) => (textOf(field(object), ABSENT[name]) === value) === (operator !== '!='));
  }
  return tests.length === 0 ? everything : (object) => tests.every((test) => test(object));
}

function textOf(found: unknown, absent = ''): string {
  if (typeof found === 'string') return found;
  return typeof found === 'number' || typeof found === 'boolean' ? String(found) : absent;
}

/** At commas that nothing escapes. */
function splitTerms(text: string): string[] {
  const terms: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === ',') {
      terms.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...terms, text.slice(from)];
}

function unescapeValue(escaped: string): { text: string } | { fault: string } {
  let text = '';
  for (let at = 0; at < escaped.length; at += 1) {
    const letter = escaped.charAt(at);
    if (letter === '\\') {
      at += 1;
      const next = escaped.charAt(at);
      if (next === '' || !'\\,='.includes(next)) return { fault: `invalid escape sequence: \\${next}` };
      text += next;
    } else if (letter === '=' || letter === ',') {
      return { fault: `unescaped character in value: ${letter.charCodeAt(0)}` };
    } else text += letter;
  }
  return { text };
}

/** Each kind that knows fields of its own says it in its own way. */
function unknownField(name: string, resource: string, more: readonly string[] | undefined): string {
  if (resource === 'jobs.batch') return `field label ${quote(name)} not supported for Job`;
  if (resource === 'resourceslices.resource.k8s.io') {
    return `field label not supported for resource.k8s.io/v1, Kind=ResourceSlice: ${name}`;
  }
  if (FIELDS[resource] || more) return `field label not supported: ${name}`;
  return `${quote(name)} is not a known field selector: only "metadata.name", "metadata.namespace"`;
}

function fieldOf(name: string, resource: string, more: readonly string[] = []): Field | undefined {
  const known = FIELDS[resource] ?? [];
  if (!known.includes(name) && !more.includes(name)) return undefined;
  const path = (PLACES[name] ?? name).split('.');
  if (name === 'source') return (object) => at(object, path) || object['reportingComponent'];
  return (object) => at(object, path);
}

function at(value: unknown, path: readonly string[]): unknown {
  let here = value;
  for (const key of path) here = isObject(here) && Object.hasOwn(here, key) ? here[key] : undefined;
  return here;
}
