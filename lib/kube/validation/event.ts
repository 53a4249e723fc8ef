/**
 * Events, of both groups: one of events.k8s.io is read as one of the core group. Models ValidateEventCreate and
 * ValidateEventUpdate (pkg/apis/core/validation/events.go), which are strict only with the newer group.
 */
import { isSemanticallyEqual } from '../equality';
import type { FieldError } from '../field/error';
import { invalid, required } from '../field/error';
import { FieldPath } from '../field/path';
import { byteLength } from '../field/print';
import type { Event, EventsV1Event } from '../schema/generated/types';
import { validateLabelKey } from './labels';
import { dnsSubdomainFaults } from './names';
import { validateObjectMeta } from './object-meta';
import { IMMUTABLE } from './object-meta-update';

const MOST = 128;
const MOST_IN_NOTE = 1024;

export function validateEvent(event: Event): FieldError[] {
  return validateAnyEvent(event, 'reportingComponent');
}

export function validateEventsV1Event(given: EventsV1Event): FieldError[] {
  const event = coreEventOf(given);
  const errors = validateAnyEvent(event, 'reportingController');
  validateObjectMeta(event.metadata, 'namespaced', dnsSubdomainFaults, errors);
  validateSeries(event, errors);
  if (event.eventTime === undefined) errors.push(required(FieldPath.of('eventTime')));
  if (event.type !== 'Normal' && event.type !== 'Warning') {
    errors.push(invalid(FieldPath.of('type'), '', `has invalid value: ${event.type ?? ''}`));
  }
  const unset = (field: string, isUnset: boolean): void => {
    if (!isUnset) errors.push(invalid(FieldPath.of(field), '', 'needs to be unset'));
  };
  unset('firstTimestamp', event.firstTimestamp === undefined);
  unset('lastTimestamp', event.lastTimestamp === undefined);
  unset('count', (event.count ?? 0) === 0);
  unset('source', !event.source?.component && !event.source?.host);
  return errors;
}

/** Of an event of the newer group only the series may change. */
export function validateEventsV1EventUpdate(given: EventsV1Event, givenLive: EventsV1Event): FieldError[] {
  const event = coreEventOf(given);
  const live = coreEventOf(givenLive);
  const errors = validateAnyEvent(event, 'reportingController');
  if (!isUnchanged('series', event, live)) validateSeries(event, errors);
  for (const field of UNCHANGED) {
    if (isUnchanged(field, event, live)) continue;
    const name = field === 'reportingComponent' ? 'reportingController' : field;
    errors.push(invalid(FieldPath.of(name), event[field] ?? null, IMMUTABLE));
  }
  return errors;
}

const UNCHANGED = [
  'involvedObject',
  'reason',
  'message',
  'source',
  'firstTimestamp',
  'lastTimestamp',
  'count',
  'type',
  'eventTime',
  'action',
  'related',
  'reportingComponent',
  'reportingInstance',
] as const;

function isUnchanged(field: keyof Event, event: Event, live: Event): boolean {
  return isSemanticallyEqual('Event', { [field]: event[field] }, { [field]: live[field] });
}

function coreEventOf(event: EventsV1Event): Event {
  const core: Event = {};
  const set = <K extends keyof Event>(key: K, value: Event[K] | undefined): void => {
    if (value !== undefined) core[key] = value;
  };
  set('metadata', event.metadata);
  set('involvedObject', event.regarding);
  set('reason', event.reason);
  set('message', event.note);
  set('source', event.deprecatedSource);
  set('firstTimestamp', event.deprecatedFirstTimestamp);
  set('lastTimestamp', event.deprecatedLastTimestamp);
  set('count', event.deprecatedCount);
  set('type', event.type);
  set('eventTime', event.eventTime);
  set('series', event.series);
  set('action', event.action);
  set('related', event.related);
  set('reportingComponent', event.reportingController);
  set('reportingInstance', event.reportingInstance);
  return core;
}

function validateSeries({ series }: Event, errors: FieldError[]): void {
  if (!series) return;
  if ((series.count ?? 0) < 2) errors.push(invalid(FieldPath.of('series.count'), '', 'should be at least 2'));
  if (series.lastObservedTime === undefined) errors.push(required(FieldPath.of('series.lastObservedTime')));
}

function validateAnyEvent(event: Event, controller: 'reportingComponent' | 'reportingController'): FieldError[] {
  const errors: FieldError[] = [];
  const { metadata: { namespace = '' } = {}, involvedObject: { namespace: involved = '' } = {} } = event;
  const isAtHome = involved === '' ? namespace === '' || namespace === 'default' : namespace === involved;
  const hasHome = involved !== '' || namespace === 'default' || namespace === 'kube-system';
  if (event.eventTime === undefined ? !isAtHome : !hasHome) {
    errors.push(invalid(FieldPath.of('involvedObject', 'namespace'), involved, 'does not match event.namespace'));
  }
  if (event.eventTime !== undefined) validateNewFields(event, controller, errors);
  for (const fault of dnsSubdomainFaults(namespace)) errors.push(invalid(FieldPath.of('namespace'), namespace, fault));
  return errors;
}

function validateNewFields(event: Event, controller: string, errors: FieldError[]): void {
  const { reportingComponent = '', reportingInstance = '', action = '', reason = '', message = '' } = event;
  const here = FieldPath.of(controller);
  if (reportingComponent === '') errors.push(required(here));
  validateLabelKey(reportingComponent, here, errors);
  const short = (field: string, value: string, most: number, isNeeded = true): void => {
    if (isNeeded && value === '') errors.push(required(FieldPath.of(field)));
    if (byteLength(value) > most) errors.push(invalid(FieldPath.of(field), '', `can have at most ${most} characters`));
  };
  short('reportingInstance', reportingInstance, MOST);
  short('action', action, MOST);
  short('reason', reason, MOST);
  short('message', message, MOST_IN_NOTE, false);
}
