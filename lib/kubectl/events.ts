/** `kubectl events`. Models kubectl's cmd/events. */
import { humanDuration, parseTime } from '@/lib/kube';
import { newApi } from './api';
import { Columns } from './columns';
import { namespaceOf, type Call, type Command } from './command';
import { fail, failWith, good } from './failure';
import { at, listAt, textAt } from './json-object';
import { printerOf } from './output';
import { discover, queryOf } from './resources';

export const events: Command = {
  name: 'events',
  flags: [
    { name: 'all-namespaces', short: 'A', type: 'bool', help: 'Those of all namespaces' },
    { name: 'allow-missing-template-keys', type: 'bool', default: 'true', help: 'Ignore missing keys in templates' },
    { name: 'chunk-size', type: 'int', default: '500', help: 'Size of a part of a large list' },
    { name: 'for', type: 'string', help: 'Only those of this object' },
    { name: 'no-headers', type: 'bool', help: 'No headers' },
    { name: 'output', short: 'o', type: 'string', help: 'Output format' },
    { name: 'show-managed-fields', type: 'bool', help: 'Keep managedFields' },
    { name: 'template', type: 'string', help: 'Template' },
    { name: 'types', type: 'strings', help: 'Only those of these types' },
    { name: 'watch', short: 'w', type: 'bool', help: 'Watch for more' },
  ],
  run,
};

async function run(call: Call): Promise<number> {
  const { io, flags } = call;
  const types = flags.strings('types').map((type) => type.toLowerCase());
  const unknown = flags.strings('types').find((type) => !['normal', 'warning'].includes(type.toLowerCase()));
  if (unknown !== undefined) return fail(io, `valid --types are Normal or Warning`);
  const printer = printerOf(call);
  if (!printer.ok) return failWith(io, [printer.failure]);
  const api = newApi(call);
  let fieldSelector = '';
  if (flags.string('for') !== '') {
    const [kind = '', name = '', ...more] = flags.string('for').split('/');
    if (name === '' || more.length > 0) return fail(io, '--for must be in resource/name form');
    const resources = await discover(api);
    const resource = resources.ok ? resources.value.find(kind) : resources;
    if (!resource.ok) return failWith(io, [resource.failure]);
    fieldSelector = `involvedObject.kind=${resource.value.kind},involvedObject.name=${name}`;
  }
  const everywhere = flags.bool('all-namespaces');
  const place = everywhere ? '' : `/namespaces/${namespaceOf(call)}`;
  const address = (more: Record<string, string>): string =>
    `/api/v1${place}/events${queryOf({ fieldSelector, ...more })}`;
  const listed = await api.get(address({ limit: flags.string('chunk-size') }));
  if (!listed.ok) return failWith(io, [listed.failure]);
  const isShown = (event: unknown): boolean =>
    types.length === 0 || types.includes(textAt(event, 'type').toLowerCase());
  const found = listAt(listed.value, 'items')
    .filter(isShown)
    .map((event) => ({ event, time: momentOf(event) }))
    .sort((a, b) => a.time - b.time)
    .map(({ event }) => event);

  if (found.length === 0 && !flags.bool('watch')) {
    io.err(everywhere ? 'No events found.\n' : `No events found in ${namespaceOf(call)} namespace.\n`);
    return 0;
  }
  const columns = new Columns();
  if (printer.value) {
    const typed = found.map((event) => Object.assign({ kind: 'Event', apiVersion: 'v1' }, event));
    const printed = printer.value({
      kind: 'EventList',
      apiVersion: 'v1',
      metadata: at(listed.value, 'metadata'),
      items: typed,
    });
    if (!printed.ok) return failWith(io, [printed.failure]);
    io.out(printed.value);
  } else {
    const headers = [...(everywhere ? ['NAMESPACE'] : []), 'LAST SEEN', 'TYPE', 'REASON', 'OBJECT', 'MESSAGE'];
    const rows = found.map((event) => rowOf(event, io.now(), everywhere));
    io.out(columns.write(flags.bool('no-headers') ? rows : [headers, ...rows]));
  }
  if (!flags.bool('watch')) return 0;
  const resourceVersion = textAt(listed.value, 'metadata', 'resourceVersion');
  const ended = await api.watch(address({ watch: 'true', resourceVersion }), ({ type, object }) => {
    if (type !== 'DELETED' && type !== 'BOOKMARK' && isShown(object)) {
      const printed = printer.value
        ? printer.value(object)
        : good(columns.write([rowOf(object, io.now(), everywhere)]));
      if (printed.ok) io.out(printed.value);
    }
    return false;
  });
  return ended.ok ? 0 : failWith(io, [ended.failure]);
}

function momentOf(event: unknown): number {
  return (
    parseTime(textAt(event, 'series', 'lastObservedTime')) ??
    parseTime(textAt(event, 'lastTimestamp')) ??
    parseTime(textAt(event, 'eventTime')) ??
    0
  );
}

function rowOf(event: unknown, now: number, withNamespace: boolean): string[] {
  const object = at(event, 'involvedObject');
  return [
    ...(withNamespace ? [textAt(event, 'metadata', 'namespace')] : []),
    lastSeen(event, now),
    textAt(event, 'type'),
    textAt(event, 'reason'),
    `${textAt(object, 'kind')}/${textAt(object, 'name')}`,
    textAt(event, 'message').trim(),
  ];
}

function lastSeen(event: unknown, now: number): string {
  const since = (text: string): string => {
    const time = parseTime(text);
    return time === undefined ? '<unknown>' : humanDuration(now - time);
  };
  const first = since(textAt(event, 'eventTime') || textAt(event, 'firstTimestamp'));
  const series = Number(at(event, 'series', 'count') ?? 0);
  if (series > 0) return `${since(textAt(event, 'series', 'lastObservedTime'))} (x${series} over ${first})`;
  const count = Number(at(event, 'count') ?? 0);
  return count > 1 ? `${since(textAt(event, 'lastTimestamp'))} (x${count} over ${first})` : first;
}
