/** Models printEvent. The Events of both groups are the same objects under other names, and print the same. */
import type { Event, EventsV1Event } from '../schema/generated/types';
import { nameOf, or, type Named, type Printer } from './printer';

const COLUMNS = 'Last Seen;Type;Reason;Object;Subobject+1;Source+1;Message;First Seen+1;Count+1;Name#name+1';

export const event: Printer<Event> = {
  columns: COLUMNS,
  cells(event, age) {
    const { involvedObject = {}, source, series } = event;
    const first = age.since(event.firstTimestamp ?? event.eventTime);
    const last = event.lastTimestamp ? age.since(event.lastTimestamp) : first;
    const kind = (involvedObject.kind ?? '').toLowerCase();
    const component = or(source?.component, event.reportingComponent ?? '');
    const host = or(source?.host, event.reportingInstance ?? '');
    return [
      series ? age.since(series.lastObservedTime) : last,
      event.type ?? '',
      event.reason ?? '',
      involvedObject.name ? `${kind}/${involvedObject.name}` : kind,
      involvedObject.fieldPath ?? '',
      host === '' ? component : `${component}, ${host}`,
      (event.message ?? '').trim(),
      first,
      series ? (series.count ?? 0) : event.count || 1,
      nameOf(event),
    ];
  },
};

export const eventsV1Event: Printer<EventsV1Event | Event> = {
  columns: COLUMNS,
  cells: (object, age) => event.cells(isCore(object) ? object : coreEvent(object), age),
};

function isCore(object: Named): object is Event {
  return 'involvedObject' in object;
}

/** Models Convert_events_v1_Event_To_core_Event. */
function coreEvent({ metadata, ...event }: EventsV1Event): Event {
  return {
    ...event,
    ...(metadata && { metadata }),
    ...(event.regarding && { involvedObject: event.regarding }),
    ...(event.note !== undefined && { message: event.note }),
    ...(event.deprecatedSource && { source: event.deprecatedSource }),
    ...(event.deprecatedFirstTimestamp !== undefined && { firstTimestamp: event.deprecatedFirstTimestamp }),
    ...(event.deprecatedLastTimestamp !== undefined && { lastTimestamp: event.deprecatedLastTimestamp }),
    ...(event.deprecatedCount !== undefined && { count: event.deprecatedCount }),
    ...(event.reportingController !== undefined && { reportingComponent: event.reportingController }),
  };
}
