/** Selectors as they stand in a query. Models apimachinery's labels.Parse and fields.ParseSelector. */
import { quote } from '../field/print';
import { isObject } from '../json-object';
import type { StoredObject } from '../store';

export type Matches = (object: StoredObject) => boolean;

const everything: Matches = () => true;

/** `app=web,tier in (a,b),!old,n>3`; a string is what is wrong with it. */
export function readLabelSelector(text: string): Matches | string {
  const parts = splitOutside(text);
  const tests: Matches[] = [];
  for (const part of parts) {
    const test = requirement(part);
    if (typeof test === 'string') return test;
    tests.push(test);
  }
  return tests.length === 0 ? everything : (object) => tests.every((test) => test(object));
}

/** At commas that are in no brackets. */
function splitOutside(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const letter = text[at];
    if (letter === '(') depth += 1;
    else if (letter === ')') depth -= 1;
    else if (letter === undefined || (letter === ',' && depth === 0)) {
      if (text.slice(from, at).trim() !== '') parts.push(text.slice(from, at).trim());
      from = at + 1;
    }
  }
  return parts;
}

const KEY = String.raw`((?:[a-z0-9A-Z](?:[-a-z0-9A-Z.]*[a-z0-9A-Z])?\/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)`;
const VALUE = String.raw`([A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)?`;
const EQUALS = new RegExp(String.raw`^${KEY}\s*(==|=|!=)\s*${VALUE}$`);
const SET = new RegExp(String.raw`^${KEY}\s+(in|notin)\s*\(([^()]*)\)$`);
const EXISTS = new RegExp(String.raw`^(!?)\s*${KEY}$`);
const COMPARES = new RegExp(String.raw`^${KEY}\s*([<>])\s*(-?\d+)$`);

function requirement(part: string): Matches | string {
  const equals = EQUALS.exec(part);
  if (equals) {
    const [, key = '', operator, value = ''] = equals;
    return operator === '!=' ? (object) => label(object, key) !== value : (object) => label(object, key) === value;
  }
  const set = SET.exec(part);
  if (set) {
    const [, key = '', operator, list = ''] = set;
    const values = list.split(',').map((value) => value.trim());
    return (object) => {
      const value = label(object, key);
      const isIn = value !== undefined && values.includes(value);
      return operator === 'in' ? isIn : !isIn;
    };
  }
  const exists = EXISTS.exec(part);
  if (exists) {
    const [, not, key = ''] = exists;
    return (object) => (label(object, key) !== undefined) === (not === '');
  }
  const compares = COMPARES.exec(part);
  if (compares) {
    const [, key = '', operator, bound] = compares;
    return (object) => {
      const value = label(object, key);
      if (value === undefined || !/^-?\d+$/.test(value)) return false;
      return operator === '>' ? Number(value) > Number(bound) : Number(value) < Number(bound);
    };
  }
  return `unable to parse requirement: ${wordsOf(part)}`;
}

function wordsOf(part: string): string {
  const [head = ''] = part.split(/\s*(?:==|!=|=|<|>|\s)\s*/);
  if (!new RegExp(`^${KEY}$`).test(head.replace(/^!/, ''))) {
    return `<nil>: Invalid value: ${quote(head)}: name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')`;
  }
  return `found ${quote(part.slice(head.length).trim().split(/\s/)[0] ?? '')}, expected: in, notin, =, ==, !=, gt, lt`.replace(
    /found ""/,
    "found ''",
  );
}

function label({ metadata: { labels } }: StoredObject, key: string): string | undefined {
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
  secrets: ['type'],
  namespaces: ['status.phase', 'name'],
  nodes: ['spec.unschedulable'],
  services: ['spec.clusterIP', 'spec.type'],
  replicationcontrollers: ['status.replicas'],
  'replicasets.apps': ['status.replicas'],
  'jobs.batch': ['status.successful'],
  'certificatesigningrequests.certificates.k8s.io': ['spec.signerName'],
  'ipaddresses.networking.k8s.io': [],
};

/** What a field is called where it is not what it says. */
const PLACES: Readonly<Record<string, string>> = {
  'status.successful': 'status.succeeded',
  name: 'metadata.name',
  source: 'source.component',
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
 * @param more paths that a CustomResourceDefinition makes selectable
 */
export function readFieldSelector(text: string, resource: string, more: readonly string[] = []): Matches | string {
  const tests: Matches[] = [];
  for (const part of text.split(',')) {
    if (part === '') continue;
    const match = /^(.*?)(==|!=|=)(.*)$/s.exec(part);
    if (!match) return `invalid selector: ${quote(text)}; can't understand ${quote(part)}`;
    const [, name = '', operator, value = ''] = match;
    const field = COMMON[name] ?? fieldOf(name, resource, more);
    if (!field) return `field label not supported: ${name}`;
    tests.push((object) => (String(field(object) ?? ABSENT[name] ?? '') === value) === (operator !== '!='));
  }
  return tests.length === 0 ? everything : (object) => tests.every((test) => test(object));
}

function fieldOf(name: string, resource: string, more: readonly string[]): Field | undefined {
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
