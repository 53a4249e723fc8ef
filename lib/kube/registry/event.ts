/** Models pkg/registry/core/event/strategy.go, which serves the Events of both groups. */
import type { Event, EventsV1Event } from '../schema/generated/types';
import { validateEvent, validateEventsV1Event, validateEventsV1EventUpdate } from '../validation/event';
import type { Strategy } from './strategy';

export const event: Strategy<Event> = {
  setDefaults: () => undefined,
  validate: validateEvent,
  validateUpdate: validateEvent,
};

export const eventsV1Event: Strategy<EventsV1Event> = {
  setDefaults: () => undefined,
  validate: validateEventsV1Event,
  validateUpdate: validateEventsV1EventUpdate,
  statusKind: 'Event',
};
